"""The form of every measurement: a table in Markdown, and the lines that pass their limit."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Table:
    """Its title, the names of its columns, its lines, and in words what is outside its limits."""

    title: str
    names: tuple[str, ...]
    lines: Sequence[tuple[str, ...]]
    bad: list[str] = field(default_factory=list)

    def text(self) -> str:
        """As Markdown."""
        rows = [self.names, ("---",) * len(self.names), *self.lines]
        return "\n".join((f"### {self.title}", "", *("| " + " | ".join(row) + " |" for row in rows), ""))


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of one piece of work, its limit (0 when none is stated), and anything worth saying."""

    what: str
    stories: int
    seconds: float
    limit: float
    note: str = ""

    @property
    def good(self) -> bool:
        """Within the limit."""
        return not self.limit or self.seconds <= self.limit


def timings(title: str, found: Sequence[Timing]) -> Table:
    """A line for each timing."""
    lines = [
        (one.what, f"{one.stories:,}", duration(one.seconds), duration(one.limit) if one.limit else "-", one.note)
        for one in found
    ]
    bad = [f"{one.what}, {one.stories:,} stories: {duration(one.seconds)}" for one in found if not one.good]
    return Table(title, ("what", "stories", "time", "limit", "note"), lines, bad)


def duration(seconds: float) -> str:
    """Seconds in words: thousandths below half a second."""
    return f"{seconds * 1000:.0f} ms" if seconds < 0.5 else f"{seconds:.2f} s"


def best(work: Callable[[], object], runs: int = 5) -> float:
    """Seconds of the fastest of some runs: others use the machine too."""
    return min(seconds(work) for _run in range(runs))


def seconds(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    started = perf_counter()
    work()
    return perf_counter() - started


def workers() -> int:
    """As many processes as there are cores, or as BENCH_WORKERS says."""
    return int(os.environ.get("BENCH_WORKERS", 0)) or os.cpu_count() or 1
