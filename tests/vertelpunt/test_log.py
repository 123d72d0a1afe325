"""Deleted text leaves SQLite's log too: at once when nothing reads, else as soon as that can be."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from people.models import Coalition
from tests import world
from vertelpunt import actions, purging, tasks
from vertelpunt.models import Purge, Vertelpunt

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL recycles its own log"),
]
RARE = "zilverwalvisverhaaltje"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR, settings.DATASET_CACHE_DIR = tmp_path, tmp_path / "datasets"
    settings.LEDGER_PATH = tmp_path / "withdrawals.jsonl"


@pytest.fixture
def reader() -> Iterator[sqlite3.Connection]:
    """Somebody else who can read the database."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    yield other
    other.close()


def _begin_to_read(reader: sqlite3.Connection) -> None:
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM vertelpunt_story").fetchall()


def _in_files() -> int:
    name = Path(connection.settings_dict["NAME"])
    files = [name, name.with_name(f"{name.name}-wal")]
    return sum(file.read_bytes().count(RARE.encode()) for file in files if file.exists())


def test_without_readers_nothing_is_left_in_any_file(point: Vertelpunt) -> None:
    story = world.story(point, text=RARE)
    assert _in_files()
    actions.withdraw(story=story)
    assert (_in_files(), Purge.objects.count()) == (0, 0)


def test_a_reader_does_not_keep_a_withdrawal_waiting(point: Vertelpunt, reader: sqlite3.Connection) -> None:
    story = world.story(point, text=RARE)
    _begin_to_read(reader)
    began = time.monotonic()
    actions.withdraw(story=story)
    assert time.monotonic() - began < 5
    assert purging.log_waits()
    reader.execute("COMMIT")
    call_command("purge")
    assert (_in_files(), purging.log_waits()) == (0, False)


def test_the_usual_patience_is_back_afterwards(point: Vertelpunt) -> None:
    actions.withdraw(story=world.story(point))
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)


def test_the_worker_tries_again_until_nobody_reads(
    point: Vertelpunt, reader: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(tasks, "purge_later", lambda left=tasks.TIMES: asked.append(left))
    _begin_to_read(reader)
    actions.withdraw(story=world.story(point))
    tasks.purge.call(3)
    reader.execute("COMMIT")
    tasks.purge.call(2)
    assert (asked, purging.log_waits()) == ([tasks.TIMES, 2], False)


def test_the_worker_waits_a_minute(noord: Coalition, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    from django_tasks_db.models import DBTaskResult

    tasks.purge_later()
    waiting = DBTaskResult.objects.get()
    assert waiting.run_after > waiting.enqueued_at
