"""Stories of two Vertelpunten as one set of columns: the questions with the same key, the same scale and options."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from django.utils.translation import gettext as _

from patterns import background
from patterns.explorer.marks import COMPLETE
from patterns.explorer.matching import DAY
from patterns.explorer.stock import Stock
from patterns.stats.columns import MISSING, READERS, Bools, Column, Dataset, Ints, Option
from vertelpunt.making.comparing import Compared, Likeness, one_question
from vertelpunt.questions import Question

OWN = {background.PERIOD, DAY, COMPLETE}  # what a selection asks for, and no answer
JOINED = {background.AUDIENCE, background.REGION, background.LANGUAGE}  # facts whose options may differ: by code


@dataclass(frozen=True)
class LeftOut:
    """Questions that are not compared, and why."""

    why: str
    labels: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Together:
    """The stories of two stocks, the first before the second, as far as both were asked the same."""

    first: Stock
    second: Stock
    names: tuple[str, str]
    regions_alike: bool = True

    @property
    def size(self) -> int:
        """Return how many stories there are."""
        return self.first.size + self.second.size

    @property
    def questions(self) -> dict[str, Question]:
        """Return what tellers were asked, by key; worded as the first asked it."""
        return {key: question for key, question in self.first.questions.items() if key in self.columns}

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Return what both have, by key."""
        return {one.key: _joined(one, other) for one, other in self._pairs() if not self._why(one, other)}

    @cached_property
    def tellers(self) -> Ints | None:
        """Return a number per teller, the same in both."""
        known = np.concatenate([self.first.loaded.known_tellers, self.second.loaded.known_tellers])
        if not known.any():
            return None
        seen, numbers = np.unique(known, return_inverse=True)
        return np.where(seen[numbers] == 0, MISSING, numbers).astype(np.int64)

    def dataset(self) -> Dataset:
        """Return the columns as the statistics want them."""
        digests = np.concatenate([self.first.loaded.digests, self.second.loaded.digests])
        return Dataset(tuple(self.columns.values()), self.tellers, digests, "", self.size)

    def padded(self, rows: Bools, *, second: bool) -> Bools:
        """Return stories of one of the two as stories of both."""
        other = np.zeros((self.first if second else self.second).size, np.bool_)
        return np.concatenate([other, rows] if second else [rows, other])

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Return which questions are not compared, by reason."""
        reasons: dict[str, list[str]] = {}
        for one, other in self._pairs():
            if why := self._why(one, other):
                reasons.setdefault(why, []).append(one.label)
        if not self.regions_alike and background.REGION in self.first.columns.keys() & self.second.columns.keys():
            reasons[_("The regions are not the same ones")] = [self.first.columns[background.REGION].label]
        for name, mine, theirs in zip(self.names, (self.first, self.second), (self.second, self.first), strict=True):
            alone = [mine.columns[key].label for key in mine.questions if key not in theirs.questions]
            bound = [column.label for key, column in mine.columns.items() if _bound(key)]
            reasons |= {_("Asked at “%(name)s” only") % {"name": name}: alone} if alone else {}
            reasons |= {_("Belongs to “%(name)s” only") % {"name": name}: bound} if bound else {}
        return tuple(LeftOut(why, tuple(labels)) for why, labels in reasons.items())

    @cached_property
    def reworded(self) -> tuple[str, ...]:
        """Return the questions that are compared though they were asked in other words, or of other people."""
        asked = self.questions
        return tuple(self.columns[key].label for key in asked if self._likeness(key).likeness is not Likeness.SAME)

    def _likeness(self, key: str) -> Compared:
        """Return how a question of the first stands to that of the second, with every answer that either ever had."""
        one, other = self.first.fields[key], self.second.fields[key]
        return one_question(
            replace(other.question, options=other.options), replace(one.question, options=one.options)
        )  # fmt: skip

    def _why(self, one: Column, other: Column) -> str:
        """Return why two columns with the same key cannot be compared; nothing when they can."""
        if one.kind != other.kind:
            return _("Asked in another way, such as with a slider here and a choice there")
        if one.key not in self.first.questions:
            return ""
        found = self._likeness(one.key)
        if found.likeness is Likeness.OPTIONS or found.why in ("options", "steps", "order"):
            return _("Other answers could be chosen")
        if found.why:
            return _said(found.why)
        return _("The answers are called otherwise") if _renamed(self.first, self.second, one.key) else ""

    def _pairs(self) -> Iterator[tuple[Column, Column]]:
        skipped = OWN if self.regions_alike else OWN | {background.REGION}
        for key, column in self.first.columns.items():
            if key in self.second.columns and key not in skipped and not _bound(key):
                yield column, self.second.columns[key]


def _said(why: str) -> str:
    """Say why two questions with the same key are not the same question."""
    said = {
        "poles": _("The ends of the scale are called otherwise"),
        "three_poles": _("The ends of the triad are called otherwise"),
        "most": _("Fewer or more answers could be chosen"),
    }
    return said.get(why, _("Asked in another way, such as with a slider here and a choice there"))


def _renamed(one: Stock, other: Stock, key: str) -> bool:
    """Tell whether an answer with the same code has another name; own answers are coded by number, so names decide."""
    theirs = {option.code: option.label for option in other.fields[key].options}
    return any(
        option.label[language] != theirs[option.code][language]
        for option in one.fields[key].options
        for language in option.label.keys() & theirs[option.code].keys()
    )


def _bound(key: str) -> bool:
    """Tell whether a column means something at one Vertelpunt only."""
    return key in (background.CHANNEL, background.TRACK) or key.startswith(READERS)


def _joined(one: Column, other: Column) -> Column:
    """Return both columns as one, with the options of both."""
    known = {option.code: option for option in (*one.options, *other.options)} if one.key in JOINED else None
    options = tuple(known.values()) if known else one.options
    values = np.concatenate([_moved(one, options), _moved(other, options)])
    states = None if one.states is None or other.states is None else np.concatenate([one.states, other.states])
    return replace(one, values=values, states=states, options=options)


def _moved(column: Column, options: Iterable[Option]) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """Return the values of a column as places in `options`."""
    values = column.values.astype(np.int16)
    places = {option.code: place for place, option in enumerate(column.options)}
    if column.kind in ("multi", "triad"):
        return values[:, [places[option.code] for option in options]]
    if column.kind == "slider":
        return values
    index = {option.code: place for place, option in enumerate(options)}
    moved = np.array([*(index[option.code] for option in column.options), MISSING], np.int16)
    return np.asarray(moved[values])
