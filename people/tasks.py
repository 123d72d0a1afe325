"""Work that the worker does in the background: messages to other programs."""

from datetime import datetime

from django_tasks import default_task_backend, task


@task()
def deliver(pk: str) -> None:
    """Send a message to another program, if it still waits."""
    from people.actions.webhooks import send

    send(pk)


def later(pk: str, when: datetime) -> None:
    """Ask the worker to try then, where there is one that can wait; else the daily work asks again."""
    if default_task_backend.supports_defer:
        deliver.using(run_after=when).enqueue(pk)
