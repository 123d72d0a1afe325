"""Prints every measurement as one table, writes benchmarks/README.md, and fails when a limit is passed.

``python -m benchmarks.run`` runs everything (about twenty minutes on two cores); ``--quick`` a tenth of it;
``--only speed`` (database, noise, coverage, power) one part.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import scipy

from benchmarks.coverage import Covered, coverage
from benchmarks.database import STORIES, loadings
from benchmarks.noise import SETTINGS, Rejected, rejected, strong_on_noise
from benchmarks.power import Found, power
from benchmarks.speed import Timed, speeds

STRONG_ON_NOISE = 0.05
README = Path(__file__).parent / "README.md"
START, END = "<!-- figures -->", "<!-- end of figures -->"


@dataclass(frozen=True, slots=True)
class Section:
    """One table: its title, the names of its columns, its lines, and which lines pass their limit."""

    title: str
    names: tuple[str, ...]
    lines: Sequence[tuple[str, ...]]
    bad: list[str]

    def text(self) -> str:
        """As Markdown."""
        rows = [self.names, ("---",) * len(self.names), *self.lines]
        return "\n".join((f"### {self.title}", "", *("| " + " | ".join(row) + " |" for row in rows), ""))


def speed_section(share: float) -> Section:
    """Seconds against their limits."""
    return speed_table(list(speeds()))


def speed_table(found: Sequence[Timed]) -> Section:
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
    return Section("Speed", names, lines, bad)


def noise_section(share: float) -> Section:
    """p-values under .05 on noise."""
    projects = max(int(700 * share), 20)
    return noise_table([line for setting in SETTINGS for line in rejected(setting, projects, workers())])


def noise_table(found: Sequence[Rejected]) -> Section:
    """A line for each setting and kind."""
    lines: list[tuple[str, ...]] = []
    bad: list[str] = []
    for line in found:
        low, high = line.limits
        asked = f"at most {high:.1%}" if low == 0 else "5 %" if low == high else f"{low:.1%} to {high:.1%}"
        lines.append((line.setting, line.kind, f"{line.count:,}", f"{line.share:.2%} (± {line.error:.2%})", asked))
        bad += [] if line.good else [f"noise, {line.setting}, {line.kind}: {line.share:.2%}"]
    return Section("Noise: p under .05", ("setting", "kind", "p-values", "under .05", "asked"), lines, bad)


def strong_section(share: float) -> Section:
    """Noise projects with something strong."""
    projects = max(int(300 * share), 20)
    return strong_table({n: strong_on_noise(n, projects, workers()) for n in (100, 200, 1000)}, projects)


def strong_table(found: Mapping[int, float], projects: int) -> Section:
    """A line for each size."""
    lines = [(str(n), str(projects), f"{share:.1%}", f"at most {STRONG_ON_NOISE:.0%}") for n, share in found.items()]
    bad = [f"strong on noise, {n} stories: {share:.1%}" for n, share in found.items() if share > STRONG_ON_NOISE]
    title = "Noise projects of 40 questions with anything strong, three-way included"
    return Section(title, ("stories", "projects", "share", "asked"), lines, bad)


def coverage_section(share: float) -> Section:
    """Intervals that hold the truth."""
    return coverage_table(coverage(max(int(2000 * share), 200)))


def coverage_table(found: Sequence[Covered]) -> Section:
    """A line for each effect, setting and size."""
    lines: list[tuple[str, ...]] = []
    bad: list[str] = []
    for line in found:
        asked = f"{line.least:.1%} to {line.most:.1%}" if line.most < 1 else f"at least {line.least:.1%}"
        lines.append((line.effect, line.setting, str(line.n), str(line.runs), f"{line.share:.1%}", asked))
        bad += [] if line.good else [f"coverage of {line.effect}, {line.setting}, n {line.n}: {line.share:.1%}"]
    return Section("Coverage of 95 % intervals", ("effect", "setting", "n", "runs", "held", "asked"), lines, bad)


def power_section(share: float) -> Section:
    """Planted patterns that are found."""
    return power_table(power(max(int(100 * share), 10), workers()))


def power_table(found: Sequence[Found]) -> Section:
    """A line for each kind, size and number of stories."""
    lines = [(one.what, one.size, str(one.n), f"{one.q:.0%}", f"{one.strong:.0%}") for one in found]
    return Section("Planted patterns found", ("what", "size", "stories", "q at most .05", "strong"), lines, [])


def database_section(share: float) -> Section:
    """From the database to columns."""
    found = loadings()
    lines = [
        (
            one.where,
            f"{STORIES:,}",
            f"{one.first:.1f} s",
            f"{one.again:.2f} s",
            f"{one.bare:.1f} s",
            f"{one.first / one.bare:.1f} x",
        )
        for one in found
    ]
    bad = [f"loading from {one.where}: {one.first:.1f} s, then {one.again:.2f} s" for one in found if not one.good]
    names = (
        "database",
        "stories",
        "first time (limit 10 s)",
        "next time (limit 1 s)",
        "bare reading",
        "first of bare",
    )
    return Section("From the database to columns", names, lines, bad)


SECTIONS: dict[str, tuple[Callable[[float], Section], ...]] = {
    "speed": (speed_section,),
    "database": (database_section,),
    "noise": (noise_section, strong_section),
    "coverage": (coverage_section,),
    "power": (power_section,),
}


def workers() -> int:
    """As many processes as there are cores."""
    return os.cpu_count() or 1


def machine() -> str:
    """What this was measured on."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    cpu = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    when = datetime.now(UTC).date().isoformat()
    versions = f"Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}"
    return f"Measured on {when}: {cpu}, {workers()} cores, {platform.system()} {platform.release()}, {versions}."


def write(sections: list[Section]) -> None:
    """Put the figures into the README, between their marks."""
    before, rest = README.read_text().split(START, 1)
    after = rest.split(END, 1)[1]
    text = "\n".join(section.text() for section in sections)
    README.write_text(f"{before}{START}\n\n{machine()}\n\n{text}\n{END}{after}")


def main() -> int:
    """Run, print, keep, and say whether all limits were kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=SECTIONS, action="append")
    asked = parser.parse_args()
    made = []
    for name in asked.only or SECTIONS:
        for section in SECTIONS[name]:
            made.append(section(0.1 if asked.quick else 1.0))
            print(made[-1].text(), flush=True)
    if not asked.quick and not asked.only:
        write(made)
    bad = [line for section in made for line in section.bad]
    print("\n".join(["Limits passed:", *bad]) if bad else "All limits kept.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
