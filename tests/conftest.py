"""The people that every test may meet; what each name means is fixed."""

import asyncio
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from api import common, throttling
from duiding.actions import joining
from duiding.queries import lying
from duiding.views.answering import OTHERS
from patterns.explorer import stock
from people.actions import webhooks
from people.models import Coalition, User
from people.roles import Role
from people.views import invited
from tests import prepared, world
from vertelpunt import at_hand
from vertelpunt.limits import GUESSES, STORIES, VOLUNTEERS
from vertelpunt.models import Vertelpunt
from vertelpunt.views import context, drawn

# How fast a machine draws its examples says nothing about the code.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ONLY_DATABASE=1 leave out what never meets a database: another one says nothing about it."""
    if not os.environ.get("ONLY_DATABASE"):
        return
    meets = {"db", "transactional_db"}
    left_out = [
        item
        for item in items
        if not item.get_closest_marker("django_db") and not meets & set(getattr(item, "fixturenames", ()))
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run each test without the loop that a browser leaves behind: Django keeps a connection for each loop."""
    if "playwright" in getattr(item, "fixturenames", ()):
        return (yield)
    left = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        asyncio._set_running_loop(left)


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
def _nobody_guessed_before() -> None:
    """All tests send from one address: what others guessed is forgotten."""
    often = (throttling.KNOWN, throttling.UNKNOWN, webhooks.TRIES)
    for limit in (STORIES, VOLUNTEERS, GUESSES, joining.GUESSES, joining.JOINS, OTHERS, invited.GUESSES, *often):
        limit.clear()


@pytest.fixture(autouse=True)
def _nothing_of_other_tests() -> None:
    """Leave no stories and no boards in memory: keys of rows and revisions come again in the next test."""
    stock.forget()
    common.forget()
    lying.forget()
    at_hand.forget()
    drawn.forget()
    context.forget_help_lines()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> bool:
    """Begin with a copy of a migrated SQLite file; PostgreSQL migrates by itself."""
    if connection.vendor != "sqlite":
        return False
    with django_db_blocker.unblock():
        prepared.copy_to(Path(connection.settings_dict["TEST"]["NAME"]))
    return True


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
