"""A story knows its day and not its time: the queue forgets when it was looked at, and the words of an error."""

import io
from datetime import timedelta
from time import monotonic

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from tests import world
from tests.vertelpunt.teller import Teller
from vertelpunt import screening, tasks
from vertelpunt.models import Screening, Story, Vertelpunt

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _kept(settings: Settings) -> None:
    """Tasks as in real use."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    tasks._asked.clear()


def _work() -> None:
    """Let the worker do what waits, as if a while went by."""
    DBTaskResult.objects.update(run_after=timezone.now())
    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0, stdout=io.StringIO())


def test_the_queue_forgets_when_a_story_came(point: Vertelpunt) -> None:
    Teller().tell()
    assert DBTaskResult.objects.exists()
    _work()
    assert Screening.objects.count() == 1
    assert not DBTaskResult.objects.exists()


def test_stories_of_the_same_moment_are_looked_at_together(point: Vertelpunt) -> None:
    for _each in range(3):
        Teller().tell()
    assert DBTaskResult.objects.count() == 1
    _work()
    assert Screening.objects.count() == 3


def test_asking_that_was_taken_back_is_asked_again(point: Vertelpunt) -> None:
    with transaction.atomic():
        tasks.screen_soon()
        transaction.set_rollback(True)
    tasks.screen_soon()
    assert DBTaskResult.objects.count() == 1


def test_a_story_that_comes_later_is_asked_for_again(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    Teller().tell()
    now = monotonic()
    monkeypatch.setattr(tasks, "monotonic", lambda: now + tasks.GATHERING)
    Teller().tell()
    assert DBTaskResult.objects.count() == 2


def test_more_stories_than_are_looked_at_at_once_follow_by_themselves(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "SOME", 2)
    for _each in range(5):
        world.story(point, released=False)
    tasks.screen_new.enqueue()
    _work()
    assert Screening.objects.count() == 5


def test_a_story_with_which_looking_fails_keeps_no_other_waiting(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories, usual = [world.story(point, released=False) for _each in range(4)], screening.screened
    ill = min(story.pk for story in stories)

    def look(story: Story) -> Screening:
        if story.pk == ill:
            raise ValueError("a fault")
        return usual(story)

    monkeypatch.setattr(screening, "screened", look)
    monkeypatch.setattr(tasks, "SOME", 1)
    tasks.screen_new.enqueue()
    _work()
    assert Screening.objects.count() == 3
    assert DBTaskResult.objects.failed().exists()


def test_of_looking_that_failed_a_day_stays_and_no_words(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(story: object) -> None:
        raise ValueError("Failing row contains (een verhaal over een gezin)")

    monkeypatch.setattr(screening, "screened", fail)
    Teller().tell()
    _work()
    left = DBTaskResult.objects.failed().get()
    times = [
        timezone.localtime(at) for at in (left.enqueued_at, left.started_at, left.finished_at, left.run_after) if at
    ]
    assert {(at.hour, at.minute, at.second, at.microsecond) for at in times} == {(0, 0, 0, 0)}
    assert len(times) == 4
    assert "gezin" not in left.traceback
    assert left.traceback.startswith("at /")
    assert left.exception_class_path == "builtins.ValueError"


def test_of_looking_that_was_cut_short_only_the_day_is_kept_the_day_after(point: Vertelpunt) -> None:
    tasks.screen_new.enqueue()
    today, at = timezone.localdate(), timezone.now() - timedelta(days=1)
    DBTaskResult.objects.update(status="RUNNING", started_at=at, enqueued_at=at)
    assert (tasks.forget_times(today), tasks.forget_times(today)) == (1, 0)
    left = DBTaskResult.objects.get()
    assert left.started_at is not None
    assert (left.enqueued_at.second, left.started_at.second, left.finished_at) == (0, 0, None)
    assert timezone.localtime(left.started_at).hour == 0


def test_other_tasks_keep_their_times(point: Vertelpunt) -> None:
    tasks.look_at_file.enqueue("00000000-0000-0000-0000-000000000000")
    _work()
    assert DBTaskResult.objects.get().task_path == tasks.look_at_file.module_path
