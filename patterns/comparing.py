"""Two selections side by side, of one or two Vertelpunten: how each question was answered, most different first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.texts import localized
from patterns.beside import Beside, Side, beside
from patterns.explorer.conditions import Conditions, Found, column_called, look_up
from patterns.explorer.matching import DAY, NONE, PERIOD, STATES, UNANSWERED
from patterns.explorer.searching import words_in
from patterns.explorer.stock import Stock, stock_of
from patterns.sides import offered
from patterns.stats.columns import Bools, Column, Subset
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings
from patterns.together import Together
from vertelpunt.access import Workplace
from vertelpunt.models import Vertelpunt

SILENT = {NONE, UNANSWERED, *STATES}
NOT_COMPARED = {PERIOD, DAY}
MOST_QUERY = 1000


@dataclass(frozen=True, eq=False)
class Chosen:
    """One of the two selections: where it is from, its address, what it is called, and its stories.

    `name` is what it is called at its Vertelpunt, `label` beside one from elsewhere; `rows` are among all compared.
    """

    point: Vertelpunt
    query: str
    name: str
    label: str
    found: Found
    rows: Bools

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
    """Both selections, and what is compared; `stock` is that of the first, `together` that of two Vertelpunten."""

    stock: Stock
    first: Chosen
    second: Chosen
    together: Together | None = None

    @property
    def ground(self) -> Stock | Together:
        """Return all stories among which both selections lie."""
        return self.together or self.stock

    @property
    def bv(self) -> str:
        """Return the address of the Vertelpunt of the second selection, when that is another one."""
        return self.second.point.slug if self.together else ""

    @property
    def swapped(self) -> str:
        """Return the end of the address of the same with the sides changed, at the Vertelpunt of the second."""
        beside = {"bv": self.first.point.slug} if self.together else {}
        return urlencode({"a": self.second.query, "b": self.first.query} | beside)

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
        return self.together is None and bool((self.first.rows == self.second.rows).all())

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
        known = self.ground.dataset().columns
        return tuple(column for column in known if column.key not in skipped)

    @cached_property
    def _defined_by(self) -> tuple[str, ...]:
        """Return the keys of the columns that the selections are made of."""
        found = (*self.first.found.each, *self.second.found.each)
        theirs = self.together.second if self.together else self.stock
        known = {**theirs.columns, **self.stock.columns}
        columns = (column_called(one.condition.name, known) for one in found)
        return tuple(dict.fromkeys(column.key for column in columns if column))

    @cached_property
    def differences(self) -> Mapping[str, Pattern]:
        """Return what was tested, by the key of the question, the largest difference first."""
        if self.same or not (self.first.n and self.second.n):
            return {}
        from patterns.stats.compare import KEY, contrast, differences  # brings scipy

        doubtful = None if self.together else self._unknown()
        member, against, unknown = contrast(self.first.rows, self.second.rows, doubtful)
        subset = Subset(KEY, self.first.label, member, against, self.second.label, self._defined_by, unknown)
        found = differences(self.ground.dataset(), subset)
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
        questions = self.ground.questions
        for column in self.asked:
            text = localized(questions[column.key].text) if column.key in questions else ""
            yield beside(column, (sides[0], sides[1]), text, self.differences.get(column.key), Settings())


def compare(place: Workplace, first: str, second: str, other: Workplace | None = None) -> Comparison:
    """Return a selection of `place` beside one of `other` (default: the same Vertelpunt).

    Each is the end of an explorer's address; an empty one means all stories.
    """
    stock = stock_of(place)
    if other is None or other.vertelpunt == place.vertelpunt:
        return Comparison(stock, _chosen(place, stock, first), _chosen(place, stock, second))
    far = stock_of(other)
    names = _names(place.vertelpunt, other.vertelpunt)
    together = Together(stock, far, names, place.vertelpunt.region_scheme == other.vertelpunt.region_scheme)
    one, two = _chosen(place, stock, first), _chosen(other, far, second)
    return Comparison(
        stock,
        replace(one, label=_with(names[0], one), rows=together.padded(one.rows, second=False)),
        replace(two, label=_with(names[1], two), rows=together.padded(two.rows, second=True)),
        together,
    )


def _chosen(place: Workplace, stock: Stock, query: str) -> Chosen:
    names = {choice.query: choice.name for group in offered(place, stock).values() for choice in group}
    conditions = Conditions.of(query[:MOST_QUERY])
    found = look_up(conditions, stock.columns.values(), stock.size, words_in(place, stock))
    name = names.get(conditions.query) or found.label or _("all stories")
    return Chosen(place.vertelpunt, conditions.query, name, name, found, found.rows)


def title_of(point: Vertelpunt) -> str:
    """Return what a Vertelpunt is called."""
    return localized(point.title) or point.slug


def _names(one: Vertelpunt, other: Vertelpunt) -> tuple[str, str]:
    """Return what both are called; with the address where that is the same, as that of last year may be."""
    titles = title_of(one), title_of(other)
    return titles if titles[0] != titles[1] else (f"{titles[0]} ({one.slug})", f"{titles[1]} ({other.slug})")


def _with(name: str, chosen: Chosen) -> str:
    return f"{name} · {chosen.name}"
