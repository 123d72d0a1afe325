"""Work that the worker does in the background: what could not go at once when a story was withdrawn."""

from datetime import date, timedelta
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import default_task_backend, task
from django_tasks_db.models import DBTaskResult

from vertelpunt import purging

AFTER = timedelta(minutes=1)
SOME = 50  # stories that are looked at before others get their turn
GATHERING, ENDING = 2.0, 1.0  # seconds in which stories are looked at together, and for the last of them to be kept
_asked: dict[str, float] = {}  # until when this process need not ask for a task again
LOOKING = f"{__name__}.screen_"  # how the path of tasks that look at stories begins, also of earlier releases
TIMES = 10  # after that it is left to `manage.py purge`


@task()
def purge(left: int) -> None:
    """Remove what still waits; try again, at most `left` times, while somebody reads the database."""
    purging.carry_out()
    if left and purging.log_waits():
        purge_later(left - 1)


def purge_later(left: int = TIMES) -> None:
    """Ask the worker to try in a minute, where there is one that can wait."""
    if default_task_backend.supports_defer:
        purge.using(run_after=timezone.now() + AFTER).enqueue(left)


@task()
def screen_new() -> None:
    """Notice what is in some stories that tellers sent; others get their turn in between."""
    from vertelpunt.models import Story
    from vertelpunt.screening import screen_some

    looked = screen_some(Story.objects.filter(intake=None), SOME)
    if looked.more:
        screen_new.enqueue()
    looked.complain()


def screen_soon() -> None:
    """Ask the worker to look at what tellers sent, once for all that comes within a moment."""
    if not default_task_backend.supports_defer:
        screen_new.enqueue()
    elif monotonic() >= _asked.get(screen_new.name, 0.0):
        until = monotonic() + GATHERING
        screen_new.using(run_after=timezone.now() + timedelta(seconds=GATHERING + ENDING)).enqueue()
        transaction.on_commit(lambda: _asked.update({screen_new.name: until}))


def forget_when(pk: str) -> None:
    """Delete what the queue kept of looking at a story, which is when it was told; where that failed a day stays."""
    row = DBTaskResult.objects.filter(pk=pk)
    row.successful().delete()
    _keep_days(row)


def forget_times(today: date) -> int:
    """Keep only the day of what was asked before `today` and never ended; return of how many."""
    return _keep_days(DBTaskResult.objects.filter(task_path__startswith=LOOKING, enqueued_at__date__lt=today))


def _keep_days(rows: QuerySet[DBTaskResult[Any, Any]]) -> int:
    count = 0
    for row in rows:
        day = timezone.localtime(row.enqueued_at).replace(hour=0, minute=0, second=0, microsecond=0)
        started, ended = row.started_at and day, row.finished_at and day
        others = rows.filter(pk=row.pk).exclude(enqueued_at=day)
        count += others.update(enqueued_at=day, run_after=day, started_at=started, finished_at=ended)
    return count


@task()
def look_at_file(pk: str) -> None:
    """Read a file that was sent, for the first time or in another way."""
    from vertelpunt.actions.intakes import S, in_background, look

    in_background(pk, S.READING, S.READING, look)


@task()
def check_file(pk: str) -> None:
    """Read a file as it will be, without anything coming in."""
    from vertelpunt.actions.intakes import S, check, in_background

    in_background(pk, S.CHECKING, S.CHECKING, check)


@task()
def bring_file_in(pk: str) -> None:
    """Bring the stories of a file in, and look at those that wait for a moderator some at a time."""
    from vertelpunt.actions.bringing_in import carry_in
    from vertelpunt.actions.intakes import S, in_background

    in_background(pk, S.WAITING, S.RUNNING, carry_in)
    screen_imported.enqueue(pk)


@task()
def take_file_out(pk: str) -> None:
    """Take the stories of an import out again, some at a time; others get their turn in between."""
    from vertelpunt.actions.bringing_in import take_some_out
    from vertelpunt.actions.intakes import S, in_background
    from vertelpunt.models import Intake

    in_background(pk, S.UNDOING, S.UNDOING, take_some_out)
    if Intake.objects.filter(pk=pk, state=S.UNDOING).exists():
        take_file_out.enqueue(pk)


@task()
def screen_imported(pk: str) -> None:
    """Notice what is in some imported stories that a moderator must read; others get their turn in between."""
    from vertelpunt.models import Story
    from vertelpunt.screening import screen_some

    looked = screen_some(Story.objects.filter(intake__pk=pk), SOME)
    if looked.more:
        screen_imported.enqueue(pk)
    looked.complain()
