"""Selections of stories written as a query, such as `region=F01&help_kind=mental_health,at_home&heard=0..33`."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

import numpy as np
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from patterns.stats.columns import Bools, Column, Dataset, Subset

RANGE = re.compile(r"(\d{1,3})\.\.(\d{1,3})")
MOST_KEY = 80


def subset_of(dataset: Dataset, query: str) -> Subset:
    """Return the selection that `query` describes, to be compared with the rest; refuse what nobody was asked."""
    conditions = parse_qsl(query)
    if not conditions:
        raise Refused("empty_subset", _("A selection needs at least one condition, such as region=F01."))
    found = [_condition(dataset, name, value) for name, value in conditions]
    member = np.logical_and.reduce([rows for rows, _label in found])
    key = re.sub(r"[^a-z0-9_.=,&-]+", "-", query.lower())[:MOST_KEY]
    return Subset(f"subset.{key}", " · ".join(label for _rows, label in found), member)


def _condition(dataset: Dataset, name: str, value: str) -> tuple[Bools, str]:
    columns = {column.key: column for column in dataset.columns}
    column = columns.get(name) or columns.get(f"story.{name}")
    if column is None:
        raise Refused("unknown_question", _("There is no question or background “%(name)s”.") % {"name": name})
    return _range(column, value) if column.kind == "slider" else _choice(column, value.split(","))


def _range(column: Column, value: str) -> tuple[Bools, str]:
    limits = RANGE.fullmatch(value)
    if limits is None:
        raise Refused("bad_range", _("Write a part of a slider as two numbers, such as heard=0..33."))
    low, high = int(limits.group(1)), int(limits.group(2))
    return (column.values >= low) & (column.values <= high), f"{column.label} {low}–{high}"


def _choice(column: Column, codes: Sequence[str]) -> tuple[Bools, str]:
    places = [_place(column, code) for code in codes]
    chosen = column.values[:, places] == 1 if column.kind == "multi" else np.isin(column.values, places)[:, None]
    labels = ", ".join(column.options[place].label for place in places)
    return np.asarray(chosen.any(axis=1), np.bool_), f"{column.label}: {labels}"


def _place(column: Column, code: str) -> int:
    codes = [option.code for option in column.options]
    if code not in codes:
        known = ", ".join(codes)
        message = _("“%(code)s” is no answer here. Known are: %(known)s.") % {"code": code, "known": known}
        raise Refused("unknown_answer", message)
    return codes.index(code)
