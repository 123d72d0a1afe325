"""One page of the explorer: which stories fit, how they answered every question, and the stories themselves."""

from calendar import IllegalMonthError, monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from lib.texts import localized
from patterns import background
from patterns.explorer.address import SORTS, Address
from patterns.explorer.conditions import FROM, TEXT, TO, Found, address_name, look_up
from patterns.explorer.counting import Counted, count
from patterns.explorer.facets import Facet, Maker
from patterns.explorer.marks import COMPLETE
from patterns.explorer.matching import DAY, PERIOD
from patterns.explorer.searching import words_in
from patterns.explorer.stock import Stock, stock_of
from patterns.stats.columns import READERS, Bools, Column, Ints
from vertelpunt.access import Workplace

RESPONSE = (
    background.AUDIENCE,
    background.REGION,
    background.CHANNEL,
    background.PERIOD,
    background.TRACK,
    background.LANGUAGE,
    background.LENGTH,
    COMPLETE,
)
BY_DATE = (FROM, TO)


@dataclass(frozen=True)
class Chip:
    """One condition that is at work, with the link that takes it away."""

    label: str
    words: str
    remove: str
    problem: str


@dataclass(frozen=True, eq=False)
class Explored:
    """The stories that fit an address, counted."""

    stock: Stock
    found: Found
    address: Address

    @cached_property
    def stories(self) -> int:
        """Return how many stories fit."""
        return int(np.count_nonzero(self.found.rows))

    @property
    def whole(self) -> int:
        """Return how many stories there are."""
        return self.stock.size

    @cached_property
    def complete(self) -> int:
        """Return how many of those that fit are complete."""
        return int(np.count_nonzero(self.found.rows & self.stock.marks.complete))

    @cached_property
    def readable(self) -> Bools:
        """Return which stories fit and were released."""
        return self.found.rows & self.stock.marks.released

    @cached_property
    def chips(self) -> tuple[Chip, ...]:
        """Return the conditions at work."""
        return tuple(
            Chip(one.label, ", ".join(one.words), self.address.without(one.condition.name), one.problem)
            for one in self.found.each
        )

    @property
    def words(self) -> str:
        """Return the words that are searched for."""
        return " ".join(self.address.conditions.values(TEXT))

    @cached_property
    def sort_links(self) -> dict[str, str]:
        """Return a link for each order of the stories."""
        return {sort: self.address.sorted_by(sort) for sort in SORTS}

    @property
    def sheet(self) -> tuple[Facet, ...]:
        """Return what can be chosen beside the charts; months are chosen by their dates."""
        return tuple(facet for facet in self.response if facet.key != PERIOD)

    @property
    def beside_sheet(self) -> tuple[tuple[str, str], ...]:
        """Return the conditions that the sheet has no field for, as names and values."""
        own = {facet.name for facet in self.sheet} | set(BY_DATE)
        return tuple((name, value) for name, value in self.address.hidden if name not in own)

    @property
    def days(self) -> tuple[str, str]:
        """Return the first and last day that are asked for, as a date field wants them."""
        ends = ("".join(self.address.conditions.values(name)) for name in BY_DATE)
        first, last = ends
        return whole_day(first, last=False), whole_day(last, last=True)

    @cached_property
    def response(self) -> tuple[Facet, ...]:
        """Return who told, by which way and when."""
        columns = [self.stock.columns[key] for key in RESPONSE if key in self.stock.columns]
        return tuple(
            self._facets(column for column in columns if len(column.options) > 1 or column.key in RESPONSE[:4])
        )

    @cached_property
    def questions(self) -> tuple[Facet, ...]:
        """Return how every question was answered."""
        return tuple(self._facets(column for key, column in self.stock.columns.items() if key in self.stock.questions))

    @cached_property
    def judged(self) -> tuple[Facet, ...]:
        """Return what readers coded."""
        return tuple(self._facets(column for key, column in self.stock.columns.items() if key.startswith(READERS)))

    def _facets(self, columns: Iterable[Column]) -> Iterator[Facet]:
        """Count each column among the stories that fit all conditions but its own, beside all stories."""
        maker = Maker(self.address, self.stock.by_key)
        asked = self.stock.questions
        for column in columns:
            own = self._own(column)
            here = count(column, np.flatnonzero(self.found.masks.without(*own))) if own else self.counted(column)
            text = localized(asked[column.key].text) if column.key in asked else ""
            yield maker.facet(column, here, self.stock.whole(column), text)

    def counted(self, column: Column) -> Counted:
        """Return how the stories that fit answered, counted once for charts and for what is typical."""
        if not self.found.each:
            return self.stock.whole(column)
        if column.key not in self._counted:
            self._counted[column.key] = count(column, self._everywhere)
        return self._counted[column.key]

    @cached_property
    def _counted(self) -> dict[str, Counted]:
        return {}

    @cached_property
    def _everywhere(self) -> Ints:
        return np.flatnonzero(self.found.rows)

    def _own(self, column: Column) -> tuple[str, ...]:
        """Return the names of the conditions that are about this column."""
        names = {address_name(column, self.stock.columns), column.key}
        if column.key in (PERIOD, DAY):
            names |= set(BY_DATE)
        return tuple(one.condition.name for one in self.found.each if one.condition.name in names)


def whole_day(value: str, *, last: bool) -> str:
    """Return the first or last day of a year, a month or a day; nothing for what is none of these."""
    try:
        parts = [int(part) for part in value.split("-")]
        year, month = parts[0], parts[1] if len(parts) > 1 else 12 if last else 1
        day = parts[2] if len(parts) > 2 else monthrange(year, month)[1] if last else 1
        return date(year, month, day).isoformat()
    except (ValueError, IllegalMonthError):
        return ""


def explore(place: Workplace, address: Address) -> Explored:
    """Return the stories at `place` that fit `address`, ready to be counted."""
    stock = stock_of(place)
    found = look_up(address.conditions, stock.columns.values(), stock.size, words_in(place, stock))
    return Explored(stock, found, address)
