"""What the queue of background work keeps of a task that failed: which error and where, never its words."""

import sys
from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from django_tasks_db.models import DBTaskResult

from lib.logs import place


@receiver(pre_save, sender=DBTaskResult, dispatch_uid="people.task_failed")
def only_the_place(sender: type[DBTaskResult[Any, Any]], instance: DBTaskResult[Any, Any], **kwargs: Any) -> None:
    """Put the line of code in place of what the queue would keep: an error of a database carries the row."""
    error = sys.exc_info()[1]
    if instance.traceback:
        instance.traceback = place(error) if error else ""
