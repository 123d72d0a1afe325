"""A session that is going on, with two tables."""

import pytest
from django.test import Client

from duiding.actions import coming_back
from duiding.models import Session
from people.access import Desk
from people.models import Coalition, User
from tests.duiding import builders
from vertelpunt.models import Vertelpunt


@pytest.fixture(autouse=True)
def _no_guesses_of_before() -> None:
    """Forget what other tests counted."""
    for limit in (coming_back.GUESSES, coming_back.GUESSES_OF, coming_back.REQUESTS):
        limit.clear()


@pytest.fixture
def dinas_desk(dina: User, noord: Coalition) -> Desk:
    """The desk of the facilitator."""
    return builders.desk(dina, noord)


@pytest.fixture
def dinas(client: Client, dina: User) -> Client:
    """The facilitator, signed in."""
    client.force_login(dina)
    return client


@pytest.fixture
def meeting(dinas_desk: Desk, point: Vertelpunt) -> Session:
    """An open session of Noord with two tables."""
    return builders.session(dinas_desk, point, tables=2)
