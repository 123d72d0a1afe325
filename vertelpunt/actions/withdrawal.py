"""A teller takes a story back: it goes everywhere, for good."""

from django.db import transaction
from django.utils import timezone

from people.actions import log
from vertelpunt import ledger, purging
from vertelpunt.models import Story
from vertelpunt.signals import Change, story_changed


@transaction.atomic
def withdraw(*, story: Story) -> None:
    """Delete a story, after telling everything that was made with it.

    The ledger is written before the commit: if the machine stops in between, a restore withdraws it all the same.
    """
    ledger.write(story.pk, timezone.localdate())
    _delete(story)


def _delete(story: Story) -> None:
    story_changed.send(sender=Story, story=story, change=Change.WITHDRAWN)
    log("story-withdrawn", actor=None, coalition=story.vertelpunt.coalition)
    story.delete()
    purging.ask_log()


@transaction.atomic
def apply_ledger() -> int:
    """Withdraw again what the ledger names and a restored backup still holds; return how many stories went."""
    restored = list(Story.everything.filter(pk__in=ledger.read()).select_related("vertelpunt__coalition"))
    for story in restored:
        _delete(story)
    return len(restored)
