"""Does a pattern hold within audiences, within channels, and without the largest channel?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import Column, Floats, Ints
from patterns.stats.components import Measured, batches, cell_counts, value_counts
from patterns.stats.correlation import kendall
from patterns.stats.counting import LevelCounts
from patterns.stats.encode import Encoded
from patterns.stats.exact import signed_sum
from patterns.stats.plan import ORDER_ORDER, RANK_GROUPS, RANK_OPTION, RANK_ORDER, RANK_RANK, TABLE, Plan
from patterns.stats.ranks import RankSums, centred, table_sums
from patterns.stats.score import Scored
from patterns.stats.settings import Settings
from patterns.stats.views import Strata

UNKNOWN, NO, YES = -1, 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class Contrasts:
    """The strongest contrast of each pattern in each view, and of how many stories; shape (views, patterns).

    rho or tau-b; delta of the two strongest options; phi of the strongest cell against the rest of its table.
    """

    value: Floats
    n: Ints

    @classmethod
    def blank(cls, views: int, patterns: int) -> Contrasts:
        """Nothing known yet."""
        return cls(np.zeros((views, patterns)), np.zeros((views, patterns), np.int64))


def contrast_ranks(plan: Plan, scored: Scored, sums: RankSums, into: Contrasts) -> None:
    """Slider by slider."""
    mine = np.flatnonzero(scored.tested & (plan.form[scored.chosen] == RANK_RANK))
    x, y = plan.x[scored.chosen[mine]], plan.y[scored.chosen[mine]]
    into.n[:, mine] = sums.n[:, x, y]
    into.value[:, mine] = _correlation(sums.products[:, x, y], sums.squares[:, x, y], sums.squares[:, y, x])


def contrast_rows(
    plan: Plan, scored: Scored, measured: Measured, data: Encoded, counts: LevelCounts, sliders: slice, into: Contrasts
) -> None:
    """Sliders by factors, for the sliders that were counted."""
    chosen = scored.chosen
    here = scored.tested & (plan.x[chosen] >= sliders.start) & (plan.x[chosen] < sliders.stop)
    for mine, size in _by_size(plan, chosen, data, here & (plan.form[chosen] == RANK_ORDER), SLIDER_DEPTH):
        for view in range(len(into.n)):
            at = chosen[mine]
            found = value_counts(data, counts, view, plan.x[at] - sliders.start, plan.y[at], size)
            n, products, options, values = table_sums(found)
            into.n[view, mine], into.value[view, mine] = n, _correlation(products, options, values)
    two = here & ((plan.form[chosen] == RANK_OPTION) | (plan.form[chosen] == RANK_GROUPS))
    _contrast_two(np.flatnonzero(two), plan, scored, measured, data, counts, sliders, into)


SLIDER_DEPTH = 101


def _contrast_two(
    mine: Ints,
    plan: Plan,
    scored: Scored,
    measured: Measured,
    data: Encoded,
    counts: LevelCounts,
    sliders: slice,
    into: Contrasts,
) -> None:
    """Delta of two options in every view."""
    at = scored.chosen[mine]
    cell = np.where(plan.form[at, None] == RANK_OPTION, [[0, 1]], measured.cell[at])
    first, second = data.starts[plan.y[at]] + cell[:, 0], data.starts[plan.y[at]] + cell[:, 1]
    rows = plan.x[at] - sliders.start
    for view in range(len(into.n)):
        a = counts.by_slider[view, rows, :, first].astype(np.int64)
        b = counts.by_slider[view, rows, :, second].astype(np.int64)
        m, n = a.sum(axis=1), b.sum(axis=1)
        surplus = (a * centred(b, 1)).sum(axis=1)
        into.n[view, mine] = np.where((m > 0) & (n > 0), m + n, 0)
        into.value[view, mine] = surplus / np.maximum(m * n, 1)


def contrast_tables(
    plan: Plan, scored: Scored, measured: Measured, data: Encoded, counts: LevelCounts, into: Contrasts
) -> None:
    """Factors by factors: tau-b, or phi of the strongest cell."""
    chosen = scored.chosen
    for form in (ORDER_ORDER, TABLE):
        for mine, size in _by_size(plan, chosen, data, scored.tested & (plan.form[chosen] == form), 0):
            for view in range(len(into.n)):
                found = cell_counts(data, counts, view, plan.x[chosen[mine]], plan.y[chosen[mine]], size)
                into.n[view, mine] = found.sum(axis=(1, 2))
                if form == ORDER_ORDER:
                    into.value[view, mine] = kendall(found, 2).value
                else:
                    into.value[view, mine] = cell_phi(found, measured.cell[chosen[mine]])


def _by_size(
    plan: Plan, chosen: Ints, data: Encoded, wanted: NDArray[np.bool_], depth: int
) -> Iterator[tuple[Ints, int]]:
    """Batches of patterns (not components) of about the same number of levels."""
    mine = np.flatnonzero(wanted)
    back = np.zeros(len(plan.pattern), np.int64)
    back[chosen[mine]] = mine
    for places, size in batches(data, plan, chosen[mine], depth):
        yield back[places], size


def cell_phi(tables: Ints, cell: Ints) -> Floats:
    """Phi of one cell of each table against all the rest of it; 0 where a margin is empty."""
    line = np.arange(len(tables))
    inside = tables[line, cell[:, 0], cell[:, 1]].astype(np.float64)
    row = tables[line, cell[:, 0]].sum(axis=1).astype(np.float64)
    column = tables[line, :, cell[:, 1]].sum(axis=1).astype(np.float64)
    n = tables.sum(axis=(1, 2)).astype(np.float64)
    room = row * (n - row) * column * (n - column)
    return np.asarray(np.where(room > 0, (n * inside - row * column) / np.sqrt(np.where(room > 0, room, 1.0)), 0.0))


def _correlation(products: Floats, rows: Floats, columns: Floats) -> Floats:
    """Spearman's rho from rank sums; 0 where one side does not vary."""
    live = (rows > 0) & (columns > 0)
    return np.where(live, products / np.sqrt(np.where(live, rows, 1.0)) / np.sqrt(np.where(live, columns, 1.0)), 0.0)


