"""A teller takes a story back: it goes everywhere, for good."""

from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from people.actions import log
from vertelpunt import ledger, purging
from vertelpunt.models import Story
from vertelpunt.signals import Change, story_changed

AT_ONCE = 500  # ids in one query


@transaction.atomic
def withdraw(*, story: Story) -> None:
    """Delete a story, after telling everything that was made with it.

    The ledger is written before the commit: if the machine stops in between, a restore withdraws it all the same.
    """
    ledger.write(story.pk, timezone.localdate())
    _delete(story)


def take_out(stories: Iterable[Story]) -> int:
    """Delete stories that the ledger knows, each after telling everything that was made with it; return how many."""
    count = 0
    for story in stories:
        story_changed.send(sender=Story, story=story, change=Change.WITHDRAWN)
        story.delete()
        count += 1
    if count:
        purging.ask_log()
    return count


def _delete(story: Story) -> None:
    story_changed.send(sender=Story, story=story, change=Change.WITHDRAWN)
    log("story-withdrawn", actor=None, coalition=story.vertelpunt.coalition)
    story.delete()
    purging.ask_log()


@transaction.atomic
def apply_ledger() -> int:
    """Withdraw again what the ledger names and a restored backup still holds; return how many stories went."""
    count = 0
    for some in batched(ledger.read(), AT_ONCE):
        for story in Story.everything.filter(pk__in=some).select_related("vertelpunt__coalition"):
            _delete(story)
            count += 1
    return count


def batched(ids: Iterable[UUID], size: int) -> Iterator[list[UUID]]:
    """Return `ids` in parts that a query can name."""
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part
