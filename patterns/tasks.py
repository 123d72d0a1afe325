"""Work that the worker does in the background."""

from django_tasks import task

from patterns.actions.keeping import drop_patterns
from patterns.actions.ready import make_file
from patterns.running import run


@task()
def run_evaluation(pk: int) -> None:
    """Carry out the evaluation that was asked for, if it still waits."""
    run(pk)


@task()
def drop_stored(pk: int) -> None:
    """Remove what an evaluation stored before its worker was killed."""
    drop_patterns(pk)


@task()
def make_ready_file(pk: str) -> None:
    """Make a large file of stories that was asked for, if it still waits."""
    make_file(pk)
