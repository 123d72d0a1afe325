"""Which stories fit a condition, found in integer columns: no Django, no clock, no database."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from patterns.explorer.triads import mostly
from patterns.stats.columns import NOT_APPLICABLE, NOT_ASKED, SKIPPED, SLIDER_TOP, Bools, Column

NONE = "none"
STATES = {"skipped": SKIPPED, "not_applicable": NOT_APPLICABLE, "not_asked": NOT_ASKED}
UNANSWERED = "unanswered"  # what `none` is called where an option has that code
DAY, PERIOD = "story.day", "story.period"
SPAN = re.compile(r"(\d{1,3})(?:\.\.(\d{1,3}))?")


@dataclass(frozen=True)
class Unfit(Exception):
    """A value that this column cannot have."""

    column: Column
    value: str


@dataclass(frozen=True)
class Span:
    """A part of a slider, both ends included."""

    low: int
    high: int


def span_of(value: str) -> Span | None:
    """Return the part of a slider that `value` (0..33, or one number) says; None when it says none."""
    found = SPAN.fullmatch(value)
    if found is None:
        return None
    one = int(found[1])
    ends = sorted((one, int(found[2] if found[2] else one)))
    return Span(ends[0], min(ends[1], SLIDER_TOP)) if ends[0] <= SLIDER_TOP else None


def missing_code(column: Column) -> str:
    """Return how an address says that a question was not answered: `none`, unless an option is called that."""
    return UNANSWERED if any(option.code == NONE for option in column.options) else NONE


def rows_of(column: Column, values: Sequence[str]) -> Bools:
    """Return the stories with any of `values` in `column`; raise Unfit for what it cannot have."""
    return reduce(np.logical_or, (_fitting(column, value) for value in values), np.zeros(len(column.values), np.bool_))


def _fitting(column: Column, value: str) -> Bools:
    codes = [option.code for option in column.options]
    if value in codes:
        place = codes.index(value)
        if column.kind == "triad":
            return np.asarray(mostly(column.values) == place)
        return np.asarray(column.values[:, place] == 1 if column.kind == "multi" else column.values == place)
    if value in (NONE, UNANSWERED):
        return ~column.answered
    if value in STATES:
        return np.asarray(column.state == STATES[value])
    return _within(column, codes, value)


def _within(column: Column, codes: Sequence[str], value: str) -> Bools:
    """Return the stories of a part of a slider, or of an ordered choice from one option to another."""
    if column.kind == "slider" and (span := span_of(value)):
        return np.asarray((column.values >= span.low) & (column.values <= span.high))
    low, mark, high = value.partition("..")
    if column.kind == "ordered" and mark:
        inside = _dates(codes, low, high) if column.key in (DAY, PERIOD) else _between(codes, low, high)
        if inside is not None:
            return np.asarray(np.append(inside, False)[column.values])  # the last one is what -1 (missing) finds
    raise Unfit(column, value)


def _between(codes: Sequence[str], low: str, high: str) -> Bools | None:
    """Return which options lie from `low` to `high`; without one of them, to that end."""
    if (low and low not in codes) or (high and high not in codes):
        return None
    first, last = codes.index(low) if low else 0, codes.index(high) if high else len(codes) - 1
    places = np.arange(len(codes))
    return np.asarray((places >= min(first, last)) & (places <= max(first, last)))


def _dates(codes: Sequence[str], low: str, high: str) -> Bools | None:
    """Return which days (2026-03-17) or months (2026-03) lie within; an end may be a day, a month or a year."""
    if not all(re.fullmatch(r"(\d{4}(-\d\d){0,2})?", end) for end in (low, high)):
        return None
    if codes and max(len(low), len(high)) > len(codes[0]):
        return None  # a day cannot be found among months
    inside = [(not low or code >= low[: len(code)]) and (not high or code[: len(high)] <= high) for code in codes]
    return np.array(inside, np.bool_)


@dataclass(frozen=True, eq=False)
class Masks:
    """The stories that fit each of some conditions."""

    rows: Mapping[str, Bools]
    size: int

    def all(self) -> Bools:
        """Return the stories that fit every condition."""
        return self.without()

    def without(self, *names: str) -> Bools:
        """Return the stories that fit every condition but those called `names`."""
        others = [rows for key, rows in self.rows.items() if key not in names]
        return reduce(np.logical_and, others, np.ones(self.size, np.bool_))


def matching(columns: Mapping[str, Column], conditions: Mapping[str, Sequence[str]], size: int) -> Masks:
    """Return which stories have any of the values of each condition; conditions are named as their columns."""
    return Masks({key: rows_of(columns[key], values) for key, values in conditions.items()}, size)


@dataclass(frozen=True, eq=False)
class Searched:
    """The stories that hold some words; `apart` when they may hold them apart though they were asked for together."""

    rows: Bools
    apart: bool = False


Words = Callable[[str], Searched]
