"""What happens here when a story comes or changes: what is in its text is noticed in the background."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django_tasks import TaskResult
from django_tasks.signals import task_finished
from django_tasks_db.backend import TaskResult as Kept

from vertelpunt import purging
from vertelpunt.models import Recording, Screening, Story
from vertelpunt.signals import Change


def on_story_changed(sender: type[Story], story: Story, change: Change, new: bool = False, **kwargs: Any) -> None:
    """Forget what was noticed in a text that is another now, and ask the worker to look again."""
    if change is Change.EDITED:
        Screening.objects.filter(story=story).delete()
    if change not in (Change.ARRIVED, Change.EDITED) or story.state != Story.State.TOLD:
        return
    if change is Change.ARRIVED and story.source == Story.Source.IMPORT:
        return  # there may be thousands: a task of their own looks at them, some at a time
    if new or not Screening.objects.filter(story=story).exists():
        _ask()  # in the same transaction: a commit less while somebody waits


@receiver(post_delete, sender=Recording, dispatch_uid="vertelpunt.recording")
def on_recording_deleted(sender: type[Recording], instance: Recording, **kwargs: Any) -> None:
    """Remove the file with the row, whatever the reason: withdrawn, expired, deleted by the teller, or a test."""
    purging.ask(instance.path)


@receiver(task_finished, dispatch_uid="vertelpunt.looked_at")
def on_task_finished(sender: Any, task_result: TaskResult[Any], **kwargs: Any) -> None:
    """Forget when a story was looked at: that is when it was told."""
    from vertelpunt.tasks import forget_when, screen_new  # as below

    if isinstance(task_result, Kept) and task_result.task.module_path == screen_new.module_path:
        forget_when(task_result.id)


def _ask() -> None:
    from vertelpunt.tasks import screen_soon  # which loads what looks at texts only when it runs

    screen_soon()
