"""Does a pattern hold within audiences, within channels, and without the largest channel?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import Bools, Column, Floats, Ints, Subset
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

    rho or tau-b; delta of the two strongest options; phi of the strongest cell against the rest of its table. Where a
    view has no such contrast, because everyone there gave the same answer, ``n`` is 0.
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
    rows, columns = sums.squares[:, x, y], sums.squares[:, y, x]
    into.n[:, mine] = _where_varied(sums.n[:, x, y], rows, columns)
    into.value[:, mine] = _correlation(sums.products[:, x, y], rows, columns)


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
            into.n[view, mine] = _where_varied(n, options, values)
            into.value[view, mine] = _correlation(products, options, values)
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
                n = found.sum(axis=(1, 2))
                if form == ORDER_ORDER:
                    whole = kendall(found, 2)
                    value, defined = whole.value, whole.tested
                else:
                    value, defined = cell_phi(found, measured.cell[chosen[mine]])
                into.n[view, mine], into.value[view, mine] = np.where(defined, n, 0), value


def _by_size(
    plan: Plan, chosen: Ints, data: Encoded, wanted: NDArray[np.bool_], depth: int
) -> Iterator[tuple[Ints, int]]:
    """Batches of patterns (not components) of about the same number of levels."""
    mine = np.flatnonzero(wanted)
    back = np.zeros(len(plan.pattern), np.int64)
    back[chosen[mine]] = mine
    for places, size in batches(data, plan, chosen[mine], depth):
        yield back[places], size


def cell_phi(tables: Ints, cell: Ints) -> tuple[Floats, Bools]:
    """Phi of one cell of each table against all the rest of it, and whether it exists: not where a margin is empty."""
    line = np.arange(len(tables))
    inside = tables[line, cell[:, 0], cell[:, 1]].astype(np.float64)
    row = tables[line, cell[:, 0]].sum(axis=1).astype(np.float64)
    column = tables[line, :, cell[:, 1]].sum(axis=1).astype(np.float64)
    n = tables.sum(axis=(1, 2)).astype(np.float64)
    room = row * (n - row) * column * (n - column)
    live = room > 0
    return np.where(live, (n * inside - row * column) / np.sqrt(np.where(live, room, 1.0)), 0.0), live


def _where_varied(n: Ints, rows: Floats, columns: Floats) -> Ints:
    """How many stories, and none where one side does not vary: there is no correlation to speak of."""
    return np.where((rows > 0) & (columns > 0), n, 0)


def _correlation(products: Floats, rows: Floats, columns: Floats) -> Floats:
    """Spearman's rho from rank sums; 0 where one side does not vary."""
    live = (rows > 0) & (columns > 0)
    return np.where(live, products / np.sqrt(np.where(live, rows, 1.0)) / np.sqrt(np.where(live, columns, 1.0)), 0.0)


def judge(
    plan: Plan,
    data: Encoded,
    columns: tuple[Column, ...],
    contrasts: Contrasts,
    groups: Strata,
    settings: Settings,
    subsets: Mapping[str, Subset],
) -> NDArray[np.int8]:
    """The three checks of each pattern: shape (patterns, 3) of YES, NO or UNKNOWN."""
    overall, least = contrasts.value[0], plan.minimum
    of_audience, of_channel = (about(plan, data, columns, role, subsets) for role in ("audience", "channel"))
    verdicts = np.stack(
        [
            pooled(contrasts, groups.audiences, overall, least, settings),
            pooled(contrasts, groups.channels, overall, least, settings),
            without_largest(contrasts, groups, overall, least, settings),
        ],
        axis=1,
    )
    verdicts[np.stack((of_audience, of_channel, of_channel), axis=1)] = UNKNOWN
    return verdicts


def pooled(
    contrasts: Contrasts, views: range, overall: Floats, minimum: int, settings: Settings, strata: int = 2
) -> NDArray[np.int8]:
    """Whether the mean contrast over some views, weighted by their stories, keeps its sign and half its size.

    Open where fewer than ``strata`` of them have the minimum and a contrast at all.
    """
    lines = np.array(views, np.int64)
    n = np.where(contrasts.n[lines] >= minimum, contrasts.n[lines], 0)
    total = n.sum(axis=0)
    mean = signed_sum((n * contrasts.value[lines]).T) / np.maximum(total, 1)
    keeps = (mean * overall > 0) & (np.abs(mean) >= settings.holds_share * np.abs(overall))
    return np.where((n > 0).sum(axis=0) < strata, UNKNOWN, np.where(keeps, YES, NO)).astype(np.int8)


def without_largest(
    contrasts: Contrasts, groups: Strata, overall: Floats, minimum: int, settings: Settings
) -> NDArray[np.int8]:
    """Whether the contrast is kept without the largest channel; of several as large, without each of them."""
    each = [pooled(contrasts, range(view, view + 1), overall, minimum, settings, strata=1) for view in groups.without]
    return all_of(each, len(overall))


def all_of(checks: Sequence[NDArray[np.int8]], size: int) -> NDArray[np.int8]:
    """One check of several: NO when one says so, YES when those that could be made say so, else open."""
    if not checks:
        return np.full(size, UNKNOWN, np.int8)
    said = np.stack(checks)
    return np.where((said == NO).any(axis=0), NO, said.max(axis=0)).astype(np.int8)


def about(
    plan: Plan, data: Encoded, columns: tuple[Column, ...], role: str, subsets: Mapping[str, Subset]
) -> NDArray[np.bool_]:
    """Which patterns are about the column with this role, or compare selections made of it."""
    own = {column.key for column in columns if column.role == role}
    keys = own | {key for key, subset in subsets.items() if own & set(subset.defined_by)}
    mine = np.array([columns[unit.column].key in keys for unit in data.units], np.bool_)
    return np.asarray(mine[plan.first] | mine[plan.second])
