"""p-values on projects without any pattern (or with equal ones in all groups), and strong patterns on pure noise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.projects import Shape, project
from benchmarks.tables import Table, workers
from patterns.stats.columns import ANSWERED, SKIPPED, Column, Dataset, Kind, Option
from patterns.stats.evaluate import evaluate
from patterns.stats.settings import Settings

T = TypeVar("T")
R = TypeVar("R")
EVERYTHING = Settings(three_way=True, within_audiences=False)
LEVEL = 0.05
EXACT_KINDS = ("slider_slider", "slider_ordered", "slider_nominal")
STRONG_ON_NOISE = 0.05
TABLE_KINDS = ("nominal_nominal", "ordered_nominal")


@dataclass(frozen=True, slots=True)
class Setting:
    """How the answers of a noise project are given."""

    name: str
    n: int
    steps: int = 101
    heap: float = 0.0
    skipping: float = 0.05
    same_skipping: bool = False
    groups: int = 4
    rare: bool = False
    strength: float = 0.0


SETTINGS = (
    Setting("101 steps, 3 groups", 300, groups=3),
    Setting("5 steps, 40 % at 50, same 15 % skip, 8 groups, rare options", 200, 5, 0.4, 0.15, True, 8, True),
    Setting("3 steps, same 15 % skip, 2 groups", 120, 3, 0.0, 0.15, True, 2),
    Setting("11 steps, 40 % at 50, same 15 % skip, 5 groups, rare options", 1000, 11, 0.4, 0.15, True, 5, True),
    Setting("equal strong associations in all groups", 400, groups=3, strength=0.75),
)


def noise_project(setting: Setting, seed: int) -> Dataset:
    """Four sliders, nominal and ordered choices and multi-choice questions, a triad, background."""
    random = np.random.default_rng([seed, setting.n, setting.steps])
    made = _Maker(setting, random)
    columns = [made.slider(f"s{i}") for i in range(4)]
    columns += [made.choice(f"n{i}", "nominal", setting.groups) for i in range(4)]
    columns += [made.choice(f"o{i}", "ordered", 5) for i in range(4)]
    columns += [made.multi(f"m{i}") for i in range(4)]
    columns.append(made.triad("t"))
    audience = random.choice(3, setting.n, p=(0.6, 0.25, 0.15)).astype(np.int8)
    columns.append(Column("third", "third", "nominal", random.integers(0, 3, setting.n, np.int8), None, names(3)))
    columns.append(Column("audience", "audience", "nominal", audience, None, names(3), "audience"))
    months = random.choice(8, setting.n, p=random.dirichlet(np.ones(8))).astype(np.int8)
    columns.append(Column("period", "period", "ordered", months, None, names(8), "period"))
    return Dataset(tuple(columns), size=setting.n)


def names(size: int) -> tuple[Option, ...]:
    """Options without names."""
    return tuple(Option(str(code), str(code)) for code in range(size))


class _Maker:
    """Makes columns that share skipping and, when asked for, a common factor."""

    def __init__(self, setting: Setting, random: np.random.Generator) -> None:
        """Draw what the columns share."""
        self.setting, self.random = setting, random
        self.skipped = random.random(setting.n) < setting.skipping
        self.factor = random.standard_normal(setting.n)

    def latent(self) -> NDArray[np.float64]:
        """Uniform numbers that depend on the common factor as much as the setting says."""
        own = self.random.standard_normal(self.setting.n)
        mixed = self.setting.strength * self.factor + np.sqrt(1 - self.setting.strength**2) * own
        order = np.argsort(np.argsort(mixed))
        return np.asarray((order + 0.5) / self.setting.n)

    def states(self) -> NDArray[np.uint8]:
        """Answered or skipped."""
        own = self.random.random(self.setting.n) < self.setting.skipping
        return np.where(self.skipped if self.setting.same_skipping else own, SKIPPED, ANSWERED).astype(np.uint8)

    def slider(self, key: str) -> Column:
        """A slider with some steps and a heap at the middle."""
        steps = np.floor(self.latent() * self.setting.steps).astype(int)
        values = steps * 100 // (self.setting.steps - 1)
        values[self.random.random(len(values)) < self.setting.heap] = 50
        states = self.states()
        return Column(key, key, "slider", np.where(states == ANSWERED, values, -1).astype(np.int8), states)

    def choice(self, key: str, kind: Kind, size: int) -> Column:
        """A choice, some options rare when the setting says so."""
        cuts = np.cumsum(self.random.dirichlet(np.full(size, 1.0 if self.setting.rare else 5.0)))[:-1]
        values, states = np.searchsorted(cuts, self.latent()), self.states()
        shown = np.where(states == ANSWERED, values, -1).astype(np.int8)
        return Column(key, key, kind, shown, states, names(size))

    def multi(self, key: str) -> Column:
        """Four options."""
        states, least = self.states(), 0.03 if self.setting.rare else 0.15
        chosen = np.stack([self.latent() < self.random.uniform(least, 0.5) for _ in range(4)], axis=1)
        values = np.where((states == ANSWERED)[:, None], chosen, -1).astype(np.int8)
        return Column(key, key, "multi", values, states, names(4))

    def triad(self, key: str) -> Column:
        """Three shares."""
        shares, states = self.random.dirichlet(np.ones(3), self.setting.n) * 100, self.states()
        first, second = np.floor(shares[:, 0]).astype(int), np.floor(shares[:, 1]).astype(int)
        poles = np.stack((first, second, 100 - first - second), axis=1)
        values = np.where((states == ANSWERED)[:, None], poles, -1).astype(np.int8)
        return Column(key, key, "triad", values, states, names(3))


@dataclass(frozen=True, slots=True)
class Rejected:
    """How often p was under .05, with the standard error over projects."""

    setting: str
    kind: str
    count: int
    share: float
    error: float

    @property
    def limits(self) -> tuple[float, float]:
        """What the share must lie between, but for three standard errors."""
        if self.kind in EXACT_KINDS:
            return 0.05, 0.05
        return (0.046, 0.054) if self.kind in TABLE_KINDS else (0.0, 0.065)

    @property
    def good(self) -> bool:
        """Within the limits and three standard errors."""
        low, high = self.limits
        return low - 3 * self.error <= self.share <= high + 3 * self.error


def kind_of(kind: str) -> str:
    """The kind under which a p-value is counted."""
    for whole in ("time", "triad"):
        if whole in kind and not kind.startswith(("three_way", "middle", "non_answer")):
            return whole
    return "three_way_triad" if "triad" in kind and "three_way" in kind else kind


def one_project(job: tuple[Setting, int]) -> dict[str, tuple[int, int]]:
    """(p-values, those under .05) of every kind in one project."""
    setting, seed = job
    settings = replace(EVERYTHING, middle=not setting.strength, non_answer=not setting.strength)
    found: dict[str, list[bool]] = defaultdict(list)
    for pattern in evaluate(noise_project(setting, seed), settings).patterns:
        wanted = not setting.strength or (pattern.family == "three_way" and pattern.questions[-1] == "third")
        if pattern.p is not None and wanted:
            found[kind_of(pattern.kind)].append(pattern.p < LEVEL)
    return {kind: (len(under), sum(under)) for kind, under in found.items()}


def rejected(setting: Setting, projects: int, processes: int = 1) -> list[Rejected]:
    """One line for each kind."""
    jobs = ((setting, seed) for seed in range(projects))
    by_kind: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for result in parallel(one_project, jobs, processes):
        for kind, counts in result.items():
            by_kind[kind].append(counts)
    return [_line(setting.name, kind, np.array(counts)) for kind, counts in sorted(by_kind.items())]


def _line(setting: str, kind: str, counts: NDArray[np.int64]) -> Rejected:
    """Share and clustered standard error of one kind."""
    total, under = counts.sum(axis=0)
    share = under / total
    residual = counts[:, 1] - share * counts[:, 0]
    error = max(float(np.sqrt((residual**2).sum()) / total), float(np.sqrt(LEVEL * (1 - LEVEL) / total)))
    return Rejected(setting, kind, int(total), float(share), error)


def parallel(work: Callable[[T], R], jobs: Iterable[T], processes: int) -> Iterator[R]:
    """Results of the jobs, in order."""
    if processes == 1:
        yield from map(work, jobs)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(work, jobs, chunksize=8)


def has_strong(job: tuple[int, int, bool]) -> bool:
    """Whether a noise project of 40 questions shows anything strong."""
    n, seed, three_way = job
    shape = Shape(strength=0.0, skipping=0.15, ties_at_50=0.4)
    result = evaluate(project(n, shape, seed), Settings(three_way=three_way))
    return any(pattern.strong for pattern in result.patterns)


def strong_on_noise(n: int, projects: int, processes: int = 1, *, three_way: bool = True) -> float:
    """Share of noise projects that show anything strong, every family included."""
    jobs = ((n, 10_000 + seed, three_way) for seed in range(projects))
    return sum(parallel(has_strong, jobs, processes)) / projects


def measure(quick: bool) -> Iterator[Table]:
    """p-values under .05 on noise, and noise projects with something strong."""
    projects = 70 if quick else 700
    yield table([line for setting in SETTINGS for line in rejected(setting, projects, workers())])
    projects = 30 if quick else 300
    yield strong_table({n: strong_on_noise(n, projects, workers()) for n in (100, 200, 1000)}, projects)


def table(found: Sequence[Rejected]) -> Table:
    """A line for each setting and kind."""
    lines: list[tuple[str, ...]] = []
    bad: list[str] = []
    for line in found:
        low, high = line.limits
        asked = f"at most {high:.1%}" if low == 0 else "5 %" if low == high else f"{low:.1%} to {high:.1%}"
        lines.append((line.setting, line.kind, f"{line.count:,}", f"{line.share:.2%} (± {line.error:.2%})", asked))
        bad += [] if line.good else [f"noise, {line.setting}, {line.kind}: {line.share:.2%}"]
    return Table("Noise: p under .05", ("setting", "kind", "p-values", "under .05", "asked"), lines, bad)


def strong_table(found: Mapping[int, float], projects: int) -> Table:
    """A line for each size."""
    lines = [(str(n), str(projects), f"{share:.1%}", f"at most {STRONG_ON_NOISE:.0%}") for n, share in found.items()]
    bad = [f"strong on noise, {n} stories: {share:.1%}" for n, share in found.items() if share > STRONG_ON_NOISE]
    title = "Noise projects of 40 questions with anything strong, three-way included"
    return Table(title, ("stories", "projects", "share", "asked"), lines, bad)
