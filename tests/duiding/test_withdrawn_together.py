"""Stories that are taken out together leave everything as if each was withdrawn alone, in as many queries as one."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import AutoField
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from duiding.models import Board, Note, Session
from patterns.models import Annotation, Evaluation, Mark, Observation, PrintedCard, Track
from people.access import Desk
from people.models import Message, User
from tests.duiding import builders, used
from tests.patterns.told import tell_many
from vertelpunt.actions.withdrawal import take_out
from vertelpunt.models import Story, Vertelpunt

pytestmark = pytest.mark.django_db
GONE = 8  # of ten stories
Rows = dict[str, Counter[str]]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of this test alone, and one moment for everything."""
    settings.VAR_DIR, settings.DATASET_CACHE_DIR = tmp_path, tmp_path / "datasets"
    settings.LEDGER_PATH = tmp_path / "withdrawals.jsonl"
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 9, 24, 14, tzinfo=UTC))


@pytest.fixture
def stories(meeting: Session, dinas_desk: Desk, anna: User, emre: User) -> list[Story]:
    """Ten stories with all that can be made with them."""
    made = used.told(meeting.vertelpunt, 10)
    annas, emres = (builders.desk(one, meeting.coalition) for one in (anna, emre))
    used.use(annas, dinas_desk, emres, meeting, made)
    Board.objects.update(revision=0)
    Session.objects.update(revision=0)
    return made


def everything() -> Rows:
    """Return the rows of all tables but that of mails."""
    models = [model for model in apps.get_models(include_auto_created=True) if model is not Message]
    return {model._meta.label: Counter(map(repr, rows_of(model))) for model in models}


def rows_of(model: Any) -> list[dict[str, Any]]:
    """Return the rows of a table without keys that the database gives; a revision only says whether it was raised."""
    fields = [field.attname for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    rows = model._base_manager.values(*(name for name in fields if name != "thing_id"))
    return [row | {"revision": row["revision"] > 0} if "revision" in row else row for row in rows]


def mails() -> set[tuple[str, str, str]]:
    """Return each line of each mail once, with whom it is for: what several mails say can be said by one."""
    sent = Message.objects.values_list("to", "subject", "body")
    return {(to, subject, line) for to, subject, body in sent for line in body.splitlines()}


def after(take: Callable[[list[Story]], None], stories: Sequence[Story]) -> tuple[Rows, set[tuple[str, str, str]]]:
    """Return what is there after `take` took stories out, and put everything back."""
    with transaction.atomic():
        take(list(Story.everything.filter(pk__in=[one.pk for one in stories]).order_by("pk")))
        found = everything(), mails()
        transaction.set_rollback(True)
    return found


def singly(stories: list[Story]) -> None:
    """Take stories out one by one."""
    for story in stories:
        take_out([story])


def test_together_leaves_every_table_as_one_by_one(stories: list[Story]) -> None:
    (alone, told), (together, told_together) = (after(take, stories[:GONE]) for take in (singly, take_out))
    assert {
        name: (alone[name] - rows, rows - alone[name]) for name, rows in together.items() if alone[name] != rows
    } == {}
    assert told == told_together
    assert len(told) > len(stories)


def test_what_repeats_a_story_that_stays_or_a_bit_of_two_that_go_stays(stories: list[Story]) -> None:
    take_out(stories[:GONE])
    assert {note.text for note in Note.objects.filter(hidden=True)} == {used.said(3), used.said(4)}
    assert Track.objects.filter(hidden=True).count() == Mark.objects.filter(hidden=False).count() == 1
    assert [one.story for one in Annotation.objects.all()] == [stories[9]]
    hidden = Observation.objects.order_by("number").values_list("hidden", "notes_hidden", "opposing")
    assert list(hidden) == [(False, False, "AB"), (False, True, "AB"), (False, False, "AB"), (True, False, "")]
    assert Observation.history.filter(emptied=True).count() == 5
    assert PrintedCard.objects.filter(take_out="withdrawn").count() == 4
    assert set(Evaluation.objects.values_list("state", "stale")) == {("done", True), ("waiting", False)}


def test_many_take_no_more_queries_than_one(point: Vertelpunt) -> None:
    many, taken = tell_many(point, 100), []
    for some in (many[:1], many[1:2], many[2:]):  # the first also asks for files to go: that stands there then
        with CaptureQueriesContext(connection) as queries:
            take_out(some)
        taken.append(len(queries))
    assert taken[1] == taken[2] < 80
    assert not Story.everything.exists()
