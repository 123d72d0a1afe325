"""Each question over time: rank correlation with the period, stratified by audience."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from patterns.stats.backend import Backend
from patterns.stats.batch import Batch
from patterns.stats.columns import Bools, Column, Dataset, Floats, Ints
from patterns.stats.counting import LevelCounts
from patterns.stats.encode import Encoded, Unit, encode
from patterns.stats.exact import holm, signed_sum
from patterns.stats.holds import UNKNOWN, Contrasts, pooled, without_largest
from patterns.stats.intervals import fisher_interval, fisher_variance
from patterns.stats.ranks import table_sums
from patterns.stats.results import Effect, Part, Reason
from patterns.stats.settings import Settings
from patterns.stats.views import Strata, strata

AT_ONCE = 50


@dataclass(frozen=True, slots=True, eq=False)
class Trends:
    """Rank correlations with time; ``pattern`` and ``option`` name each component, the rest measures it.

    ``inside`` and ``n_inside`` have shape (views, components): the correlation in every view and its stories.
    """

    pattern: Ints
    option: Ints
    rho: Floats
    statistic: Floats
    df: Ints
    p: Floats
    n: Ints
    tested: Bools
    inside: Floats
    n_inside: Ints


def time_batch(dataset: Dataset, settings: Settings, backend: Backend) -> list[Batch]:
    """One batch with every question over time; none when there is no period, or only one."""
    period = dataset.with_role("period")
    if period is None or not period.options or len(np.unique(period.values[period.values >= 0])) < 2:
        return []
    asked = [column for column in dataset.columns if column.is_question]
    if not asked:
        return []
    groups, parts, shown = strata(dataset, settings.minimum), [], []
    for start in range(0, len(asked), AT_ONCE):
        data = encode(dataset, (*asked[start : start + AT_ONCE], period), settings)
        counts = backend.count(data, groups.views, slice(0, len(data.codes)))
        parts.append(_measure(data, counts, settings, start))
        masks = np.array([unit.mask for unit in data.units])
        shown.append(backend.shown(data)[masks[:-1], masks[-1]])
    pattern, option, inside, n_inside, enough = (np.concatenate(part) for part in zip(*parts, strict=True))
    trends = _stratified(pattern, option, inside.T, n_inside.T, enough, groups, settings)
    return [_batch(trends, asked, period, groups, np.concatenate(shown), settings)]


Components = tuple[Ints, Ints, Floats, Ints, Bools]


def _measure(data: Encoded, counts: LevelCounts, settings: Settings, start: int) -> Components:
    """Correlate every component of some questions with time; ``start`` is the place of the first."""
    pattern, option, inside, n_inside, spread = [], [], [], [], []
    for place, unit in enumerate(data.units[:-1], start=start):
        for part, tables in _tables(data, counts, unit, data.units[-1]):
            n, products, rows, columns = table_sums(tables)
            live = (rows > 0) & (columns > 0)
            value = products / np.sqrt(np.where(live, rows, 1.0)) / np.sqrt(np.where(live, columns, 1.0))
            pattern.append(place)
            option.append(part)
            inside.append(np.where(live, value, 0.0))
            n_inside.append(np.where(live, n, 0))
            spread.append(_enough(tables[0], unit, settings.minimum))
    views = len(counts.cross)
    return (
        np.array(pattern, np.int64),
        np.array(option, np.int64),
        np.array(inside, np.float64).reshape(-1, views),
        np.array(n_inside, np.int64).reshape(-1, views),
        np.array(spread, np.bool_),
    )


def _tables(data: Encoded, counts: LevelCounts, unit: Unit, period: Unit) -> Iterator[tuple[int, Ints]]:
    """(option or pole, counts by period) of every component; the counts have shape (views, levels, periods)."""
    start, size = int(data.starts[period.blocks[0]]), int(data.sizes[period.blocks[0]])
    times = slice(start, start + size)
    for place, row in enumerate(unit.rows):
        yield place, counts.by_slider[:, row, :, times].astype(np.int64)
    for place, block in enumerate(unit.blocks):
        first, levels = int(data.starts[block]), int(data.sizes[block])
        found = counts.cross[:, first : first + levels, times]
        if unit.kind in ("ordered", "multi"):
            yield place, found[:, ::-1] if unit.kind == "multi" else found
            continue
        total = found.sum(axis=1)
        for level in range(levels):
            yield level, np.stack((total - found[:, level], found[:, level]), axis=1)


def _enough(table: Ints, unit: Unit, minimum: int) -> bool:
    """Options and their complements need the minimum."""
    if unit.kind in ("nominal", "multi"):
        return bool(table.sum(axis=1).min() >= minimum)
    return True


def _stratified(
    pattern: Ints, option: Ints, inside: Floats, n_inside: Ints, enough: Bools, groups: Strata, settings: Settings
) -> Trends:
    """Pool the correlations of the audiences.

    Notes
    -----
    r is the mean of the strata's Spearman correlations weighted by n - 1; t = r sqrt(df/(1 - r**2)) with df the sum
    of n - 1 minus 1, which for one stratum is Spearman's own test.
    """
    views = np.array(groups.audiences if len(groups.audiences) else [0])
    n = np.where(n_inside[views] >= settings.minimum, n_inside[views], 0)
    weight = np.maximum(n - 1, 0)
    total = weight.sum(axis=0)
    tested = (total > 2) & enough
    rho = np.clip(signed_sum((weight * inside[views]).T) / np.maximum(total, 1), -1.0, 1.0)
    df = np.maximum(total - 1, 1)
    with np.errstate(divide="ignore"):
        statistic = rho * np.sqrt(df / ((1.0 - rho) * (1.0 + rho)))
    p = np.where(tested, np.minimum(2.0 * special.stdtr(df, -np.abs(statistic)), 1.0), 1.0)
    return Trends(pattern, option, rho, rho, df, p, n.sum(axis=0), tested, inside, n_inside)


def _batch(
    trends: Trends, asked: Sequence[Column], period: Column, groups: Strata, shown: Ints, settings: Settings
) -> Batch:
    """Holm over options and poles, the strongest component, and whether it holds."""
    size = len(asked)
    adjusted, parts, low, high = _corrected(trends, size, settings)
    order = np.lexsort((-np.arange(len(trends.p)), np.abs(trends.rho), -trends.p, trends.tested))
    chosen = np.zeros(size, np.int64)
    chosen[trends.pattern[order]] = order
    tested = parts > 0
    wide = trends.tested & ((low <= -settings.rho) | (high >= settings.rho))
    return Batch(
        family="time",
        within=None,
        kinds=[f"time_{column.kind}" for column in asked],
        questions=[(period.key, column.key) for column in asked],
        labels=[(period.label, column.label) for column in asked],
        n=shown,
        tellers=trends.n[chosen],
        tested=tested,
        tests=["stratified_spearman"] * size,
        statistic=trends.statistic[chosen],
        df=trends.df[chosen],
        p=np.where(tested, adjusted[chosen], 1.0),
        effects=["rho"] * size,
        value=trends.rho[chosen],
        low=low[chosen],
        high=high[chosen],
        threshold=np.full(size, settings.rho),
        score=np.where(tested, np.maximum(np.maximum(low, -high), 0.0)[chosen] / settings.rho, 0.0),
        absent=tested & (np.bincount(trends.pattern, weights=wide, minlength=size) == 0),
        checks=_checks(trends, chosen, groups, settings),
        enough=trends.n[chosen],
        listed=np.ones(size, np.bool_),
        lacks=lambda place: _lacks(int(shown[place]), settings.minimum),
        contrast=lambda place: _contrast(trends, int(chosen[place]), asked[place], int(parts[place])),
        parts=lambda place: _parts(trends, place, asked[place], adjusted, low, high),
    )


def _lacks(n: int, minimum: int) -> Reason:
    """What an untested question over time lacks: answers, or enough and different ones within some audience."""
    code = "few_in_time" if n >= minimum else "few" if n else "nobody"
    return Reason(code, {"n": n, "minimum": minimum})


def _corrected(trends: Trends, size: int, settings: Settings) -> tuple[Floats, Ints, Floats, Floats]:
    """Holm's p of every component, tested components of every pattern, and limits at the level that these allow."""
    parts = np.bincount(trends.pattern[trends.tested], minlength=size)
    level = (1.0 - (1.0 - settings.level) / np.maximum(parts, 1.0))[trends.pattern]
    limits = fisher_interval(trends.rho, fisher_variance(trends.rho, trends.df + 2), level)
    return holm(trends.p, trends.pattern, trends.tested), parts, *limits


