"""Conditions as an address holds them (`audience=youth&heard=0..33`), looked up among columns, and in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import parse_qsl, urlencode

import numpy as np
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.errors import Refused
from patterns.explorer.matching import (
    DAY,
    NONE,
    PERIOD,
    STATES,
    UNANSWERED,
    Masks,
    Searched,
    Unfit,
    Words,
    rows_of,
    span_of,
)
from patterns.stats.columns import Bools, Column

TEXT = "q"
FROM, TO = "from", "to"
PAGE_ONLY = frozenset({"page", "sort", "part", "csrfmiddlewaretoken"})  # about the page, not about stories
ENDS = {".from": 0, ".to": 1}  # the two number fields of a slider in a plain form: heard.from=0&heard.to=33
STORY, ANSWER = "story.", "answer."
MOST, LONGEST = 60, 200


@dataclass(frozen=True)
class Condition:
    """One name in the address with its values; a story fits when it has any of them."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Conditions:
    """Everything an address asks of a story: each of the conditions, in the order of the address."""

    each: tuple[Condition, ...] = ()

    @classmethod
    def of(cls, query: "str | QueryDict | Mapping[str, str]") -> "Conditions":
        """Read the end of an address, or what a form sent; what is empty or about the page is left out."""
        if isinstance(query, QueryDict):
            pairs = [(name, value) for name, values in query.lists() for value in values]
        else:
            pairs = parse_qsl(query.lstrip("?")) if isinstance(query, str) else list(query.items())
        read: dict[str, list[str]] = {}
        for name, value in _spans_joined(pairs):
            if name not in PAGE_ONLY and len(read) < MOST:
                read.setdefault(name, []).extend(_values(name, value))
        return cls(tuple(Condition(name, tuple(dict.fromkeys(values))) for name, values in read.items() if values))

    @property
    def query(self) -> str:
        """Return the end of an address that says the same; readable, and the same for the same conditions."""
        return urlencode([(one.name, ",".join(one.values)) for one in self.each], safe=",:")

    def __bool__(self) -> bool:
        return bool(self.each)

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values asked for under `name`."""
        return next((one.values for one in self.each if one.name == name), ())

    def having(self, name: str, *values: str) -> "Conditions":
        """Return these conditions with exactly `values` under `name`; with none, without it."""
        if not values:
            return Conditions(tuple(one for one in self.each if one.name != name))
        if not self.values(name):
            return Conditions((*self.each, Condition(name, values)))
        return Conditions(tuple(replace(one, values=values) if one.name == name else one for one in self.each))

    def toggled(self, name: str, value: str) -> "Conditions":
        """Return these conditions with `value` added under `name`, or without it when it is there."""
        held = self.values(name)
        kept = tuple(one for one in held if one != value) if value in held else (*held, value)
        return self.having(name, *kept)


def _spans_joined(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the fields of a form with each pair of ends as one value; without an end it runs to the edge."""
    joined: list[tuple[str, str]] = []
    ends: dict[str, list[str]] = {}
    for name, value in pairs:
        stem, dot, end = name.rpartition(".")
        if dot and f".{end}" in ENDS and stem != "story":
            ends.setdefault(stem, ["", ""])[ENDS[f".{end}"]] = value.strip()
        else:
            joined.append((name, value))
    spans = [(name, f"{low or 0}..{high or 100}") for name, (low, high) in ends.items() if low or high]
    return [*joined, *spans]


def _values(name: str, value: str) -> list[str]:
    plain = value.replace("\0", "").strip()[:LONGEST]
    parts = [plain] if name in (TEXT, FROM, TO) else plain.split(",")
    return [part.strip() for part in parts if part.strip()][: 1 if name in (TEXT, FROM, TO) else None]


def address_name(column: Column, keys: Iterable[str]) -> str:
    """Return a column's name in an address: `audience` for `story.audience`, unless a question has that key."""
    short = column.key.removeprefix(STORY)
    if short != column.key:
        return column.key if short in keys else short
    return f"{ANSWER}{short}" if short in PAGE_ONLY | {TEXT, FROM, TO} else short


def column_called(name: str, columns: Mapping[str, Column]) -> Column | None:
    """Return the column that an address means by `name`."""
    for key in (name, f"{STORY}{name}", name.removeprefix(ANSWER)):
        if key in columns and address_name(columns[key], columns) in (name, key.removeprefix(STORY)):
            return columns[key]
    return columns.get(name)


@dataclass(frozen=True, eq=False)
class Looked:
    """A condition that was looked up: what it is called, its values in words, and the stories that fit."""

    condition: Condition
    label: str
    words: tuple[str, ...]
    rows: Bools
    problem: str = ""
    column: Column | None = None
    apart: bool = False

    @property
    def unknown(self) -> Bools:
        """Return the stories of which nobody can say whether they fit, for want of an answer."""
        asked = set(self.condition.values)
        if self.column is None or asked & {NONE, UNANSWERED, *STATES}:
            return np.zeros(len(self.rows), np.bool_)
        if self.column.kind == "multi":
            wanted = [place for place, option in enumerate(self.column.options) if option.code in asked]
            return np.asarray(~self.rows & (self.column.values[:, wanted] < 0).any(axis=1))
        return np.asarray(~self.rows & ~self.column.answered)

    @property
    def said(self) -> str:
        """Return the condition in words."""
        return f"{self.label}: {', '.join(self.words)}"


