"""A database that fails costs a teller nothing that was typed: it comes back, to be sent again."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import Error, InterfaceError, OperationalError, connection

from tests.vertelpunt.teller import STORY, Teller, the_story
from vertelpunt.models import Story, Vertelpunt

SAVE = "vertelpunt.views.telling.actions.tell"
FIND = "vertelpunt.views.telling.OFFERED.get"


def _fail(error: type[Exception]) -> Any:
    def failing(*_args: object, **_rest: object) -> None:
        raise error

    return failing


def _resend(teller: Teller, **fields: str) -> Teller:
    """Press the only button of the page that gave it back."""
    return teller.send(text=STORY, **fields)


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("where", [SAVE, FIND])
def test_a_story_comes_back_and_is_kept_once_when_sent_again(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch, where: str, error: type[Exception]
) -> None:
    teller = Teller().open()
    token = teller.token
    with monkeypatch.context() as broken:
        broken.setattr(where, _fail(error))
        teller.send(text=STORY, title="Vrijdag")
    assert (teller.status, teller.token) == (503, token)
    assert "Je verhaal is nog niet bewaard" in teller.page
    assert STORY in teller.page
    assert 'value="Vrijdag"' in teller.page
    _resend(_resend(teller, title="Vrijdag"), token=token)
    assert the_story().text == STORY


@pytest.mark.django_db
def test_answers_come_back_too(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    teller = Teller().tell()
    with monkeypatch.context() as broken:
        broken.setattr("vertelpunt.views.telling.actions.add_answers", _fail(OperationalError))
        teller.answer(consequences="negative", heard="73")
    assert teller.status == 503
    assert "Deze antwoorden zijn nog niet bewaard" in teller.page
    for hidden in ('name="q-heard" value="73"', 'name="q-consequences" value="negative"', 'name="next" value="1"'):
        assert hidden in teller.page


@pytest.mark.django_db
def test_going_back_without_a_database_does_not_lose_the_story(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    teller = Teller().open()
    with monkeypatch.context() as broken:
        broken.setattr(FIND, _fail(OperationalError))
        teller.send(text=STORY, back="1")
    assert STORY in teller.page
    assert 'name="back"' not in teller.page


@pytest.mark.django_db
def test_nothing_of_it_is_in_the_log(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    teller = Teller().open()
    monkeypatch.setattr(SAVE, _fail(OperationalError))
    teller.send(text=STORY)
    assert "OperationalError" in caplog.text
    assert STORY not in caplog.text


@pytest.fixture
def impatient(transactional_db: None) -> Iterator[None]:
    """SQLite waits a tenth of a second for a lock instead of twenty."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")
    yield
    connection.close()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks rows, not the database")
def test_a_locked_database_gives_the_story_back(impatient: None, point: Vertelpunt) -> None:
    teller = Teller().open()
    writer = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    teller.send(text=STORY)
    writer.execute("ROLLBACK")
    writer.close()
    assert (teller.status, STORY in teller.page, Story.objects.count()) == (503, True, 0)
    assert _resend(teller).status == 200
    assert the_story().text == STORY


@pytest.mark.skipif(connection.vendor != "sqlite", reason="by SQLite's own means")
def test_the_page_asks_the_database_nothing(transactional_db: None, point: Vertelpunt) -> None:
    teller = Teller().open()

    def refuse(*_call: object) -> None:
        raise OperationalError

    with connection.execute_wrapper(refuse):
        teller.send(text=STORY)
    assert (teller.status, STORY in teller.page) == (503, True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that can go away")
def test_a_server_that_was_restarted_costs_nothing(transactional_db: None, point: Vertelpunt) -> None:
    teller = Teller().open()
    with connection.cursor() as cursor, suppress(Error):
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    assert teller.send(text=STORY).status == 200
    assert the_story().text == STORY


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has a pool")
def test_the_pool_hands_out_no_connection_that_is_dead() -> None:
    assert connection.settings_dict["CONN_HEALTH_CHECKS"]
