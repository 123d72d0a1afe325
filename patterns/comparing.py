"""Two selections of one Vertelpunt side by side: how each question was answered, the largest difference first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.texts import localized
from patterns import background
from patterns.beside import Beside, Side, beside
from patterns.explorer.conditions import Conditions, Found, column_called, look_up
from patterns.explorer.matching import DAY, NONE, PERIOD, STATES, UNANSWERED
from patterns.explorer.searching import words_in
from patterns.explorer.selections import selections_of
from patterns.explorer.stock import Stock, stock_of
from patterns.stats.columns import Bools, Column, Subset
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings
from vertelpunt.access import Workplace

SILENT = {NONE, UNANSWERED, *STATES}
NOT_COMPARED = {PERIOD, DAY}
MOST_QUERY = 1000


@dataclass(frozen=True, eq=False)
class Chosen:
    """One of the two selections: its address, what it is called, and its stories."""

    query: str
    label: str
    found: Found

    @property
    def rows(self) -> Bools:
        """Return its stories."""
        return self.found.rows

    @property
    def n(self) -> int:
        """Return how many stories it has."""
        return int(np.count_nonzero(self.rows))

    @property
    def problems(self) -> tuple[str, ...]:
        """Return what could not be read in its address."""
        return self.found.problems


@dataclass(frozen=True, eq=False)
class Comparison:
    """Both selections, and what is compared."""

    stock: Stock
    first: Chosen
    second: Chosen

    @property
    def query(self) -> str:
        """Return the end of the address of this comparison."""
        return urlencode({"a": self.first.query, "b": self.second.query})

    @property
    def swapped(self) -> str:
        """Return the same with the sides changed."""
        return urlencode({"a": self.second.query, "b": self.first.query})

    @property
    def problems(self) -> tuple[str, ...]:
        """Return what could not be read."""
        return tuple(dict.fromkeys((*self.first.problems, *self.second.problems)))

    @cached_property
    def both(self) -> int:
        """Return how many stories are in both selections."""
        return int(np.count_nonzero(self.first.rows & self.second.rows))

    @property
    def same(self) -> bool:
        """Tell whether both selections have the same stories."""
        return bool((self.first.rows == self.second.rows).all())

    @property
    def overlap(self) -> str:
        """Say what happens with stories that are in both."""
        if not self.both or self.same:
            return ""
        if self.both in (self.first.n, self.second.n):
            small, large = sorted((self.first, self.second), key=lambda one: one.n)
            words = _(
                "“%(large)s” holds all of “%(small)s”. "
                "The figures show both whole; tested is the part against the rest of the whole."
            )
            return words % {"large": large.label, "small": small.label}
        words = ngettext(
            "%(n)s story is in both selections: the figures show it on both sides, the tests leave it out.",
            "%(n)s stories are in both selections: the figures show them on both sides, the tests leave them out.",
            self.both,
        )
        return words % {"n": self.both}

    @cached_property
    def asked(self) -> tuple[Column, ...]:
        """Return the columns that are compared: questions, what readers judged, and who told."""
        skipped = NOT_COMPARED | set(self._defined_by)
        known = self.stock.loaded.dataset().columns
        return tuple(column for column in known if column.key not in skipped)

    @cached_property
    def _defined_by(self) -> tuple[str, ...]:
        """Return the keys of the columns that the selections are made of."""
        found = (*self.first.found.each, *self.second.found.each)
        columns = (column_called(one.condition.name, self.stock.columns) for one in found)
        return tuple(dict.fromkeys(column.key for column in columns if column))

    @cached_property
    def differences(self) -> Mapping[str, Pattern]:
        """Return what was tested, by the key of the question, the largest difference first."""
        if self.same or not (self.first.n and self.second.n):
            return {}
        from patterns.stats.compare import KEY, contrast, differences  # brings scipy

        member, against, unknown = contrast(self.first.rows, self.second.rows, self._unknown())
        subset = Subset(KEY, self.first.label, member, against, self.second.label, self._defined_by, unknown)
        found = differences(self.stock.loaded.dataset(), subset)
        return {pattern.questions[-1]: pattern for pattern in found}

    def _unknown(self) -> Bools:
        """Return the stories that may belong to the smaller selection, if only they had been answered."""
        smaller = min((self.first, self.second), key=lambda one: one.n)
        possible, size = np.ones(self.stock.size, np.bool_), self.stock.size
        for one in smaller.found.each:
            column = column_called(one.condition.name, self.stock.columns)
            silent = np.zeros(size, np.bool_)
            if column is not None and not SILENT & set(one.condition.values):
                silent = ~column.answered
            possible &= one.rows | silent
        return np.asarray(possible & ~smaller.rows)

    @cached_property
    def questions(self) -> tuple[Beside, ...]:
        """Return every question on both sides, the largest difference first."""
        return tuple(sorted(self._beside(), key=lambda one: one.order))

    @property
    def told(self) -> tuple[Beside, ...]:
        """Return what tellers and readers answered."""
        return tuple(one for one in self.questions if not one.known)

    @property
    def tellers(self) -> tuple[Beside, ...]:
        """Return who told, and by which way."""
        return tuple(one for one in self.questions if one.known)

    def _beside(self) -> Iterator[Beside]:
        sides = tuple(Side(one.label, one.rows) for one in (self.first, self.second))
        questions = self.stock.questions
        for column in self.asked:
            text = localized(questions[column.key].text) if column.key in questions else ""
            yield beside(column, (sides[0], sides[1]), text, self.differences.get(column.key), Settings())


def compare(place: Workplace, first: str, second: str) -> Comparison:
    """Return two selections of `place`, each the end of an explorer's address; an empty one means all stories."""
    stock = stock_of(place)
    names = {choice.query: choice.name for group in offered(place, stock).values() for choice in group}
    return Comparison(stock, _chosen(place, stock, first, names), _chosen(place, stock, second, names))


