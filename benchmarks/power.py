"""How often a planted pattern is found: by kind, size and number of stories, among 40 questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.noise import parallel
from benchmarks.projects import Shape, project
from benchmarks.tables import Table, workers
from patterns.stats.columns import Column, Dataset
from patterns.stats.evaluate import evaluate
from patterns.stats.settings import Settings

SIZES = {"small": 0.2, "medium": 0.35, "large": 0.55}
STORIES = (100, 300, 1000)
PLANTED = {
    "slider x slider": ("slider0", "slider1"),
    "slider x nominal": ("slider2", "choice4"),
    "slider x multi-choice": ("slider3", "multi0"),
    "ordered x ordered": ("choice0", "choice1"),
    "nominal x nominal": ("choice5", "choice6"),
    "middle of a slider": ("slider5", "slider6"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Of how many planted patterns which share has q at most .05, and which share is called strong."""

    what: str
    size: str
    n: int
    projects: int
    q: float
    strong: float


def planted(n: int, r: float, seed: int) -> Dataset:
    """A noise project in which six pairs of questions go together; r is the correlation of what lies behind them."""
    random = np.random.default_rng([seed, n, 99])
    data = project(n, Shape(strength=0.0), seed)
    columns = {column.key: column for column in data.columns}
    for what, (one, other) in PLANTED.items():
        first = random.standard_normal(n)
        second = r * first + np.sqrt(1 - r * r) * random.standard_normal(n)
        if what.startswith("middle"):
            first = np.abs(first) - 0.7
            first *= random.choice((-1.0, 1.0), n) * np.where(first > 0, 1.0, 0.2)
            second = r * (np.abs(first) - 0.5) * 1.6 + np.sqrt(1 - r * r) * random.standard_normal(n)
        columns[one] = answered(columns[one], first)
        columns[other] = answered(columns[other], second)
    return replace(data, columns=tuple(columns[column.key] for column in data.columns))


def answered(column: Column, latent: NDArray[np.float64]) -> Column:
    """The column with answers that follow a hidden variable, skipped where it was skipped."""
    missing = ~column.answered
    if column.kind == "slider":
        values = np.clip(np.rint(50 + 30 * latent), 0, 100)
        return replace(column, values=np.where(missing, -1, values).astype(np.int8))
    if column.kind == "multi":
        table = column.values.copy()
        table[:, 0] = np.where(missing, -1, latent > 0.5)
        return replace(column, values=table)
    cuts = np.quantile(latent, np.linspace(0, 1, len(column.options) + 1)[1:-1])
    return replace(column, values=np.where(missing, -1, np.searchsorted(cuts, latent)).astype(np.int8))


def one_project(job: tuple[int, str, int]) -> list[tuple[str, bool, bool]]:
    """(what, q small enough, strong) of the planted patterns of one project."""
    n, size, seed = job
    result = evaluate(planted(n, SIZES[size], seed), Settings(over_time=False, within_audiences=False))
    wanted = {(what.startswith("middle"), frozenset(keys)): what for what, keys in PLANTED.items()}
    found = []
    for pattern in result.patterns:
        what = wanted.get((pattern.kind.startswith("middle"), frozenset(pattern.questions)))
        if what and pattern.family == "pairs" and (not what.startswith("middle") or pattern.questions[0] == "slider5"):
            found.append((what, (pattern.q or 1.0) <= 0.05 and pattern.test is not None, pattern.strong))
    return found


def power(projects: int, processes: int = 1) -> list[Found]:
    """The whole table."""
    lines = []
    for n in STORIES:
        for size in SIZES:
            q: Counter[str] = Counter()
            strong: Counter[str] = Counter()
            for result in parallel(one_project, ((n, size, seed) for seed in range(projects)), processes):
                q.update(what for what, small, _ in result if small)
                strong.update(what for what, _, called in result if called)
            lines += [Found(what, size, n, projects, q[what] / projects, strong[what] / projects) for what in PLANTED]
    return lines


def measure(quick: bool) -> Iterator[Table]:
    """Planted patterns that are found."""
    yield table(power(10 if quick else 100, workers()))


def table(found: Sequence[Found]) -> Table:
    """A line for each kind, size and number of stories."""
    lines = [(one.what, one.size, str(one.n), f"{one.q:.0%}", f"{one.strong:.0%}") for one in found]
    return Table("Planted patterns found", ("what", "size", "stories", "q at most .05", "strong"), lines)
