"""Work that the worker does in the background: what could not go at once when a story was withdrawn."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import default_task_backend, task

from vertelpunt import purging

AFTER = timedelta(minutes=1)
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
def screen_story(pk: str) -> None:
    """Notice what is in a story that arrived, if it is still there."""
    from vertelpunt.models import Story
    from vertelpunt.screening import screened  # which reads models

    story = Story.objects.filter(pk=pk).select_related("vertelpunt__coalition").first()
    if story is not None:
        screened(story)
