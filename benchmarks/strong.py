"""How many projects of 40 questions without any pattern show anything strong, every family included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.apart import spread
from benchmarks.projects import Shape, project
from benchmarks.tables import Table, workers
from patterns.stats.columns import Dataset, Subset
from patterns.stats.evaluate import evaluate
from patterns.stats.settings import Settings

ASKED = 0.05
STORIES = (100, 200, 1000)
SHAPE = Shape(strength=0.0, skipping=0.15, ties_at_50=0.4)
FIRST_SEED = 10_000


@dataclass(frozen=True, slots=True)
class Strong:
    """Of how many noise projects which share shows anything strong, and in which families."""

    n: int
    projects: int
    share: float
    families: str

    @property
    def good(self) -> bool:
        """No more than asked."""
        return self.share <= ASKED


def random_subset(data: Dataset, seed: int) -> Subset:
    """A random third of the stories."""
    return Subset("random", "", np.random.default_rng([seed, 3]).random(data.size) < 1 / 3)


def strong_families(job: tuple[int, int, bool]) -> set[str]:
    """The families in which a noise project of 40 questions shows something strong."""
    n, seed, three_way = job
    data = project(n, SHAPE, seed)
    result = evaluate(data, Settings(three_way=three_way), subsets=(random_subset(data, seed),))
    return {pattern.family for pattern in result.patterns if pattern.strong}


def strong_on_noise(n: int, projects: int, processes: int = 1, *, three_way: bool = True) -> Strong:
    """The share of noise projects that show anything strong."""
    jobs = [(n, FIRST_SEED + seed, three_way) for seed in range(projects)]
    with spread(processes) as mapped:
        found = list(mapped(strong_families, jobs))
    names = sorted(set().union(*found))
    families = ", ".join(f"{name} {sum(name in each for each in found)}" for name in names)
    return Strong(n, projects, sum(map(bool, found)) / projects, families)


def measure(quick: bool) -> Iterator[Table]:
    """Noise projects with something strong."""
    projects = 30 if quick else 300
    yield table([strong_on_noise(n, projects, workers()) for n in STORIES], quick)


def table(found: Sequence[Strong], quick: bool = False) -> Table:
    """A line for each size; a few projects prove nothing."""
    lines = [
        (f"{one.n:,}", str(one.projects), f"{one.share:.1%}", f"at most {ASKED:.0%}", one.families) for one in found
    ]
    bad = [f"strong on noise, {one.n} stories: {one.share:.1%}" for one in found if not one.good and not quick]
    title = "Noise projects of 40 questions with anything strong: every family, three-way and a random subset included"
    return Table(title, ("stories", "projects", "share", "asked", "in how many projects, by family"), lines, bad)
