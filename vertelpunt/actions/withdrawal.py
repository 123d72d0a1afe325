"""A teller takes a story back: it goes everywhere, for good."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lib import slots
from lib.words import sharing
from people.actions import log
from vertelpunt import ledger, purging
from vertelpunt.models import Story, StoryRelease
from vertelpunt.signals import stories_withdrawn

AT_ONCE = 500  # stories in one query
T = TypeVar("T")


@transaction.atomic
def withdraw(*, story: Story) -> None:
    """Delete a story, after telling everything that was made with it.

    The ledger is written before the commit: if the machine stops in between, a restore withdraws it all the same.
    """
    ledger.write(story.pk, timezone.localdate())
    log("story-withdrawn", actor=None, coalition=story.vertelpunt.coalition)
    take_out([story])


def take_out(stories: Sequence[Story]) -> None:
    """Delete one or more stories of one Vertelpunt, after telling everything that was made with them."""
    tell_withdrawn(stories)
    Story.everything.filter(pk__in=[story.pk for story in stories]).only("pk").delete()
    purging.ask_log()


def tell_withdrawn(stories: Sequence[Story]) -> None:
    """Tell everything that was made with stories of one Vertelpunt that they go, and which words go with them."""
    released = StoryRelease.objects.filter(story__in=stories).values_list("title", "text")
    told = {text for pair in (*((one.title, one.text) for one in stories), *released) for text in pair}
    stories_withdrawn.send(sender=Story, stories=stories, says=sharing(told))


@transaction.atomic
def apply_ledger() -> int:
    """Withdraw again what the ledger names and a restored backup still holds; return how many stories went."""
    held: dict[int, list[UUID]] = {}
    for some in batched(ledger.read(), AT_ONCE):
        for point, pk in Story.everything.filter(pk__in=some).values_list("vertelpunt", "pk"):
            held.setdefault(point, []).append(pk)
    for keys in held.values():
        for some in batched(keys, AT_ONCE):
            _take_out_again(some)
    return sum(map(len, held.values()))


def _take_out_again(keys: Sequence[UUID]) -> None:
    stories = list(Story.everything.filter(pk__in=keys).select_related("vertelpunt__coalition"))
    log("story-withdrawn", actor=None, coalition=stories[0].vertelpunt.coalition, times=len(stories))
    take_out(stories)


@transaction.atomic
def apply_taken_back() -> int:
    """Take back again what the ledger names besides stories and a restored backup still holds; return how many."""
    return sum(one.again(ledger.held(one.kind)) for one in slots.taken_back())


def batched(ids: Iterable[T], size: int) -> Iterator[list[T]]:
    """Return `ids` in parts that a query can name."""
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part
