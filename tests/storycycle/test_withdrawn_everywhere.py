"""After a withdrawal its words are in no table, file, cache, task or mail: all storage is searched."""

import pickle
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from duiding.access import Seat
from duiding.actions.board import remove_note
from duiding.actions.splitting import Halves, split_note, words_of
from lib.backup import rows
from patterns.actions.evaluations import ask_evaluation
from patterns.running import run
from people.models import Coalition, User
from tests import world
from tests.duiding import builders
from vertelpunt import actions
from vertelpunt.models import Screening, Story, Vertelpunt
from vertelpunt.screening import screened

pytestmark = pytest.mark.django_db(transaction=True)
RARE = "zilverwalvisverhaaltje"
TEXT = f"Toen zei zij dat het {RARE} voor altijd van ons allemaal zou zijn en bleef."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A VAR_DIR of this test alone, and tasks that are kept as in real use."""
    settings.VAR_DIR, settings.DATASET_CACHE_DIR = tmp_path, tmp_path / "datasets"
    settings.LEDGER_PATH, settings.BACKUP_DIR = tmp_path / "withdrawals.jsonl", tmp_path / "backups"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return tmp_path


def _in_tables() -> Iterator[str]:
    for label, model in rows.models().items():
        yield from (label for row in rows.read(model) if RARE.encode() in rows.line(row))


def _in_file(path: Path) -> bool:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as file:
            return any(RARE.encode() in file.read(name) for name in file.namelist())
    return RARE.encode() in path.read_bytes()


def _in_files(folder: Path) -> Iterator[str]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        paths += [path for path in (Path(f"{name}{tail}") for tail in ("", "-wal", "-journal")) if path.exists()]
    yield from (path.name for path in paths if _in_file(path))


def _in_caches() -> Iterator[str]:
    inside = getattr(cache, "_cache", None)
    if isinstance(inside, dict):
        yield from (str(key) for key, value in inside.items() if RARE.encode() in pickle.dumps(value))


def everywhere(folder: Path) -> set[str]:
    """Return every place that holds the word."""
    return {*_in_tables(), *_in_files(folder), *_in_caches()}


def repeat_in_what_can_be_undone(seat: Seat) -> None:
    """Take a note off that repeats the story, and make two other ones of another."""
    taken, halved = builders.note(seat, TEXT), builders.note(seat, TEXT)
    remove_note(seat=seat, note=taken.pk)
    halves = Halves(words_of(halved), "Van ons allemaal", "En dat bleef")
    split_note(seat=seat, client_id=uuid.uuid4(), note=halved.pk, halves=halves)


@pytest.fixture
def spread(noord: Coalition, point: Vertelpunt, anna: User, client: Client) -> Story:
    """A story that was read, counted, noticed, laid on a table, repeated where it can be undone and looked at."""
    told = world.story(point, text=TEXT, title=f"Het {RARE}")
    for place in range(24):
        world.story(point, answers={"heard": place * 4, "in_time": (place * 7) % 101})
    screened(told)
    run(ask_evaluation(desk=None, vertelpunt=point, coalition=noord, start=False).pk)
    meeting = builders.session(builders.desk(anna, noord), point)
    meeting.tables.all()[0].stories.create(story=told)
    repeat_in_what_can_be_undone(builders.lead(anna, meeting))
    client.force_login(anna)
    client.get(reverse("vertelpunt:coalition", args=["noord"]))
    table = reverse("duiding:table", args=["noord", meeting.pk, meeting.tables.all()[0].pk])
    assert RARE in client.get(table).content.decode()
    return told


def test_the_search_finds_it_before(spread: Story, folder: Path) -> None:
    places = everywhere(folder)
    assert {"vertelpunt.Story", "vertelpunt.StoryRelease", "duiding.Note", "duiding.Act"} <= places
    assert Screening.objects.filter(story=spread).exists()


def test_after_withdrawing_it_is_nowhere(spread: Story, folder: Path) -> None:
    (folder / "left.bin").write_text(TEXT)
    assert "left.bin" in everywhere(folder)
    (folder / "left.bin").unlink()
    actions.withdraw(story=spread)
    assert everywhere(folder) == set()
