"""Runs the component tests of a plan on counts, each form of test for all its components at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import SLIDER_LEVELS, Bools, Floats, Ints
from patterns.stats.correlation import Correlations, kendall, spearman
from patterns.stats.counting import LevelCounts
from patterns.stats.dominance import Dominance, dominance
from patterns.stats.encode import Encoded
from patterns.stats.kruskal import Kruskal, kruskal
from patterns.stats.plan import ORDER_ORDER, RANK_GROUPS, RANK_OPTION, RANK_ORDER, RANK_RANK, TABLE, Plan
from patterns.stats.ranks import RankSums, table_sums
from patterns.stats.settings import Settings
from patterns.stats.tables import Tables, association

TEST_OF_FORM = ("spearman", "spearman", "kruskal", "mann_whitney", "kendall", "chi2", "fisher", "monte_carlo")
EFFECT_OF_FORM = ("rho", "rho", "eta2", "delta", "tau_b", "v")
SIZES = (2, 4, 8, 16, 32, 64, 128, 1 << 14)
CELLS = 4_000_000


class HasInterval(Protocol):
    """A batch of effects that can give their limits."""

    def interval(self, level: Floats) -> tuple[Floats, Floats]:
        """Low and high limits at these levels."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Pairings:
    """Comparisons of two options within components that compare several: a part of a pattern each."""

    component: Ints
    first: Ints
    second: Ints
    result: Dominance


@dataclass(slots=True, eq=False)
class Measured:
    """What the components of a plan measured, all of shape (components,).

    ``test`` indexes TEST_OF_FORM. ``cell`` (components, 2) is the strongest contrast: two options, or a cell.
    ``batches`` keep the results by form, for the intervals; ``pairings`` the pairs of options; ``rare`` the drawn
    tables (component, counts, chi-squared) of which nothing as uneven was seen.
    """

    n: Ints
    tested: Bools
    statistic: Floats
    df: Ints
    p: Floats
    value: Floats
    test: NDArray[np.int8]
    cell: Ints
    batches: list[tuple[Ints, HasInterval]]
    pairings: list[Pairings]
    rare: list[tuple[int, Ints, float]]

    def intervals(self, level: Floats) -> tuple[Floats, Floats]:
        """Limits of all components, each at its own level; 0 where not tested."""
        low, high = np.zeros(len(self.n)), np.zeros(len(self.n))
        for places, batch in self.batches:
            low[places], high[places] = batch.interval(level[places])
        return np.where(self.tested, low, 0.0), np.where(self.tested, high, 0.0)


def blank(components: int) -> Measured:
    """Nothing measured yet."""
    floats, whole = np.zeros(components), np.zeros(components, np.int64)
    return Measured(
        whole.copy(), np.zeros(components, np.bool_), floats.copy(), whole.copy(), np.ones(components),
        floats.copy(), np.zeros(components, np.int8), np.full((components, 2), -1, np.int64), [], [], [],
    )  # fmt: skip


def measure_ranks(plan: Plan, sums: RankSums, into: Measured) -> None:
    """Slider by slider."""
    places = np.flatnonzero(plan.form == RANK_RANK)
    x, y = plan.x[places], plan.y[places]
    result = spearman(
        sums.n[0, x, y], sums.products[0, x, y], sums.squares[0, x, y], sums.squares[0, y, x], plan.minimum
    )
    _keep(into, places, result, RANK_RANK)


def measure_rows(plan: Plan, data: Encoded, counts: LevelCounts, sliders: slice, into: Measured) -> None:
    """Sliders by factors, for the sliders that were counted."""
    here = (plan.x >= sliders.start) & (plan.x < sliders.stop)
    for form in (RANK_ORDER, RANK_GROUPS, RANK_OPTION):
        for places, size in batches(data, plan, np.flatnonzero(here & (plan.form == form)), SLIDER_LEVELS):
            found = value_counts(data, counts, 0, plan.x[places] - sliders.start, plan.y[places], size)
            if form == RANK_ORDER:
                n, products, options, values = table_sums(found)
                _keep(into, places, spearman(n, products, options, values, plan.minimum), form)
            elif form == RANK_OPTION:
                _keep(into, places, dominance(found[:, 0], found[:, 1], plan.minimum), form)
            else:
                _keep_groups(into, places, found, plan.minimum)


