"""Far more questions than anybody asks: it takes longer, and ends, with a notice and only the pairs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time

from benchmarks.projects import Shape, project
from benchmarks.tables import Table
from patterns.stats.evaluate import evaluate
from patterns.stats.settings import Settings

CASES = ((200, 500), (1_000, 500))
SECONDS = 60.0
MEMORY = 2.0


@dataclass(frozen=True, slots=True)
class Odd:
    """One line: stories, questions, patterns, seconds of the clock and of the processors, and memory in GiB."""

    n: int
    questions: int
    patterns: int
    seconds: float
    processor: float
    memory: float

    @property
    def good(self) -> bool:
        """Within the limits of time and memory."""
        return self.seconds <= SECONDS and self.memory <= MEMORY


def measured(n: int, questions: int) -> Odd:
    """Evaluate a project of so many questions: of five three sliders, one choice and one or two multi-choice."""
    several = questions // 7
    singles = questions // 4
    shape = Shape(sliders=questions - several - singles, singles=singles, multis=several, strength=0.5)
    data = project(n, shape)
    clock, processor = perf_counter(), process_time()
    found = len(evaluate(data, Settings()).patterns)
    clock, processor = perf_counter() - clock, process_time() - processor
    return Odd(n, questions, found, clock, processor, getrusage(RUSAGE_SELF).ru_maxrss / 2**20)


def tell(n: int, questions: int) -> None:
    """Measure one case and print it for the process that asked."""
    sys.stdout.write(json.dumps(asdict(measured(n, questions))))


def apart(n: int, questions: int) -> Odd:
    """Measure one case in a process of its own, so that its memory is its own."""
    code = f"from benchmarks import odd; odd.tell({n}, {questions})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return Odd(**json.loads(done.stdout))


def odd_cases() -> Iterator[Odd]:
    """All cases."""
    for n, questions in CASES:
        yield apart(n, questions)


def measure(quick: bool) -> Iterator[Table]:
    """A line for each case; quickly only the first."""
    found = [apart(*CASES[0])] if quick else list(odd_cases())
    lines = [
        (
            f"{one.n:,}",
            str(one.questions),
            f"{one.patterns:,}",
            f"{one.seconds:.0f} s",
            f"{one.processor:.0f} s",
            f"{one.memory:.2f} GiB",
        )
        for one in found
    ]
    bad = [
        f"{one.questions} questions, {one.n:,} stories: {one.seconds:.0f} s, {one.memory:.2f} GiB"
        for one in found
        if not one.good
    ]
    names = ("stories", "questions", "patterns", "time (limit 60 s)", "of the processors", "memory (limit 2 GiB)")
    yield Table("Far more questions than anybody asks", names, lines, bad)
