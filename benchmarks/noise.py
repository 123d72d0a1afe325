"""How often p is under .05 on projects without any pattern (or with equal ones in all groups): by setting and kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from benchmarks.apart import spread
from benchmarks.noise_projects import Setting, noise_project
from benchmarks.tables import Table, workers
from patterns.stats.columns import Dataset, Subset
from patterns.stats.evaluate import evaluate
from patterns.stats.settings import Settings

LEVEL = 0.05
LEAST, FEWEST, MOST, STEP = 4000, 400, 6000, 100  # p-values, and projects
SORTS = ("slider", "triad", "ordered", "nominal", "multi")
PAIRS = tuple("_".join(pair) for pair in combinations_with_replacement(SORTS, 2))
RANKS = ("slider_slider", "slider_ordered", "slider_nominal")
TABLES = ("nominal_nominal", "ordered_nominal")
ONLY_PAIRS = Settings(middle=False, non_answer=False, over_time=False, within_audiences=False)


@dataclass(frozen=True, slots=True)
class Run:
    """Which kinds of patterns are counted on noise projects of one setting."""

    setting: Setting
    settings: Settings
    kinds: tuple[str, ...]
    third: str = ""
    subsets: bool = False


def each(aspect: str, but: str = "") -> tuple[str, ...]:
    """The kinds of an aspect: by every sort of question."""
    return tuple(f"{aspect}_{sort}" for sort in SORTS if sort != but)


THREE_WAY = tuple(f"three_way_{pair}" for pair in PAIRS)
PLAIN = Setting("101 steps, 3 groups", 300, groups=3)
TIED = Setting("5 steps, 40 % at 50, same 15 % skip, 8 groups, rare options", 200, 5, 0.4, 0.15, True, 8, True)
COARSE = Setting("3 steps, same 15 % skip, 2 groups", 120, 3, 0.0, 0.15, True, 2)
LARGE = Setting("11 steps, 40 % at 50, same 15 % skip, 5 groups, rare options", 1000, 11, 0.4, 0.15, True, 5, True)
EQUAL = Setting("equal strong associations in all groups", 400, groups=3, strength=0.75)
BURSTS = Setting("every audience has months and answers of its own", 400, bursts=True)
SKIPPED = {PLAIN: 0.12, TIED: 0.2, COARSE: 0.3, LARGE: 0.15}


def usual(setting: Setting) -> Run:
    """Pairs, middles, time and two subsets."""
    kinds = (*PAIRS, *each("middle"), *each("time"), *each("random_subset"), *each("option_subset"))
    return Run(setting, replace(ONLY_PAIRS, middle=True, over_time=True), kinds, subsets=True)


def silent(setting: Setting) -> Run:
    """Not answering: each question skipped by its own stories, enough of them to be tested."""
    share = SKIPPED[setting]
    name = f"{setting.name.replace(', same 15 % skip', '')}, {share:.0%} skip each"
    own = replace(setting, name=name, skipping=share, same_skipping=False, triads=2)
    return Run(own, replace(ONLY_PAIRS, non_answer=True), each("non_answer"))


def three_way(setting: Setting, third: str = "") -> Run:
    """Pairs by a third question."""
    return Run(setting, replace(ONLY_PAIRS, three_way=True), THREE_WAY, third)


def many(setting: Setting) -> Setting:
    """More choices: in small projects few are large enough to be compared in every group."""
    return replace(setting, sliders=6, nominals=8, ordereds=8, multis=5, triads=5)


RUNS = (
    *map(usual, (PLAIN, TIED, COARSE, LARGE)),
    *map(silent, (PLAIN, TIED, COARSE, LARGE)),
    three_way(PLAIN),
    three_way(many(TIED)),
    three_way(many(COARSE)),
    three_way(LARGE),
    three_way(EQUAL, third="third"),
    Run(BURSTS, replace(ONLY_PAIRS, over_time=True), each("time")),
)


@dataclass(frozen=True, slots=True)
class Rejected:
    """How often p was under .05, with the standard error over projects."""

    setting: Setting
    kind: str
    count: int
    share: float
    error: float
    projects: int

    @property
    def limits(self) -> tuple[float, float]:
        """What the share must lie between, but for three standard errors."""
        if self.kind in RANKS:
            return 0.05, 0.05
        return (0.046, 0.054) if self.kind in TABLES else (0.0, 0.065)

    @property
    def good(self) -> bool:
        """Within the limits and three standard errors."""
        low, high = self.limits
        return low - 3 * self.error <= self.share <= high + 3 * self.error

    @property
    def bad(self) -> list[str]:
        """What is wrong with it, in words."""
        name = f"noise, {self.setting.name}, {self.kind}"
        few = [] if self.count >= LEAST else [f"{name}: only {self.count} p-values"]
        return few + ([] if self.good else [f"{name}: {self.share:.2%}"])


def subsets_of(data: Dataset) -> tuple[Subset, Subset]:
    """A random two fifths of the stories, and those that chose the most frequent option of a question."""
    random = np.random.default_rng(data.size + int(data.columns[0].values.astype(np.int64).sum()))
    by = next(column for column in data.columns if column.key == "third")
    chosen = by.values == np.bincount(by.values).argmax()
    drawn = Subset("random_subset", "", random.random(data.size) < 0.4)
    return drawn, Subset("option_subset", "", chosen, defined_by=(by.key,))


def one_project(job: tuple[Run, int]) -> dict[str, tuple[int, int]]:
    """(p-values, those under .05) of every kind in one project."""
    run, seed = job
    data = noise_project(run.setting, seed)
    found: dict[str, list[bool]] = defaultdict(list)
    for pattern in evaluate(data, run.settings, subsets=subsets_of(data) if run.subsets else ()).patterns:
        kind = pattern.kind
        if pattern.family.startswith("subset:"):
            kind = f"{pattern.family.split(':')[1]}_{kind.removeprefix('subset_')}"
        if pattern.p is not None and kind in run.kinds and (not run.third or pattern.questions[-1] == run.third):
            found[kind].append(pattern.p < LEVEL)
    return {kind: (len(under), sum(under)) for kind, under in found.items()}


def rejected(run: Run, fewest: int = FEWEST, most: int = MOST, processes: int = 1) -> list[Rejected]:
    """One line for each kind, from as many projects as give every kind enough p-values."""
    by_kind: dict[str, list[tuple[int, int]]] = {kind: [] for kind in run.kinds}
    done = 0
    with spread(processes) as mapped:
        while done < fewest or (done < most and not all(enough(counts) for counts in by_kind.values())):
            size = min(STEP, (fewest if done < fewest else most) - done)
            for result in mapped(one_project, [(run, seed) for seed in range(done, done + size)]):
                for kind, counts in result.items():
                    by_kind[kind].append(counts)
            done += size
    return [_line(run.setting, kind, np.array(counts), done) for kind, counts in by_kind.items()]


def enough(counts: Sequence[tuple[int, int]]) -> bool:
    """Whether these are p-values enough."""
    return sum(count for count, _under in counts) >= LEAST


def _line(setting: Setting, kind: str, counts: NDArray[np.int64], projects: int) -> Rejected:
    """Share and clustered standard error of one kind."""
    if not len(counts):
        return Rejected(setting, kind, 0, 0.0, 0.0, projects)
    total, under = counts.sum(axis=0)
    share = under / total
    residual = counts[:, 1] - share * counts[:, 0]
    error = max(float(np.sqrt((residual**2).sum()) / total), float(np.sqrt(LEVEL * (1 - LEVEL) / total)))
    return Rejected(setting, kind, int(total), float(share), error, projects)


def measure(quick: bool) -> Iterator[Table]:
    """p-values under .05 on noise."""
    fewest, most = (40, 40) if quick else (FEWEST, MOST)
    yield table([line for run in RUNS for line in rejected(run, fewest, most, workers())], quick)


def table(found: Sequence[Rejected], quick: bool = False) -> Table:
    """A line for each setting and kind."""
    lines: list[tuple[str, ...]] = []
    bad: list[str] = []
    for line in found:
        low, high = line.limits
        asked = f"at most {high:.1%}" if low == 0 else "5 %" if low == high else f"{low:.1%} to {high:.1%}"
        known = (line.setting.name, f"{line.setting.n:,}", f"{line.projects:,}", line.kind, f"{line.count:,}")
        lines.append((*known, f"{line.share:.2%} (± {line.error:.2%})", asked))
        bad += [] if quick and line.good else line.bad
    names = ("setting", "stories", "projects", "kind", "p-values", "under .05", "asked")
    return Table("Noise: p under .05", names, lines, bad)
