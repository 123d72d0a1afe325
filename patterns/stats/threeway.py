"""Does the association of two questions differ between the groups of a third? Cochran's Q, Holm, one family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from patterns.stats.backend import Backend
from patterns.stats.batch import Batch
from patterns.stats.columns import Bools, Column, Dataset, Floats, Ints
from patterns.stats.elsewhere import without_largest_channel
from patterns.stats.encode import Unit
from patterns.stats.exact import holm
from patterns.stats.heterogeneity import cochran, difference
from patterns.stats.holds import UNKNOWN
from patterns.stats.plan import ORDER_ORDER, RANK_GROUPS, RANK_OPTION, RANK_ORDER, RANK_RANK, TABLE
from patterns.stats.results import Effect, Part, Reason
from patterns.stats.settings import Settings
from patterns.stats.split import Split, split_by
from patterns.stats.steps import Steps

THIRD_ROLES = ("question", "audience", "region")
GROUP_EFFECT = {
    RANK_RANK: "rho",
    RANK_ORDER: "rho",
    RANK_GROUPS: "delta",
    RANK_OPTION: "delta",
    ORDER_ORDER: "tau_b",
    TABLE: "y",
}


def three_way_batch(dataset: Dataset, settings: Settings, steps: Steps, backend: Backend) -> list[Batch]:
    """One batch of all pairs by all third questions; none when there is no third question with two groups."""
    thirds = [column for column in dataset.columns if _can_split(column)]
    made = []
    for place, third in enumerate(thirds):
        steps.enter("three_way", place / len(thirds))
        split = split_by(dataset, third, settings, backend)
        if split is not None:
            made.append(three_way_of(split, settings, backend))
    return [joined(dataset, made, settings, backend)] if made else []


def _can_split(column: Column) -> bool:
    return column.kind in ("nominal", "ordered") and column.role in THIRD_ROLES


@dataclass(frozen=True, slots=True, eq=False)
class ThreeWay:
    """The patterns of one third question, arrays of shape (patterns,)."""

    split: Split
    chosen: Ints
    tested: Bools
    statistic: Floats
    df: Ints
    p: Floats
    value: Floats
    low: Floats
    high: Floats
    absent: Bools
    n: Ints
    tellers: Ints


def three_way_of(split: Split, settings: Settings, backend: Backend) -> ThreeWay:
    """Cochran's Q for every component, Holm over the components of a pattern, and the strongest one's difference."""
    statistic, df, p, tested = cochran(split.effects)
    size, pattern = len(split.plan), split.plan.pattern[split.component]
    adjusted = holm(p, pattern, tested)
    parts = np.bincount(pattern, weights=tested, minlength=size)
    level = 1.0 - (1.0 - settings.level) / np.maximum(parts, 1.0)
    value, low, high = difference(split.effects, level[pattern])
    order = np.lexsort((np.arange(len(p))[::-1], value, -p, tested))
    chosen = np.full(size, -1, np.int64)
    chosen[pattern[order]] = order
    known = chosen >= 0
    at = np.maximum(chosen, 0)
    wide = np.bincount(pattern, weights=tested & (high >= settings.difference), minlength=size)
    masks = np.array([unit.mask for unit in split.data.units], np.int64)
    good = known & (parts > 0)

    def pick(values: Floats, otherwise: float) -> Floats:
        return np.where(good, values[at], otherwise) if len(values) else np.full(size, otherwise)

    used = np.where(split.effects.used, split.effects.n, 0).sum(axis=0)
    return ThreeWay(
        split=split,
        chosen=at,
        tested=good,
        statistic=pick(statistic, 0.0),
        df=pick(df.astype(np.float64), 0.0).astype(np.int64),
        p=pick(adjusted, 1.0),
        value=pick(value, 0.0),
        low=pick(low, 0.0),
        high=pick(high, 0.0),
        absent=good & (wide == 0),
        n=backend.shown(split.data)[masks[split.plan.first], masks[split.plan.second]],
        tellers=pick(used.astype(np.float64), 0.0).astype(np.int64),
    )


def joined(dataset: Dataset, made: Sequence[ThreeWay], settings: Settings, backend: Backend) -> Batch:
    """The tested patterns of all third questions as one family."""
    keep = [np.flatnonzero(part.tested) for part in made]
    where = [(part, int(place)) for part, places in zip(made, keep, strict=True) for place in places]

    def row(name: str) -> Floats:
        return np.concatenate([getattr(part, name)[places] for part, places in zip(made, keep, strict=True)])

    columns, threshold = [_columns(part, place) for part, place in where], settings.difference
    checks = np.full((len(where), 3), UNKNOWN, np.int8)
    effects = [(part.split, int(part.chosen[place])) for part, place in where]
    checks[:, 2] = without_largest_channel(dataset, effects, row("p"), row("value"), settings, backend)
    return Batch(
        family="three_way",
        within=None,
        kinds=[f"three_way_{one.kind}_{other.kind}" for one, other, _ in columns],
        questions=[tuple(column.key for column in line) for line in columns],
        labels=[tuple(column.label for column in line) for line in columns],
        n=row("n").astype(np.int64),
        tellers=row("tellers").astype(np.int64),
        tested=np.ones(len(where), np.bool_),
        tests=["cochran_q"] * len(where),
        statistic=row("statistic"),
        df=row("df").astype(np.int64),
        p=row("p"),
        effects=["difference"] * len(where),
        value=row("value"),
        low=row("low"),
        high=row("high"),
        threshold=np.full(len(where), threshold),
        score=np.maximum(row("low"), 0.0) / threshold,
        absent=row("absent").astype(np.bool_),
        checks=checks,
        enough=row("tellers").astype(np.int64),
        listed=np.ones(len(where), np.bool_),
        lacks=lambda _: Reason("few"),
        contrast=lambda place: _contrast(*where[place]),
        parts=lambda place: _parts(*where[place]),
    )


def _columns(found: ThreeWay, place: int) -> tuple[Column, Column, Column]:
    """The pair and the third question."""
    first, second = _units(found, place)
    columns = found.split.columns
    return columns[first.column], columns[second.column], found.split.third


def _units(found: ThreeWay, place: int) -> tuple[Unit, Unit]:
    plan, units = found.split.plan, found.split.data.units
    return units[int(plan.first[place])], units[int(plan.second[place])]


def _contrast(found: ThreeWay, place: int) -> tuple[str, ...]:
    """Codes of the options, poles or cell that the strongest component compares."""
    split, at = found.split, int(found.chosen[place])
    component, cell = int(split.component[at]), split.cell[at].tolist()
    form = int(split.plan.form[component])
    sides = _units(found, place)
    codes = []
    for unit, end in zip(sides, _ends(found, place, component), strict=True):
        members = unit.rows or unit.blocks
        if len(members) > 1:
            codes.append(split.columns[unit.column].options[members.index(end)].code)
    if form == RANK_GROUPS:
        grouped = next(unit for unit in sides if unit.blocks)
        codes += [split.columns[grouped.column].options[level].code for level in cell]
    elif form == TABLE:
        codes += [
            split.columns[unit.column].options[level].code
            for unit, level in zip(sides, cell, strict=True)
            if unit.kind != "multi"
        ]
    return tuple(codes)


def _ends(found: ThreeWay, place: int, component: int) -> tuple[int, int]:
    """The slider row or factor of either side."""
    plan = found.split.plan
    x, y = int(plan.x[component]), int(plan.y[component])
    first, _ = _units(found, place)
    turned = plan.form[component] in (RANK_ORDER, RANK_GROUPS, RANK_OPTION) and not first.rows
    return (y, x) if turned else (x, y)


def _parts(found: ThreeWay, place: int) -> tuple[Part, ...]:
    """The strongest component's effect in each group of the third question."""
    split, at = found.split, int(found.chosen[place])
    name = GROUP_EFFECT[int(split.plan.form[split.component[at]])]
    low, high = split.effects.limits(np.array(0.95))
    parts = []
    for group, code in enumerate(split.codes.tolist()):
        option, n = split.third.options[code], int(split.effects.n[group, at])
        if not split.effects.used[group, at]:
            parts.append(Part(option.label, (option.code,), n, small=True))
            continue
        value = float(np.tanh(split.effects.z[group, at]))
        effect = Effect(name, value, float(low[group, at]), float(high[group, at]))
        parts.append(Part(option.label, (option.code,), n, effect=effect))
    return tuple(parts)
