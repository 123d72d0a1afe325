"""Anna at work on a Vertelpunt."""

import pytest
from django.test import Client

from people.access import Desk
from people.models import Coalition, User
from people.roles import Role


@pytest.fixture
def leader(client: Client, anna: User) -> Client:
    """Anna's browser."""
    client.force_login(anna)
    return client


@pytest.fixture
def desk(anna: User, noord: Coalition) -> Desk:
    """Anna at work."""
    return Desk(anna, noord, frozenset({Role.PROCESS_LEADER.value}))