def measure_tables(plan: Plan, data: Encoded, counts: LevelCounts, settings: Settings, into: Measured) -> None:
    """Factors by factors."""
    for form in (ORDER_ORDER, TABLE):
        for places, size in batches(data, plan, np.flatnonzero(plan.form == form), 0):
            found = cell_counts(data, counts, 0, plan.x[places], plan.y[places], size)
            if form == ORDER_ORDER:
                _keep(into, places, kendall(found, plan.minimum), form)
            else:
                result = association(found, settings, plan.minimum)
                _keep(into, places, result, form)
                into.test[places] += result.test
                into.df[places] = np.where(result.test == 0, result.df, 0)
                into.cell[places] = result.cell
                into.rare += [(int(places[at]), table, float(result.statistic[at])) for at, table in result.rare]


def batches(data: Encoded, plan: Plan, places: Ints, depth: int) -> Iterator[tuple[Ints, int]]:
    """Components with about as many levels together, no more at once than memory likes."""
    sizes = data.sizes[plan.y[places]]
    if depth == 0:
        sizes = np.maximum(sizes, data.sizes[plan.x[places]])
    lower = 0
    for upper in SIZES:
        chosen = places[(sizes > lower) & (sizes <= upper)]
        lower = upper
        if len(chosen):
            size = int(sizes[np.isin(places, chosen)].max())
            step = max(1, CELLS // (size * (depth or size)))
            for start in range(0, len(chosen), step):
                yield chosen[start : start + step], size


def value_counts(data: Encoded, counts: LevelCounts, group: int, rows: Ints, blocks: Ints, size: int) -> Ints:
    """Shape (components, size, 101): counts of slider values for each level, padded with zeros."""
    level, live = _levels(data, blocks, size)
    found = counts.by_slider[group, rows[:, None], :, level].astype(np.int64)
    return np.asarray(found * live[:, :, None])


def cell_counts(data: Encoded, counts: LevelCounts, group: int, x: Ints, y: Ints, size: int) -> Ints:
    """Shape (components, size, size): counts of one factor by another, padded with zeros."""
    rows, live_rows = _levels(data, x, size)
    columns, live_columns = _levels(data, y, size)
    found = counts.cross[group, rows[:, :, None], columns[:, None, :]]
    return np.asarray(found * (live_rows[:, :, None] & live_columns[:, None, :]))


def _levels(data: Encoded, blocks: Ints, size: int) -> tuple[Ints, Bools]:
    """Indices of the levels of some factors, and which of the padded places are real."""
    offset = np.arange(size)
    live = offset < data.sizes[blocks][:, None]
    return np.where(live, data.starts[blocks][:, None] + offset, 0), live


def _keep(into: Measured, places: Ints, result: Correlations | Dominance | Kruskal | Tables, form: int) -> None:
    """Put a batch of results where they belong."""
    into.n[places], into.tested[places], into.statistic[places] = result.n, result.tested, result.statistic
    into.p[places], into.value[places], into.test[places] = result.p, result.value, form
    if not isinstance(result, Dominance):
        into.df[places] = 0 if form == ORDER_ORDER else result.df
    into.batches.append((places, result))


def _keep_groups(into: Measured, places: Ints, found: Ints, minimum: int) -> None:
    """Kruskal-Wallis, and every pair of its options."""
    result = kruskal(found, minimum)
    _keep(into, places, result, RANK_GROUPS)
    one, other = np.triu_indices(found.shape[1], 1)
    line, pair = np.nonzero(result.used[:, one] & result.used[:, other])
    first, second = one[pair], other[pair]
    compared = dominance(found[line, first], found[line, second], minimum)
    into.pairings.append(Pairings(places[line], first, second, compared))
    strongest = np.full(len(places), -1)
    order = np.lexsort((np.abs(compared.value), -compared.p))
    strongest[line[order]] = order
    has = strongest >= 0
    into.cell[places[has], 0], into.cell[places[has], 1] = first[strongest[has]], second[strongest[has]]
