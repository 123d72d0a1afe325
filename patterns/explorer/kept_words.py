"""The words of the released stories of large Vertelpunten, in the memory of this process; never on disk."""

from collections import OrderedDict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from threading import Lock

import numpy as np
from django.db.models import Count, F, Q, QuerySet

from patterns.explorer import aside, revisions
from patterns.explorer.revisions import Changed, Seen
from patterns.explorer.wordindex import Told, WordIndex
from patterns.stats.columns import Ints
from vertelpunt.models import Story

FROM = 5_000  # stories from which words are kept; the texts of fewer are read again in a moment
UP_TO = 1_000_000  # and beyond which they would take too much memory
MOST = 3  # Vertelpunten; the words of 100,000 stories of 130 words take about 35 MB
MOST_PARTS = 60  # after so many later additions everything is put together again
MOST_SEARCHES = 8
NUMBERS = 1_000  # of stories that are counted together to find which went

Hits = tuple[Ints, bool]  # numbers of stories; whether they may hold the words apart that were asked for together


@dataclass(eq=False)
class Kept:
    """What is kept of one Vertelpunt: its words, once they were read, and what was searched since the last change."""

    seen: Seen
    index: WordIndex | None = None
    searches: "OrderedDict[str, Hits]" = field(default_factory=OrderedDict)

    def searched(self, text: str, find: Callable[[], Hits]) -> Hits:
        """Return the stories that a search found before, or those that `find` finds."""
        hits = self.searches.get(text)
        if hits is None:
            hits = self.searches[text] = find()
            while len(self.searches) > MOST_SEARCHES:
                self.searches.popitem(last=False)
        return hits


_kept: "OrderedDict[int, Kept]" = OrderedDict()
_guard = Lock()


def released(vertelpunt: int) -> QuerySet[Story]:
    """Return the stories of a Vertelpunt that others read."""
    return Story.objects.filter(vertelpunt=vertelpunt, state=Story.State.RELEASED, release__isnull=False)


def told(stories: QuerySet[Story]) -> Iterator[Told]:
    """Return number, title and text of released stories, some thousands at a time."""
    rows = stories.order_by().values_list("number", "release__title", "release__text")
    return rows.iterator(chunk_size=2_000)


def texts(vertelpunt: int) -> Iterator[Told]:
    """Return number, title and text of every released story of a Vertelpunt."""
    return told(released(vertelpunt))


def of(vertelpunt: int) -> Kept:
    """Return what is kept of a Vertelpunt, as it is now; without words when these were not read yet."""
    subjects = _subjects(vertelpunt)
    with _guard:
        kept = _kept.get(vertelpunt)
        kept = _renewed(vertelpunt, kept, *revisions.since(subjects, kept.seen)) if kept else _anew(subjects)
        _kept[vertelpunt] = kept
        _kept.move_to_end(vertelpunt)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return kept


def prepare(vertelpunt: int, stories: int) -> None:
    """Begin to read the words of a Vertelpunt with many `stories`, beside everything else."""
    kept = _kept.get(vertelpunt)
    if FROM <= stories <= UP_TO and (kept is None or kept.index is None):
        aside.begin(("words", vertelpunt), lambda: read(vertelpunt))


def read(vertelpunt: int) -> None:
    """Read the words of a Vertelpunt."""
    kept = _anew(_subjects(vertelpunt))
    kept.index = WordIndex.of(texts(vertelpunt))
    with _guard:
        _kept[vertelpunt] = kept


def follow() -> None:
    """Bring what is kept up to date, so that the words of a withdrawn story go, whether or not anybody searches."""
    for vertelpunt in list(_kept):
        of(vertelpunt)


def forget(*, but: Container[int] = ()) -> None:
    """Forget the words of all Vertelpunten, but for some."""
    with _guard:
        for one in [one for one in _kept if one not in but]:
            _kept.pop(one, None)


def _subjects(vertelpunt: int) -> list[str]:
    return [revisions.STORY.of(vertelpunt), revisions.TEXT.of(vertelpunt)]


def _anew(subjects: Sequence[str]) -> Kept:
    """Return what is kept before any word is read."""
    for subject in subjects:
        revisions.tidy(subject)
    return Kept(revisions.look(subjects))


def _renewed(vertelpunt: int, kept: Kept, seen: Seen, changed: Changed | None) -> Kept:
    """Return what is kept with the stories that changed read again; without words when too much changed."""
    if changed is None:
        return _anew(_subjects(vertelpunt))
    if not changed and seen == kept.seen:
        return kept
    if kept.index is None or len(kept.index.parts) > MOST_PARTS:
        return Kept(seen)
    gone = gone_from(vertelpunt, kept.index.numbers) if changed.went else np.zeros(0, np.int64)
    again = Story.everything.filter(pk__in=changed.stories).values_list("number", flat=True)
    out = np.concatenate([gone, np.fromiter(again, np.int64)])
    more = list(told(released(vertelpunt).filter(pk__in=changed.stories)))
    index = kept.index.without(out)
    return Kept(seen, index.with_more(more) if more else index)


def gone_from(vertelpunt: int, numbers: Ints) -> Ints:
    """Return which of `numbers` no story of a Vertelpunt has any more: nothing else tells which one was withdrawn.

    Only where the database counts fewer stories than there are numbers is looked one by one.
    """
    rows = Story.everything.filter(vertelpunt=vertelpunt).order_by()
    counted = rows.values_list(F("number") / NUMBERS).annotate(stories=Count("*"))
    there, ranges = dict(counted), numbers // NUMBERS
    fewer = [one for one, size in zip(*np.unique(ranges, return_counts=True), strict=True) if there.get(one, 0) < size]
    near = numbers[np.isin(ranges, fewer)]
    within = reduce(or_, (Q(number__range=(one * NUMBERS, (one + 1) * NUMBERS - 1)) for one in fewer), Q(pk=None))
    present = np.fromiter(rows.filter(within).values_list("number", flat=True), np.int64)
    return near[~np.isin(near, present)]