def judge(
    plan: Plan, data: Encoded, columns: tuple[Column, ...], contrasts: Contrasts, groups: Strata, settings: Settings
) -> NDArray[np.int8]:
    """The three checks of each pattern: shape (patterns, 3) of YES, NO or UNKNOWN."""
    overall = contrasts.value[0]
    verdicts = np.full((len(plan), 3), UNKNOWN, np.int8)
    for place, (views, role) in enumerate(((groups.audiences, "audience"), (groups.channels, "channel"))):
        lines = np.array(views, np.int64)
        verdicts[:, place] = np.where(
            about(plan, data, columns, role), UNKNOWN, pooled(contrasts, lines, overall, plan.minimum, settings)
        )
    if groups.without is not None:
        lines = np.array([groups.without])
        rest = pooled(contrasts, lines, overall, plan.minimum, settings)
        verdicts[:, 2] = np.where(about(plan, data, columns, "channel"), UNKNOWN, rest)
    return verdicts


def pooled(contrasts: Contrasts, views: Ints, overall: Floats, minimum: int, settings: Settings) -> NDArray[np.int8]:
    """Whether the mean contrast over some views, weighted by their stories, keeps its sign and half its size."""
    n = np.where(contrasts.n[views] >= minimum, contrasts.n[views], 0)
    total = n.sum(axis=0)
    mean = signed_sum((n * contrasts.value[views]).T) / np.maximum(total, 1)
    keeps = (mean * overall > 0) & (np.abs(mean) >= settings.holds_share * np.abs(overall))
    return np.where(total == 0, UNKNOWN, np.where(keeps, YES, NO)).astype(np.int8)


def about(plan: Plan, data: Encoded, columns: tuple[Column, ...], role: str) -> NDArray[np.bool_]:
    """Which patterns are about the column with this role."""
    mine = np.array([columns[unit.column].role == role for unit in data.units], np.bool_)
    return np.asarray(mine[plan.first] | mine[plan.second])
