"""The association of every pair of questions in every group of a third: what three-way patterns are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from patterns.stats.backend import Backend
from patterns.stats.columns import Bools, Column, Dataset, Floats, Ints
from patterns.stats.components import batches, cell_counts, value_counts
from patterns.stats.correlation import Correlations, kendall, spearman
from patterns.stats.counting import LevelCounts
from patterns.stats.encode import Encoded, encode
from patterns.stats.heterogeneity import (
    GroupEffects,
    of_cells,
    of_correlations,
    of_groups,
    together,
)
from patterns.stats.plan import (
    ORDER_ORDER,
    RANK_GROUPS,
    RANK_OPTION,
    RANK_ORDER,
    RANK_RANK,
    TABLE,
    Plan,
    make_plan,
    question_pairs,
)
from patterns.stats.ranks import RankSums, table_sums
from patterns.stats.settings import Settings
from patterns.stats.views import groups_only

DEPTH = 101


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """What one third question's groups say of every pair of other questions.

    ``component`` and ``cell`` tell which component of the plan, and which two options or which cell of it,
    each column of ``effects`` is about.
    """

    third: Column
    codes: Ints
    columns: tuple[Column, ...]
    data: Encoded
    plan: Plan
    effects: GroupEffects
    component: Ints
    cell: Ints


def split_by(dataset: Dataset, third: Column, settings: Settings, backend: Backend) -> Split | None:
    """Effects of every pair in every group of a third question."""
    part = dataset.keep(third.values >= 0, without=[third.key])
    groups = third.values[third.values >= 0]
    own = Column(third.key, third.label, third.kind, groups, None, third.options)
    views, codes = groups_only(own, part.size, settings.minimum)
    columns = tuple(column for column in part.columns if column.is_question)
    if len(codes) < 2 or len(columns) < 2:
        return None
    data = encode(part, columns, settings)
    plan = make_plan(
        data, "three_way", question_pairs(data, columns, middle=False, background=False), settings.minimum
    )
    counts = backend.count(data, views, slice(0, len(data.codes)))
    found = list(_measured(plan, data, backend.sums(data, views), counts, settings.minimum))
    component, cell = (np.concatenate([part[place] for part in found]) for place in (0, 1))
    return Split(third, codes, columns, data, plan, together([part[2] for part in found]), component, cell)


Found = tuple[Ints, Ints, GroupEffects]


def _measured(plan: Plan, data: Encoded, sums: RankSums, counts: LevelCounts, least: int) -> Iterator[Found]:
    """(component, cell, effects) of every form."""
    places = np.flatnonzero(plan.form == RANK_RANK)
    x, y = plan.x[places], plan.y[places]
    yield _correlated(
        places, sums.n[:, x, y], sums.products[:, x, y], sums.squares[:, x, y], sums.squares[:, y, x], least
    )
    for form in (RANK_ORDER, RANK_OPTION, RANK_GROUPS):
        for places, size in batches(data, plan, np.flatnonzero(plan.form == form), DEPTH * len(sums.n)):
            lines = range(len(counts.cross))
            found = np.stack(
                [value_counts(data, counts, view, plan.x[places], plan.y[places], size) for view in lines]
            )
            if form == RANK_ORDER:
                yield _correlated(places, *table_sums(found), least)
            else:
                yield _compared(places, found, least)
    for form in (ORDER_ORDER, TABLE):
        for places, size in batches(data, plan, np.flatnonzero(plan.form == form), 0):
            found = np.stack(
                [cell_counts(data, counts, view, plan.x[places], plan.y[places], size) for view in range(len(sums.n))]
            )
            yield _agreeing(places, found, least) if form == ORDER_ORDER else _crossed(places, found, least)


def _no_cell(places: Ints) -> Ints:
    return np.full((len(places), 2), -1, np.int64)


def _correlated(places: Ints, n: Ints, products: Floats, rows: Floats, columns: Floats, minimum: int) -> Found:
    """Spearman in every group."""
    flat = spearman(n.ravel(), products.ravel(), rows.ravel(), columns.ravel(), minimum)
    return places, _no_cell(places), _shaped(flat, n.shape)


def _agreeing(places: Ints, found: Ints, minimum: int) -> Found:
    """Kendall in every group."""
    flat = kendall(found.reshape(-1, *found.shape[2:]), minimum)
    return places, _no_cell(places), _shaped(flat, found.shape[:2])


def _shaped(flat: Correlations, shape: tuple[int, ...]) -> GroupEffects:
    """Correlations of all groups in a row as group effects."""
    value, variance = flat.value.reshape(shape), flat.variance.reshape(shape)
    return of_correlations(value, variance, flat.n.reshape(shape), flat.tested.reshape(shape))


def _compared(places: Ints, found: Ints, minimum: int) -> Found:
    """Every pair of options in every group; ``found`` has shape (groups, components, options, 101)."""
    one, other = np.triu_indices(found.shape[2], 1)
    enough = found.sum(axis=3) >= minimum
    possible = (enough[:, :, one] & enough[:, :, other]).sum(axis=0) >= 2
    line, pair = np.nonzero(possible)
    first, second = one[pair], other[pair]
    effects = of_groups(found[:, line, first], found[:, line, second], minimum)
    return places[line], np.stack((first, second), axis=1), effects


def _crossed(places: Ints, found: Ints, minimum: int) -> Found:
    """Every cell against the rest in every group; ``found`` has shape (groups, components, r, c)."""
    across, down, n = found.sum(axis=3), found.sum(axis=2), found.sum(axis=(2, 3))
    rows, columns = (across.sum(axis=0) > 0), (down.sum(axis=0) > 0)
    fine_rows = _margin(across, n, minimum) & _not_mirrored(rows)
    fine_columns = _margin(down, n, minimum) & _not_mirrored(columns)
    line, row, column = np.nonzero(fine_rows[:, :, None] & fine_columns[:, None, :])
    effects = of_cells(found[:, line, row, column], across[:, line, row], down[:, line, column], n[:, line], minimum)
    return places[line], np.stack((row, column), axis=1), effects


def _margin(margin: Ints, n: Ints, minimum: int) -> Bools:
    """Levels that have the minimum on both sides in at least two groups."""
    least = np.minimum(margin, n[:, :, None] - margin)
    return np.asarray((least >= minimum).sum(axis=0) >= 2)


def _not_mirrored(
    used: Bools,
) -> Bools:
    """Of two levels only the first: the second says the same the other way round."""
    second = used & (np.cumsum(used, axis=1) == 2) & (used.sum(axis=1, keepdims=True) == 2)
    return np.asarray(used & ~second)
