"""How long an evaluation takes, against a plain loop of scipy calls and against bare counting."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

import numpy as np
from scipy import stats

from benchmarks.projects import Shape, project
from benchmarks.tables import Table
from patterns.stats.columns import Dataset
from patterns.stats.evaluate import evaluate
from patterns.stats.settings import Settings

PAIRS = Settings(middle=False, non_answer=False, over_time=False, within_audiences=False)
THREE_WAY = Settings(middle=False, non_answer=False, over_time=False, within_audiences=False, three_way=True)
CASES: tuple[tuple[int, str, float], ...] = (
    (1_000, "pairs", 0.3),
    (10_000, "pairs", 0.8),
    (100_000, "pairs", 3.0),
    (1_000_000, "pairs", 20.0),
    (1_000, "three-way", 2.0),
    (10_000, "three-way", 5.0),
    (1_000, "default", 0.0),
    (10_000, "default", 0.0),
    (100_000, "default", 0.0),
    (1_000_000, "default", 0.0),
    (1_000, "everything", 0.0),
    (10_000, "everything", 0.0),
    (100_000, "everything", 0.0),
)
CHOICES = {"pairs": PAIRS, "three-way": THREE_WAY, "default": Settings(), "everything": Settings(three_way=True)}
RUNS = {1_000: 9, 10_000: 7, 100_000: 4}
MEMORY = 2.0
LARGEST = 100_000
FULL_LOOP = 10_000


@dataclass(frozen=True, slots=True)
class Timed:
    """One line: seconds of the evaluation, its limit (0 for none), tests made, memory in GiB, and the two others."""

    n: int
    what: str
    seconds: float
    limit: float
    tests: int
    memory: float
    scipy: float
    bincount: float

    @property
    def good(self) -> bool:
        """Within the limit of time, and of memory for the largest."""
        return (not self.limit or self.seconds <= self.limit) and self.memory <= MEMORY


def timed(n: int, what: str, limit: float, *, compare: bool = True) -> Timed:
    """Measure one case in this process: the best of some runs (others use the machine too), after a small one."""
    evaluate(project(200), CHOICES[what])
    data = project(n, Shape(strength=0.5))
    best, tests = float("inf"), 0
    for _ in range(RUNS.get(n, 2)):
        start = perf_counter()
        result = evaluate(data, CHOICES[what])
        best, tests = min(best, perf_counter() - start), sum(result.tested.values())
    memory = getrusage(RUSAGE_SELF).ru_maxrss / 2**20
    wanted = compare and what == "pairs"
    loop = scipy_loop(data) if wanted else 0.0
    floor = bincount_pass(data) if wanted else 0.0
    return Timed(n, what, best, limit, tests, memory, loop, floor)


def apart(n: int, what: str, limit: float) -> Timed:
    """Measure one case in a process of its own, so that its memory is its own."""
    code = f"from benchmarks import speed; speed.tell({n}, {what!r}, {limit})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return Timed(**json.loads(done.stdout))


def tell(n: int, what: str, limit: float) -> None:
    """Measure one case and print it for the process that asked."""
    sys.stdout.write(json.dumps(asdict(timed(n, what, limit))))


def single_columns(data: Dataset) -> list[tuple[str, str, Any]]:
    """(key, kind, values) of every column, each option of a multi-choice question a column of its own."""
    found: list[tuple[str, str, Any]] = []
    for column in data.columns:
        if column.is_question and column.kind == "multi":
            found += [(column.key, "nominal", column.values[:, option]) for option in range(column.values.shape[1])]
        elif column.is_question:
            found.append((column.key, column.kind, column.values))
    return found


def pairs_of(data: Dataset) -> list[tuple[tuple[str, Any], tuple[str, Any]]]:
    """All pairs of single columns of different questions."""
    return [((a, x), (b, y)) for (one, a, x), (other, b, y) in combinations(single_columns(data), 2) if one != other]


def sampled(data: Dataset, work: Callable[[Any, Any], None], full: int) -> float:
    """Seconds of some work over all pairs; beyond ``full`` stories estimated from every tenth or hundredth."""
    pairs = pairs_of(data)
    step = 1 if data.size <= full else 10 if data.size <= 10 * full else 100
    start = perf_counter()
    for one, other in pairs[::step]:
        work(one, other)
    return (perf_counter() - start) * len(pairs) / len(pairs[::step])


def scipy_loop(data: Dataset) -> float:
    """Seconds of one scipy test for every pair, the way one would write it down."""
    return sampled(data, scipy_test, FULL_LOOP)


def scipy_test(one: tuple[str, Any], other: tuple[str, Any]) -> None:
    """The test of one pair."""
    (a, x), (b, y) = one, other
    kept = (x >= 0) & (y >= 0)
    x, y = x[kept], y[kept]
    if a == "slider" and b in ("slider", "ordered"):
        stats.spearmanr(x, y)
    elif a == "slider":
        groups = [x[y == code] for code in np.unique(y)]
        stats.kruskal(*(group for group in groups if len(group)))
    elif a == b == "ordered":
        stats.kendalltau(x, y, method="asymptotic")
    else:
        rows, columns = int(x.max()) + 1, int(y.max()) + 1
        counts = np.bincount(x.astype(int) * columns + y, minlength=rows * columns).reshape(rows, columns)
        counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
        stats.chi2_contingency(counts, correction=False)


def bincount_pass(data: Dataset) -> float:
    """Seconds of one bare numpy.bincount for every pair: the floor."""
    return sampled(data, one_bincount, 10 * FULL_LOOP)


def one_bincount(one: tuple[str, Any], other: tuple[str, Any]) -> None:
    """Count one pair of columns."""
    first, second = one[1].astype(np.int32) + 1, other[1]
    np.bincount(first * 102 + second + 1)


def speeds(largest: int) -> Iterator[Timed]:
    """All cases of at most so many stories."""
    for n, what, limit in CASES:
        if n <= largest:
            yield apart(n, what, limit)


def measure(quick: bool) -> Iterator[Table]:
    """Seconds against their limits; the quick one leaves out a million stories."""
    yield table(list(speeds(LARGEST if quick else 10 * LARGEST)))


def table(found: Sequence[Timed]) -> Table:
    """A line for each case."""
    lines: list[tuple[str, ...]] = []
    bad: list[str] = []
    for case in found:
        loop = f"{case.scipy / case.seconds:.0f} x" if case.scipy else ""
        floor = f"{case.seconds / case.bincount:.1f} x" if case.bincount else ""
        limit = f"{case.limit:g} s" if case.limit else "-"
        line = (f"{case.n:,}", case.what, str(case.tests), f"{case.seconds:.2f} s", limit, f"{case.memory:.2f} GiB")
        lines.append((*line, loop, floor))
        bad += [] if case.good else [f"{case.n:,} stories, {case.what}: {case.seconds:.2f} s, {case.memory:.2f} GiB"]
    names = ("stories", "what", "tests", "time", "limit", "memory", "a scipy loop takes", "of bare counting")
    return Table("Speed", names, lines, bad)
