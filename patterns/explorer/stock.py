"""The stories that count at a workplace, kept in the memory of this process; only what changed is read again."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock
from time import monotonic

import numpy as np

from lib.texts import active_language
from patterns import dataset
from patterns.dataset import Loaded
from patterns.explorer import aside, kept_words, revisions
from patterns.explorer.counting import Counted, count
from patterns.explorer.marks import Marks, read_marks
from patterns.explorer.revisions import Seen
from patterns.layout import Field
from patterns.models import CodeQuestion, Track
from patterns.stats.columns import Bools, Column, Dataset, Ints
from people.models import Coalition
from vertelpunt.access import Workplace, counted_for
from vertelpunt.models import Vertelpunt
from vertelpunt.questions import Question

MOST = 6  # stocks in memory; one of 100,000 stories and 40 questions takes about 25 MB
MANY = 20_000  # stories that take seconds to read: they are read aside, and whoever asks is told so
OLDEST = 900.0  # seconds after which one that nobody asks for is forgotten

Key = tuple[int, int]


@dataclass(frozen=True)
class Shape:
    """What a stock is made of beside stories: whose changes it follows, and all names as one text to compare."""

    subjects: tuple[str, ...]
    names: str


@dataclass(eq=False)
class Stock:
    """Stories as columns, with what is asked beside answers; of no text, no name, and in no language yet."""

    shape: Shape
    seen: Seen
    loaded: Loaded
    marks: Marks
    used: float = 0.0
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
            each = (*self.loaded.columns(), *self.marks.columns())
            self._columns[language] = {column.key: column for column in each}
        return self._columns[language]

    def dataset(self) -> Dataset:
        """Return the columns that are answers and facts, as the statistics want them."""
        return self.loaded.dataset()

    @property
    def questions(self) -> dict[str, Question]:
        """Return what tellers were asked, by key."""
        return {asked.question.key: asked.question for asked in self.loaded.layout.fields}

    @property
    def fields(self) -> dict[str, Field]:
        """Return what tellers were asked, with every answer that any version offered, by key."""
        return {asked.question.key: asked for asked in self.loaded.layout.fields}

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
    """Return the stories that count at `place`, as they are now, whoever changed them and in which process."""
    aside.keep_up(look_around)
    return _stock(place.vertelpunt, place.desk.coalition, monotonic())


def reading(place: Workplace) -> int:
    """Return how many stories must be read before `stock_of` can answer, and begin to; 0 when it answers soon."""
    key = (place.vertelpunt.pk, place.desk.coalition.pk)
    kept = _kept.get(key)
    if kept is not None and (kept.size < MANY or kept.shape == shape_of(place.vertelpunt, place.desk.coalition)):
        return 0
    stories = place.counted().count()
    if stories <= MANY or aside.failed(key):
        return 0
    aside.begin(key, lambda: _stock(place.vertelpunt, place.desk.coalition, monotonic()))
    return stories


def _stock(vertelpunt: Vertelpunt, coalition: Coalition, used: float) -> Stock:
    key = (vertelpunt.pk, coalition.pk)
    with _guard:
        alone = _loading.setdefault(key, Lock())
    with alone:
        shape, kept = shape_of(vertelpunt, coalition), _kept.get(key)
        stock = None
        if kept is not None and kept.shape == shape:
            stock = renewed(kept, vertelpunt, coalition)
        stock = stock or _read(vertelpunt, coalition, shape)
        stock.used = used
        _keep(key, stock)
    return stock


def renewed(stock: Stock, vertelpunt: Vertelpunt, coalition: Coalition) -> Stock | None:
    """Return `stock` with only what changed read again; None when so much changed that it is better read anew."""
    seen, changed = revisions.since(stock.shape.subjects, stock.seen)
    if changed is None:
        return None
    if not changed:
        return stock if seen == stock.seen else replace(stock, seen=seen)
    out = np.isin(stock.loaded.digests, dataset.digests_of([story.hex for story in changed.stories]))
    if changed.went:
        out |= np.isin(stock.marks.numbers, kept_words.gone_from(vertelpunt.pk, stock.marks.numbers))
    stories = counted_for(coalition, vertelpunt).filter(pk__in=changed.stories)
    stay = np.flatnonzero(~out)
    loaded = dataset.renew(stock.loaded, stay, stories, vertelpunt, coalition)
    fresh = read_marks(stories, loaded.ids[len(stay) :])
    return Stock(stock.shape, seen, loaded, stock.marks.replaced(stay, fresh))


def shape_of(vertelpunt: Vertelpunt, coalition: Coalition) -> Shape:
    """Return what a stock is made of beside stories; when anything of it changes, everything is read anew."""
    here = {"coalition": coalition, "vertelpunt": vertelpunt}
    tracks = list(Track.objects.filter(**here).order_by("pk").values_list("pk", "slug", "name", "position"))
    codes = list(CodeQuestion.objects.filter(book__coalition=coalition, book__vertelpunt=vertelpunt).order_by("pk")
                 .values_list())  # fmt: skip
    subjects = (
        revisions.STORY.of(vertelpunt.pk),
        *(revisions.PLACED.of(row[0]) for row in tracks),
        *(revisions.JUDGED.of(row[0]) for row in codes),
    )
    names = (
        list(vertelpunt.audiences.order_by("pk").values_list("pk", "key", "name", "position")),
        list(vertelpunt.channels.order_by("pk").values_list("pk", "code", "name")),
        list(vertelpunt.versions.order_by("pk").values_list("pk", "published_on", "asked")),
    )
    own = vertelpunt.coalition_id == coalition.pk
    return Shape(subjects, repr((tracks, codes, names, own)))


def _read(vertelpunt: Vertelpunt, coalition: Coalition, shape: Shape) -> Stock:
    for subject in shape.subjects:
        revisions.tidy(subject)
    seen = revisions.look(shape.subjects)
    stories = counted_for(coalition, vertelpunt)
    loaded = dataset.read(stories, vertelpunt, coalition)
    return Stock(shape, seen, loaded, read_marks(stories, loaded.ids))


def _keep(key: Key, stock: Stock) -> None:
    """Keep the last few that were used, and none that nobody asked for in a while."""
    with _guard:
        _kept[key] = stock
        _kept.move_to_end(key)
        old = [other for other, one in _kept.items() if monotonic() - one.used > OLDEST]
        for other in [*old, *list(_kept)[: max(0, len(_kept) - MOST)]]:
            _kept.pop(other, None)
        points = {vertelpunt for vertelpunt, _coalition in _kept}
    kept_words.forget(but=points)


def look_around() -> bool:
    """Bring what is in memory up to date, so that what was withdrawn goes though nobody looks; False without any."""
    for (vertelpunt, coalition), stock in list(_kept.items()):
        there = Vertelpunt.objects.filter(pk=vertelpunt).first(), Coalition.objects.filter(pk=coalition).first()
        if there[0] is None or there[1] is None or monotonic() - stock.used > OLDEST:
            _kept.pop((vertelpunt, coalition), None)
        else:
            _stock(there[0], there[1], stock.used)
    kept_words.forget(but={key[0] for key in _kept})
    kept_words.follow()
    return bool(_kept)


def forget() -> None:
    """Forget everything."""
    with _guard:
        _kept.clear()
    kept_words.forget()
