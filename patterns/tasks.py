"""Work that the worker does in the background."""

from django_tasks import task

from patterns.running import run


@task()
def run_evaluation(pk: int) -> None:
    """Carry out the evaluation that was asked for, if it still waits."""
    run(pk)