@dataclass(frozen=True, eq=False)
class Found:
    """All conditions looked up among the columns of some stories."""

    conditions: Conditions
    each: tuple[Looked, ...]
    size: int

    @cached_property
    def masks(self) -> Masks:
        """Return the stories that fit each condition."""
        return Masks({one.condition.name: one.rows for one in self.each}, self.size)

    @cached_property
    def rows(self) -> Bools:
        """Return the stories that fit them all; a condition that means nothing here fits none."""
        return self.masks.all()

    @property
    def label(self) -> str:
        """Return all conditions in words."""
        return " · ".join(one.said for one in self.each)

    @property
    def problems(self) -> tuple[str, ...]:
        """Return what could not be read, in words."""
        return tuple(one.problem for one in self.each if one.problem)

    @property
    def apart(self) -> bool:
        """Tell whether words were found that may not stand together, though that was asked."""
        return any(one.apart for one in self.each)

    def or_refuse(self) -> "Found":
        """Return this; refuse when something in it means nothing here."""
        if self.problems:
            raise Refused("unknown_condition", self.problems[0])
        return self


def look_up(conditions: Conditions, columns: Iterable[Column], size: int, words: Words | None = None) -> Found:
    """Return the stories that fit `conditions`; `words` finds those that hold a text, where somebody may search."""
    known = {column.key: column for column in columns}
    return Found(conditions, tuple(_look_up(one, known, size, words) for one in conditions.each), size)


def _look_up(one: Condition, columns: Mapping[str, Column], size: int, words: Words | None) -> Looked:
    nobody = np.zeros(size, np.bool_)
    column = column_called(one.name, columns)
    if column is None and one.name == TEXT:
        return _searched(one, words(one.values[0]) if words else None, nobody)
    asked = one.values
    if column is None and one.name in (FROM, TO):
        column, asked = columns.get(DAY) or columns.get(PERIOD), _open_ended(one)
    if column is None:
        problem = _("There is no question or background “%(name)s”.") % {"name": one.name}
        return Looked(one, one.name, one.values, nobody, problem)
    label = {FROM: _("From"), TO: _("Up to")}.get(one.name, column.label) if asked != one.values else column.label
    said = tuple(day_said(value) if asked != one.values else value_said(column, value) for value in one.values)
    try:
        return Looked(one, label, said, rows_of(column, asked), column=column)
    except Unfit as unfit:
        return Looked(one, label, said, nobody, unfit_said(unfit))


def _searched(one: Condition, found: Searched | None, nobody: Bools) -> Looked:
    """Return what a search found; None when this person may not search."""
    said = tuple(f"“{value}”" for value in one.values)
    if found is None:
        return Looked(one, _("Words"), said, nobody, _("With your role you cannot search in stories."))
    if found.apart:
        return Looked(one, _("Words, not always together"), said, found.rows, apart=True)
    return Looked(one, _("Words"), said, found.rows)


def _open_ended(one: Condition) -> tuple[str, ...]:
    return tuple(f"{value}.." if one.name == FROM else f"..{value}" for value in one.values)


def value_said(column: Column, value: str) -> str:
    """Return what a value of an address means, in the active language; itself when it means nothing."""
    labels = {option.code: option.label for option in column.options}
    if value in labels:
        return _("mostly %(pole)s") % {"pole": labels[value]} if column.kind == "triad" else labels[value]
    if value in (NONE, UNANSWERED):
        return _("not answered") if column.is_question else _("not known")
    if value in STATES:
        states = {"skipped": _("skipped"), "not_applicable": _("does not apply"), "not_asked": _("not asked")}
        return states[value]
    if column.kind == "slider" and (span := span_of(value)):
        return f"{span.low}–{span.high}"
    low, mark, high = value.partition("..")
    if mark and column.key in (DAY, PERIOD):
        return f"{day_said(low)}–{day_said(high)}"
    if mark and (low in labels or not low) and (high in labels or not high):
        return f"{labels.get(low, '')}–{labels.get(high, '')}"
    return value.replace("..", "–")


def day_said(value: str) -> str:
    """Return a day, a month or a year of an address as the reader writes it; itself when it is none."""
    parts = value.split("-")
    form = {1: "Y", 2: "F Y", 3: "j F Y"}.get(len(parts))
    try:
        day = date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except (ValueError, OverflowError):
        return value
    return date_format(day, form) if form else value


def unfit_said(unfit: Unfit) -> str:
    """Say what a column cannot have, and what it can."""
    column, value = unfit.column, unfit.value
    if column.kind == "slider":
        return _("Write a part of a slider as two numbers, such as heard=0..33.")
    known = ", ".join(option.code for option in column.options)
    return _("“%(code)s” is no answer here. Known are: %(known)s.") % {"code": value, "known": known}


def spans(values: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the parts of a slider among `values`."""
    found = (span_of(value) for value in values)
    return tuple((span.low, span.high) for span in found if span)
