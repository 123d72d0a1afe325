"""How often the intervals hold the true effect, for effects chosen beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.populations import joint, samples, shifted, slider_shares, whole
from benchmarks.tables import Table
from patterns.stats.columns import Bools, Floats, Ints
from patterns.stats.correlation import Correlations, kendall, spearman
from patterns.stats.dominance import Dominance, dominance
from patterns.stats.kruskal import kruskal
from patterns.stats.ranks import table_sums
from patterns.stats.settings import Settings
from patterns.stats.tables import association

EVEN5 = np.full(5, 0.2)
SKEWED5 = np.array([0.35, 0.25, 0.1, 0.1, 0.2])
SIZES = (60, 100, 300, 1000)
RUNS = 2000


@dataclass(frozen=True, slots=True)
class Covered:
    """One line of the table: of how many intervals which share held the truth, and the limits asked for."""

    effect: str
    setting: str
    n: int
    runs: int
    share: float
    least: float
    most: float

    @property
    def good(self) -> bool:
        """Within the limits, but for what chance may do in this many runs."""
        slack = 3.0 * float(np.sqrt(0.05 * 0.95 / self.runs))
        return self.least - slack <= self.share <= self.most + slack


def share_held(low: Floats, high: Floats, truth: float, tested: Bools) -> tuple[int, float]:
    """Number of intervals and the share that holds the truth."""
    held = (low[tested] <= truth + 1e-9) & (high[tested] >= truth - 1e-9)
    return int(tested.sum()), float(held.mean())


def rho_of(tables: Ints) -> Correlations:
    """Spearman of tables."""
    return spearman(*table_sums(tables), 10)


def correlations(runs: int, random: np.random.Generator) -> Iterator[Covered]:
    """rho of two sliders and of a slider and an ordered choice; tau-b of two ordered choices."""
    margins = {
        "slider x slider, 21 steps": (slider_shares(0.0, 21), slider_shares(0.0, 21), rho_of, "rho"),
        "slider 40 % at 50 x ordered 5": (slider_shares(0.4), SKEWED5, rho_of, "rho"),
        "ordered 5 x ordered 5": (EVEN5, SKEWED5, lambda tables: kendall(tables, 10), "tau_b"),
    }
    for setting, (rows, columns, measure, name) in margins.items():
        for r in (0.0, 0.3, 0.6):
            shares = joint(r, rows, columns)
            truth = float(measure(whole(shares)).value[0])
            for n in SIZES:
                found = measure(samples(shares, n, runs, random))
                low, high = found.interval(np.full(len(found.n), 0.95))
                count, share = share_held(low, high, truth, found.tested)
                yield Covered(name, f"{setting}, {truth:.2f}", n, count, share, 0.915, 0.98)


def deltas(runs: int, random: np.random.Generator) -> Iterator[Covered]:
    """Cliff's delta of two groups of unequal size."""
    for share_of_first in (0.5, 0.2):
        for shift in (0.0, 0.4, 1.0):
            shares = shifted((share_of_first, 1 - share_of_first), (shift, 0.0), slider_shares(0.15, 51))
            truth = float(_two(whole(shares)).value[0])
            for n in SIZES[1:]:
                found = _two(samples(shares, n, runs, random))
                low, high = found.interval(np.full(len(found.n), 0.95))
                count, held = share_held(low, high, truth, found.tested)
                yield Covered(
                    "delta", f"{share_of_first:.0%} against the rest, {truth:.2f}", n, count, held, 0.915, 0.98
                )


def _two(tables: Ints) -> Dominance:
    return dominance(tables[:, 0], tables[:, 1], 5)


def eta_squared(runs: int, random: np.random.Generator) -> Iterator[Covered]:
    """Rank eta squared over four groups."""
    for spread in (0.0, 0.25, 0.5, 0.9):
        shares = shifted((0.4, 0.3, 0.2, 0.1), (0.0, spread, -spread, 2 * spread), slider_shares(0.15, 51))
        truth = float(kruskal(whole(shares), 5).value[0])
        for n in SIZES[1:]:
            found = kruskal(samples(shares, n, runs, random), 5)
            low, high = found.interval(np.full(len(found.n), 0.95))
            count, held = share_held(low, high, truth, found.tested)
            yield Covered("eta2", f"four groups, {truth:.2f}", n, count, held, 0.93, 1.0)


def cramers(runs: int, random: np.random.Generator) -> Iterator[Covered]:
    """Cramer's V of 2 x 2, 3 x 4 and 5 x 5 tables."""
    settings = Settings()
    shapes = {"2 x 2": (2, 2), "3 x 4": (3, 4), "5 x 5": (5, 5)}
    for setting, (r, c) in shapes.items():
        for strength in (0.0, 0.25, 0.5):
            shares = joint(strength, np.full(r, 1 / r), np.full(c, 1 / c))
            truth = float(association(whole(shares), settings, 1).value[0])
            for n in SIZES[1:]:
                found = association(samples(shares, n, runs, random), settings, 1)
                low, high = found.interval(np.full(len(found.n), 0.95))
                count, held = share_held(low, high, truth, found.tested)
                yield Covered("v", f"{setting}, {truth:.2f}", n, count, held, 0.93, 1.0)


def strongest_option(runs: int, random: np.random.Generator) -> Iterator[Covered]:
    """delta of whichever of six options has the smallest p, at level 1 - .05/6."""
    for shift in (0.0, 0.5):
        shares = [
            shifted((share, 1 - share), (place * shift / 5, 0.0), slider_shares(0.1, 51))
            for place, share in enumerate((0.5, 0.4, 0.35, 0.3, 0.25, 0.2))
        ]
        truths = np.array([_two(whole(one)).value[0] for one in shares])
        for n in SIZES[1:]:
            found = [_two(samples(one, n, runs, random)) for one in shares]
            chosen = np.argmin([one.p for one in found], axis=0)
            limits = [one.interval(np.full(runs, 1 - 0.05 / len(shares))) for one in found]
            low, high = (np.array([limit[side] for limit in limits])[chosen, np.arange(runs)] for side in (0, 1))
            held = float(((low <= truths[chosen]) & (high >= truths[chosen])).mean())
            yield Covered("strongest option", f"six options, up to {abs(truths).max():.2f}", n, runs, held, 0.93, 1.0)


def coverage(runs: int = RUNS, seed: int = 7) -> list[Covered]:
    """All lines."""
    random = np.random.default_rng(seed)
    parts = (correlations, deltas, eta_squared, cramers, strongest_option)
    return [line for part in parts for line in part(runs, random)]


def measure(quick: bool) -> Iterator[Table]:
    """Intervals that hold the truth."""
    yield table(coverage(200 if quick else 2000))


def table(found: Sequence[Covered]) -> Table:
    """A line for each effect, setting and size."""
    lines: list[tuple[str, ...]] = []
    bad: list[str] = []
    for line in found:
        asked = f"{line.least:.1%} to {line.most:.1%}" if line.most < 1 else f"at least {line.least:.1%}"
        lines.append((line.effect, line.setting, str(line.n), str(line.runs), f"{line.share:.1%}", asked))
        bad += [] if line.good else [f"coverage of {line.effect}, {line.setting}, n {line.n}: {line.share:.1%}"]
    return Table("Coverage of 95 % intervals", ("effect", "setting", "n", "runs", "held", "asked"), lines, bad)
