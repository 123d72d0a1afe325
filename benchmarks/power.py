"""How often a planted pattern is found: by kind, size and number of stories, among 40 questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.apart import spread
from benchmarks.projects import Shape, project
from benchmarks.tables import Table, workers
from patterns.stats.columns import Column, Dataset, Subset
from patterns.stats.evaluate import evaluate
from patterns.stats.results import Pattern

SIZES = {"small": 0.2, "medium": 0.35, "large": 0.55}
USUAL = 0.05
STORIES = (100, 300, 1000)
PLANTED = {
    "slider x slider": ("slider0", "slider1"),
    "slider x nominal": ("slider2", "choice4"),
    "slider x multi-choice": ("slider3", "multi0"),
    "ordered x ordered": ("choice0", "choice1"),
    "nominal x nominal": ("choice5", "choice6"),
    "middle of a slider": ("slider5", "slider6"),
    "slider over time": ("slider8", "period"),
    "slider in a selection": ("slider9", "selection"),
}
SELECTED = 0.43  # a third of the stories lie above it


@dataclass(frozen=True, slots=True)
class Found:
    """Of how many planted patterns which share has q at most .05, would be strong with that, and is called strong."""

    what: str
    size: str
    n: int
    projects: int
    q: float
    usual: float
    strong: float


def planted(n: int, r: float, seed: int) -> tuple[Dataset, Subset]:
    """A noise project with planted patterns; r is the correlation of what lies behind two questions."""
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
        if other == "selection":
            selected = Subset(other, "", second > SELECTED)
        else:
            columns[other] = answered(columns[other], second)
    return replace(data, columns=tuple(columns[column.key] for column in data.columns)), selected


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


def one_project(job: tuple[int, str, int]) -> list[tuple[str, bool, bool, bool]]:
    """(what, q at most .05, strong if that were enough, strong) of the planted patterns of one project."""
    n, size, seed = job
    data, selected = planted(n, SIZES[size], seed)
    found = evaluate(data, subsets=(selected,)).patterns
    return [(what, *judged(pattern)) for what in PLANTED for pattern in found if is_planted(pattern, what)]


def is_planted(pattern: Pattern, what: str) -> bool:
    """Whether this pattern is the one that was planted."""
    one, other = PLANTED[what]
    if what.startswith("middle"):
        return pattern.family == "pairs" and pattern.kind.startswith("middle") and pattern.questions == (one, other)
    if other == "selection":
        return pattern.family == "subset:selection" and one in pattern.questions
    if other == "period":
        return pattern.family == "time" and one in pattern.questions
    alike = pattern.family == "pairs" and not pattern.kind.startswith("middle")
    return alike and set(pattern.questions) == {one, other}


def judged(pattern: Pattern) -> tuple[bool, bool, bool]:
    """(q at most .05, strong if that were enough, strong)."""
    if pattern.q is None:
        return False, False, False
    small, why = pattern.q <= USUAL, pattern.reasons[0].values
    enough = why["tellers"] >= why["enough"] and abs(why["value"]) >= why["threshold"]
    return small, pattern.strong or (small and enough), pattern.strong


def power(projects: int, processes: int = 1) -> list[Found]:
    """The whole table."""
    lines = []
    with spread(processes) as mapped:
        for n in STORIES:
            for size in SIZES:
                found = np.zeros((len(PLANTED), 3))
                for result in mapped(one_project, [(n, size, seed) for seed in range(projects)]):
                    for what, *verdicts in result:
                        found[list(PLANTED).index(what)] += verdicts
                shares = (found / projects).tolist()
                lines += [Found(what, size, n, projects, *line) for what, line in zip(PLANTED, shares, strict=True)]
    return lines


def measure(quick: bool) -> Iterator[Table]:
    """Planted patterns that are found."""
    yield table(power(10 if quick else 100, workers()))


def table(found: Sequence[Found]) -> Table:
    """A line for each kind, size and number of stories."""
    lines = [
        (one.what, one.size, f"{one.n:,}", f"{one.q:.0%}", f"{one.usual:.0%}", f"{one.strong:.0%}") for one in found
    ]
    title = f"Planted patterns found, in {found[0].projects} projects each"
    return Table(title, ("what", "size", "stories", "q at most .05", "strong with that", "strong as decided"), lines)
