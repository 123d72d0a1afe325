"""What happens here when a story comes or changes: what is in its text is noticed in the background."""

from functools import partial
from typing import Any

from django.db import transaction

from vertelpunt.models import Screening, Story
from vertelpunt.signals import Change


def on_story_changed(sender: type[Story], story: Story, change: Change, **kwargs: Any) -> None:
    """Forget what was noticed in a text that is another now, and ask the worker to look again."""
    if change is Change.EDITED:
        Screening.objects.filter(story=story).delete()
    if change not in (Change.ARRIVED, Change.EDITED) or story.state != Story.State.TOLD:
        return
    if not Screening.objects.filter(story=story).exists():
        transaction.on_commit(partial(_ask, str(story.pk)), robust=True)


def _ask(story: str) -> None:
    from vertelpunt.tasks import screen_story  # which loads what looks at texts only when it runs

    screen_story.enqueue(story)
