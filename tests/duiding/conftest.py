"""A session that is going on, with two tables."""

import asyncio
from collections.abc import Iterator

import pytest

from duiding.models import Session
from people.access import Desk
from people.models import Coalition, User
from tests.duiding import builders
from vertelpunt.models import Vertelpunt


@pytest.fixture(autouse=True)
def _own_loop() -> Iterator[None]:
    """Pushing needs this thread's loop; a browser test that ran before in this process leaves its own there."""
    left = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(left)


@pytest.fixture
def dinas_desk(dina: User, noord: Coalition) -> Desk:
    """The desk of the facilitator."""
    return builders.desk(dina, noord)


@pytest.fixture
def meeting(dinas_desk: Desk, point: Vertelpunt) -> Session:
    """An open session of Noord with two tables."""
    return builders.session(dinas_desk, point, tables=2)
