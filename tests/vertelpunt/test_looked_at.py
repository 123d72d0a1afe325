"""A story knows its day and not its time: the queue forgets when it was looked at, and the words of an error."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from tests import world
from tests.vertelpunt.teller import Teller
from vertelpunt import screening, tasks
from vertelpunt.models import Screening, Vertelpunt

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _kept(settings: Settings) -> None:
    """Tasks as in real use."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def _work() -> None:
    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0, stdout=io.StringIO())


def test_the_queue_forgets_when_a_story_came(point: Vertelpunt) -> None:
    Teller().tell()
    assert DBTaskResult.objects.ready().exists()
    _work()
    assert Screening.objects.count() == 1
    assert not DBTaskResult.objects.exists()


def test_of_looking_that_failed_a_day_stays_and_no_words(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(story: object) -> None:
        raise ValueError("Failing row contains (een verhaal over een gezin)")

    monkeypatch.setattr(screening, "screened", fail)
    Teller().tell()
    _work()
    left = DBTaskResult.objects.failed().get()
    times = [timezone.localtime(at) for at in (left.enqueued_at, left.started_at, left.finished_at) if at]
    assert {(at.hour, at.minute, at.second, at.microsecond) for at in times} == {(0, 0, 0, 0)}
    assert len(times) == 3
    assert "gezin" not in left.traceback
    assert left.traceback.startswith("at /")
    assert left.exception_class_path == "builtins.ValueError"


def test_of_looking_that_was_cut_short_only_the_day_is_kept_the_day_after(point: Vertelpunt) -> None:
    tasks.screen_story.enqueue(str(world.story(point).pk))
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