def _chosen(place: Workplace, stock: Stock, query: str, names: Mapping[str, str]) -> Chosen:
    conditions = Conditions.of(query[:MOST_QUERY])
    found = look_up(conditions, stock.columns.values(), stock.size, words_in(place, stock))
    label = names.get(conditions.query) or found.label or _("all stories")
    return Chosen(conditions.query, label, found)


@dataclass(frozen=True)
class Choice:
    """A selection that can be chosen for a side."""

    query: str
    name: str


def offered(place: Workplace, stock: Stock) -> dict[str, list[Choice]]:
    """Return the selections that can always be chosen, by group."""
    return {
        _("All"): [Choice("", _("all stories"))],
        _("Kept selections"): [Choice(one.query, one.name) for one in selections_of(place) if not one.hidden],
        _("Region"): _options(stock, background.REGION, "region"),
        _("Who tells"): _options(stock, background.AUDIENCE, "audience"),
        _("Track"): _options(stock, background.TRACK, "track"),
        _("Year"): [Choice(_year(year), str(year)) for year in years(stock)],
    }


def choices(place: Workplace, comparison: Comparison) -> dict[str, list[Choice]]:
    """Return the selections that can be chosen; also what is compared now, whatever that is."""
    found = offered(place, comparison.stock)
    known = {choice.query for group in found.values() for choice in group}
    now = [Choice(one.query, one.label) for one in (comparison.first, comparison.second) if one.query not in known]
    return {name: group for name, group in (found | {_("Now"): now}).items() if group}


def _options(stock: Stock, key: str, name: str) -> list[Choice]:
    """Return the answers of a background fact that any story has."""
    column = stock.columns.get(key)
    if column is None or not stock.size:
        return []
    present = (column.values == 1).any(axis=0) if column.values.ndim == 2 else None
    codes = set(np.unique(column.values).tolist()) if present is None else set(np.flatnonzero(present).tolist())
    called = name if name not in stock.columns else key
    return [
        Choice(Conditions.of({called: option.code}).query, option.label)
        for place, option in enumerate(column.options)
        if place in codes
    ]


def years(stock: Stock) -> list[int]:
    """Return the years in which stories were told, the last first."""
    column = stock.columns.get(PERIOD)
    if column is None:
        return []
    present = np.unique(column.values[column.values >= 0]).tolist()
    return sorted({int(column.options[place].code[:4]) for place in present}, reverse=True)


def _year(year: int) -> str:
    return Conditions.of({"from": str(year), "to": str(year)}).query


def presets(place: Workplace, stock: Stock) -> list[tuple[str, str]]:
    """Return comparisons of one click: (what is compared, the end of its address)."""
    pairs = [*_own_region(place, stock), *_years(stock), *_audiences(stock)]
    beside_words = _("%(first)s beside %(second)s")
    return [
        (beside_words % {"first": one.name, "second": other.name}, urlencode({"a": one.query, "b": other.query}))
        for one, other in pairs
    ]


def _own_region(place: Workplace, stock: Stock) -> Iterator[tuple[Choice, Choice]]:
    """Return the coalition's own region beside all; of a national coalition the three largest regions."""
    column, regions = stock.columns.get(background.REGION), _options(stock, background.REGION, "region")
    if column is None:
        return
    codes = {choice.query.partition("=")[2]: choice for choice in regions}
    own = place.desk.coalition.region
    counts = np.bincount(column.values[column.values >= 0], minlength=len(column.options))
    largest = [column.options[at].code for at in np.argsort(-counts, kind="stable")[:3].tolist()]
    for code in [own.code] if own and own.code in codes else largest:
        if code in codes:
            yield codes[code], Choice("", _("all stories"))


def _years(stock: Stock) -> Iterator[tuple[Choice, Choice]]:
    told = years(stock)
    if len(told) > 1:
        yield Choice(_year(told[0]), str(told[0])), Choice(_year(told[1]), str(told[1]))


def _audiences(stock: Stock) -> Iterator[tuple[Choice, Choice]]:
    found = _options(stock, background.AUDIENCE, "audience")
    for place, one in enumerate(found[:3]):
        for other in found[place + 1 : 3]:
            yield one, other
