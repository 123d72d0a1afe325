"""The stories that count at a workplace, kept in the memory of this process for as long as they did not change."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from time import monotonic
from typing import Any

import numpy as np

from lib.texts import active_language
from patterns import dataset
from patterns.dataset import Loaded
from patterns.explorer import revisions
from patterns.explorer.counting import Counted, count
from patterns.explorer.marks import Marks, read_marks
from patterns.models import CodeQuestion, Track
from patterns.stats.columns import Bools, Column, Ints
from vertelpunt.access import Workplace
from vertelpunt.questions import Question

MOST = 6  # stocks in memory; one of 100,000 stories and 40 questions takes about 25 MB
OLDEST = 900.0  # seconds after which one that nobody asks for is forgotten
MOST_SEARCHES = 8

Key = tuple[int, int]


@dataclass(eq=False)
class Stock:
    """Stories as columns, with what is asked beside answers; of no text, no name, and in no language yet."""

    state: Any
    loaded: Loaded
    marks: Marks
    used: float = 0.0
    searches: "OrderedDict[str, Ints]" = field(default_factory=OrderedDict)
    _columns: dict[str, dict[str, Column]] = field(default_factory=dict)
    _whole: dict[str, Counted] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Return how many stories count."""
        return len(self.marks.numbers)

    @property
    def columns(self) -> Mapping[str, Column]:
        """Return all columns by key, with labels in the active language."""
        language = active_language()
        if language not in self._columns:
            each = (*self.loaded.dataset().columns, *self.marks.columns())
            self._columns[language] = {column.key: column for column in each}
        return self._columns[language]

    @property
    def questions(self) -> dict[str, Question]:
        """Return what tellers were asked, by key."""
        return {asked.question.key: asked.question for asked in self.loaded.layout.fields}

    def whole(self, column: Column) -> Counted:
        """Return how all stories answered."""
        if column.key not in self._whole:
            self._whole[column.key] = count(column, None)
        return self._whole[column.key]

    def newest_first(self, rows: Bools) -> Ints:
        """Return the places of `rows`, the last told first."""
        return self._newest[rows[self._newest]]

    @cached_property
    def _newest(self) -> Ints:
        return np.lexsort((-self.marks.numbers, -self.marks.days.astype(np.int64)))

    @cached_property
    def by_key(self) -> frozenset[str]:
        """Return the keys of all columns."""
        return frozenset(self.columns)


_kept: "OrderedDict[Key, Stock]" = OrderedDict()
_guard = Lock()
_loading: dict[Key, Lock] = {}


def stock_of(place: Workplace) -> Stock:
    """Return the stories that count at `place`; read anew whenever anything about them changed, in any process."""
    key = (place.vertelpunt.pk, place.desk.coalition.pk)
    with _guard:
        alone = _loading.setdefault(key, Lock())
    with alone:
        state, kept = _state(place), _kept.get(key)
        if kept is None or kept.state != state:
            kept = _read(place, state)
        _keep(key, kept)
    return kept


def _state(place: Workplace) -> Any:
    """Return what is another value whenever a stock would be another: stories, who may see them, and all names."""
    point, coalition = place.vertelpunt, place.desk.coalition
    here = {"coalition": coalition, "vertelpunt": point}
    tracks = list(Track.objects.filter(**here).order_by("pk").values_list("pk", "slug", "name", "position"))
    codes = CodeQuestion.objects.filter(book__coalition=coalition, book__vertelpunt=point).order_by("pk")
    asked = [repr(row) for row in codes.values_list()]
    subjects = [
        revisions.STORY.of(point.pk),
        *(revisions.PLACED.of(row[0]) for row in tracks),
        *(revisions.JUDGED.of(pk) for pk in codes.values_list("pk", flat=True)),
    ]
    names = (
        list(point.audiences.order_by("pk").values_list("pk", "key", "name", "position")),
        list(point.channels.order_by("pk").values_list("pk", "code", "name")),
        list(point.versions.order_by("pk").values_list("pk", "published_on", "asked")),
    )
    return revisions.revision_of(subjects), tracks, asked, names, place.own


def _read(place: Workplace, state: Any) -> Stock:
    revisions.tidy(revisions.STORY.of(place.vertelpunt.pk))
    stories = place.counted()
    loaded = dataset.read(stories, place.vertelpunt, place.desk.coalition)
    marks = read_marks(stories, loaded.ids)
    return Stock(state, loaded, marks)


def _keep(key: Key, stock: Stock) -> None:
    """Keep the last few that were used, and none that nobody asked for in a while."""
    now = monotonic()
    with _guard:
        stock.used = now
        _kept[key] = stock
        _kept.move_to_end(key)
        old = [other for other, one in _kept.items() if now - one.used > OLDEST]
        for other in [*old, *list(_kept)[: max(0, len(_kept) - MOST)]]:
            _kept.pop(other, None)


def forget() -> None:
    """Forget everything."""
    with _guard:
        _kept.clear()
