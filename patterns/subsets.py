"""Selections of stories written as a query, such as `region=F01&help_kind=mental_health,at_home&heard=0..33`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

import numpy as np
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from patterns.stats.columns import Bools, Column, Dataset, Subset

RANGE = re.compile(r"(\d{1,3})\.\.(\d{1,3})")
MOST_KEY = 80


@dataclass(frozen=True)
class Condition:
    """One condition of a selection: the stories that meet it, and those of which that is not known."""

    key: str
    label: str
    member: Bools
    unknown: Bools


def subset_of(dataset: Dataset, query: str) -> Subset:
    """Return the selection that `query` describes, to be compared with the rest; refuse what nobody was asked.

    A story without an answer that is asked for is on neither side, unless another condition leaves it out already.
    """
    conditions = parse_qsl(query)
    if not conditions:
        raise Refused("empty_subset", _("A selection needs at least one condition, such as region=F01."))
    found = [_condition(dataset, name, value) for name, value in conditions]
    member = np.logical_and.reduce([one.member for one in found])
    possible = np.logical_and.reduce([one.member | one.unknown for one in found])
    key = re.sub(r"[^a-z0-9_.=,&-]+", "-", query.lower())[:MOST_KEY]
    return Subset(
        key=f"subset.{key}",
        label=" · ".join(one.label for one in found),
        member=member,
        defined_by=tuple(dict.fromkeys(one.key for one in found)),
        unknown=possible & ~member,
    )


def keys_in(query: str) -> set[str]:
    """Return the keys of the columns that `query` may ask for."""
    return {key for name, _value in parse_qsl(query) for key in (name, f"story.{name}")}


def _condition(dataset: Dataset, name: str, value: str) -> Condition:
    columns = {column.key: column for column in dataset.columns}
    column = columns.get(name) or columns.get(f"story.{name}")
    if column is None:
        raise Refused("unknown_question", _("There is no question or background “%(name)s”.") % {"name": name})
    if column.kind == "triad":
        message = _("A selection cannot be made by “%(name)s”: its answers are shares, not choices.")
        raise Refused("triad", message % {"name": name})
    return _range(column, value) if column.kind == "slider" else _choice(column, value.split(","))


def _range(column: Column, value: str) -> Condition:
    limits = RANGE.fullmatch(value)
    if limits is None:
        raise Refused("bad_range", _("Write a part of a slider as two numbers, such as heard=0..33."))
    low, high = int(limits.group(1)), int(limits.group(2))
    inside = (column.values >= low) & (column.values <= high)
    return Condition(column.key, f"{column.label} {low}–{high}", inside, column.values < 0)


def _choice(column: Column, codes: Sequence[str]) -> Condition:
    places = [_place(column, code) for code in codes]
    several = column.kind == "multi"
    asked = column.values[:, places] if several else column.values[:, None]
    member = np.asarray(((asked == 1) if several else np.isin(asked, places)).any(axis=1), np.bool_)
    unknown = ~member & np.asarray((asked < 0).any(axis=1), np.bool_)
    labels = ", ".join(column.options[place].label for place in places)
    return Condition(column.key, f"{column.label}: {labels}", member, unknown)


def _place(column: Column, code: str) -> int:
    codes = [option.code for option in column.options]
    if code not in codes:
        known = ", ".join(codes)
        message = _("“%(code)s” is no answer here. Known are: %(known)s.") % {"code": code, "known": known}
        raise Refused("unknown_answer", message)
    return codes.index(code)
