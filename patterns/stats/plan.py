"""Which patterns there are: pairs of units, and the component tests that each pair needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import Column, Ints
from patterns.stats.encode import Encoded, Unit

RANK_RANK, RANK_ORDER, RANK_GROUPS, RANK_OPTION, ORDER_ORDER, TABLE = range(6)
KIND_ORDER = {"slider": 0, "triad": 1, "ordered": 2, "nominal": 3, "multi": 4}


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Patterns of one family as pairs of units, and their components.

    Attributes
    ----------
    family : str
    first, second : ndarray of int64, shape (patterns,)
        Units; the first is the one that a middle, non-answer or subset pattern is about.
    minimum : int
        Groups with fewer stories are not tested.
    pattern, form, x, y : ndarray, shape (components,)
        To which pattern a component belongs, which test it takes, and its two slider rows or factors. A
        slider row comes before a factor; otherwise x belongs to the first unit.
    """

    family: str
    minimum: int
    first: Ints
    second: Ints
    pattern: Ints
    form: NDArray[np.int8]
    x: Ints
    y: Ints

    def __len__(self) -> int:
        return len(self.first)


def make_plan(data: Encoded, family: str, pairs: Sequence[tuple[int, int]], minimum: int) -> Plan:
    """Work out the components of the given pairs of units."""
    first, second = np.array(pairs, np.int64).reshape(len(pairs), 2).T
    pattern: list[int] = []
    rest: list[tuple[int, int, int]] = []
    for place, (one, other) in enumerate(pairs):
        parts = components(data.units[one], data.units[other])
        pattern.extend([place] * len(parts))
        rest.extend(parts)
    form, x, y = np.array(rest, np.int64).reshape(len(rest), 3).T
    return Plan(family, minimum, first, second, np.array(pattern, np.int64), form.astype(np.int8), x, y)


def components(first: Unit, second: Unit) -> list[tuple[int, int, int]]:
    """(form, x, y) of every component test of a pair of units."""
    if first.rows and second.rows:
        return [(RANK_RANK, x, y) for x in first.rows for y in second.rows]
    if first.rows or second.rows:
        ranked, other = (first, second) if first.rows else (second, first)
        form = {"ordered": RANK_ORDER, "multi": RANK_OPTION}.get(other.kind, RANK_GROUPS)
        return [(form, x, y) for x in ranked.rows for y in other.blocks]
    form = ORDER_ORDER if first.kind == second.kind == "ordered" else TABLE
    return [(form, x, y) for x in first.blocks for y in second.blocks]


def question_pairs(
    data: Encoded, columns: Sequence[Column], *, middle: bool, background: bool
) -> list[tuple[int, int]]:
    """All pairs of different columns of which at least one is a question, then each slider's middle by the others."""
    plain = [place for place, unit in enumerate(data.units) if _plain(unit, columns)]
    if not background:
        plain = [place for place in plain if _asks(data, columns, place)]
    plain.sort(key=lambda place: (KIND_ORDER[data.units[place].kind], data.units[place].column))
    pairs = [
        (one, other)
        for place, one in enumerate(plain)
        for other in plain[place + 1 :]
        if _asks(data, columns, one) or _asks(data, columns, other)
    ]
    return pairs + (list(_about(data, columns, plain, "middle")) if middle else [])


def aspect_pairs(data: Encoded, columns: Sequence[Column], aspect: str) -> list[tuple[int, int]]:
    """Each unit of this aspect (non-answer, subset) by every other column."""
    plain = [place for place, unit in enumerate(data.units) if _plain(unit, columns)]
    return list(_about(data, columns, plain, aspect))


def _about(data: Encoded, columns: Sequence[Column], plain: list[int], aspect: str) -> Iterator[tuple[int, int]]:
    for place, unit in enumerate(data.units):
        if unit.aspect == aspect and unit.blocks:
            for other in plain:
                if data.units[other].column != unit.column:
                    yield place, other


def _plain(unit: Unit, columns: Sequence[Column]) -> bool:
    """A question or background fact as it is; the period has patterns of its own."""
    return not unit.aspect and columns[unit.column].role != "period" and bool(unit.rows or unit.blocks)


def _asks(data: Encoded, columns: Sequence[Column], place: int) -> bool:
    return columns[data.units[place].column].is_question