def _checks(
    trends: Trends, chosen: Ints, groups: Strata, settings: Settings
) -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
    """The test is made within audiences already; within channels and without the largest one."""
    checks = np.full((len(chosen), 3), UNKNOWN, np.int8)
    contrasts = Contrasts(trends.inside[:, chosen], trends.n_inside[:, chosen])
    overall, least = trends.rho[chosen], settings.minimum
    checks[:, 1] = pooled(contrasts, groups.channels, overall, least, settings)
    checks[:, 2] = without_largest(contrasts, groups, overall, least, settings)
    return checks


def _contrast(trends: Trends, at: int, column: Column, parts: int) -> tuple[str, ...]:
    """The option or pole that changes most, where a question has several."""
    several = column.kind in ("nominal", "multi", "triad") and bool(column.options)
    return (column.options[int(trends.option[at])].code,) if several and parts else ()


def _parts(
    trends: Trends, place: int, column: Column, adjusted: Floats, low: Floats, high: Floats
) -> tuple[Part, ...]:
    """Every option or pole over time."""
    if column.kind in ("slider", "ordered") or not column.options:
        return ()
    parts = []
    for at in np.flatnonzero(trends.pattern == place).tolist():
        option = column.options[int(trends.option[at])]
        if not trends.tested[at]:
            parts.append(Part(option.label, (option.code,), int(trends.n[at]), small=True))
            continue
        effect = Effect("rho", float(trends.rho[at]), float(low[at]), float(high[at]))
        numbers = (float(trends.statistic[at]), float(trends.p[at]), float(adjusted[at]))
        parts.append(Part(option.label, (option.code,), int(trends.n[at]), *numbers, effect))
    return tuple(parts)
