"""The people that every test may meet; what each name means is fixed."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from patterns.explorer import stock
from people.models import Coalition, User
from people.roles import Role
from tests import world
from vertelpunt.models import Vertelpunt


@pytest.fixture
def national(db: None) -> Coalition:
    """The national programme, above Noord."""
    return world.coalition("Landelijk", kind="national")


@pytest.fixture
def noord(national: Coalition) -> Coalition:
    """The region where the tests happen."""
    return world.coalition("Noord", parent=national)


@pytest.fixture
def zuid(national: Coalition) -> Coalition:
    """Elsewhere."""
    return world.coalition("Zuid", parent=national)


@pytest.fixture
def anna(noord: Coalition) -> User:
    """Process leader of Noord: owns what the tests make."""
    return world.person("Anna", noord, Role.PROCESS_LEADER)


@pytest.fixture
def bram(noord: Coalition) -> User:
    """Method expert (analyst) of Noord."""
    return world.person("Bram", noord, Role.ANALYST)


@pytest.fixture
def cem(noord: Coalition) -> User:
    """Moderator of Noord."""
    return world.person("Cem", noord, Role.MODERATOR)


@pytest.fixture
def dina(noord: Coalition) -> User:
    """Facilitator of Noord."""
    return world.person("Dina", noord, Role.FACILITATOR)


@pytest.fixture
def emre(noord: Coalition) -> User:
    """Decider of Noord."""
    return world.person("Emre", noord, Role.DECIDER)


@pytest.fixture
def lena(noord: Coalition) -> User:
    """Reader of Noord."""
    return world.person("Lena", noord, Role.READER)


@pytest.fixture
def zoe(zuid: Coalition) -> User:
    """Process leader elsewhere: everything of Noord does not exist for her."""
    return world.person("Zoe", zuid, Role.PROCESS_LEADER)


@pytest.fixture
def point(noord: Coalition) -> Vertelpunt:
    """An open Vertelpunt of Noord with one question of each kind."""
    return world.vertelpunt(noord)


@pytest.fixture
def nobody(client: Client) -> Client:
    """Somebody who is not signed in."""
    return client


@pytest.fixture(autouse=True)
def _no_second_factor(settings: object) -> None:
    """Sign-in itself is tested apart: elsewhere people have their second factor already."""
    settings.DEMO = True  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _no_stories_of_other_tests() -> None:
    """Leave no stories in memory: keys of rows and revisions come again in the next test."""
    stock.forget()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database; at the end nobody may be left in it, or PostgreSQL refuses to take it away."""
    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
