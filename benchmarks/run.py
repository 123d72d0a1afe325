"""Prints every measurement, fails when a limit is passed, and writes benchmarks/README.md when asked.

``python -m benchmarks.run`` (``make bench``) runs every part; ``--quick`` a tenth of it; ``--only speed`` one part,
again for more; ``--write`` puts the tables of the parts that ran into the README.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from time import perf_counter

import numpy as np
import scipy

from benchmarks.tables import Table

PARTS = (
    "speed",
    "odd",
    "database",
    "explorer",
    "exports",
    "importing",
    "figures",
    "noise",
    "strong",
    "coverage",
    "power",
    "typical",
    "redacting",
    "cards",
    "seating",
    "board",
    "first_page",
    "load",
    "million",
    "leaving",
)
README = Path(__file__).parent / "README.md"


@dataclass(frozen=True, slots=True)
class Part:
    """What one module measured, how long that took, and how busy the machine was before."""

    name: str
    tables: tuple[Table, ...]
    seconds: float
    load: float

    @property
    def bad(self) -> list[str]:
        """What is outside its limits."""
        return [line for table in self.tables for line in table.bad]

    def text(self) -> str:
        """As Markdown, under a line that says when and where."""
        return "\n".join((f"{machine()} Load before: {self.load:.1f}.", "", *(table.text() for table in self.tables)))


def measured(name: str, quick: bool) -> Part:
    """Measure one part, printing each table as it comes; a part that breaks is a limit passed."""
    start, load, tables = perf_counter(), os.getloadavg()[0], []
    try:
        for table in import_module(f"benchmarks.{name}").measure(quick):
            tables.append(table)
            print(table.text(), flush=True)
    except Exception as error:  # the other parts are still to be measured
        tables.append(Table(f"{name} broke", ("why",), [(repr(error),)], [f"{name} broke: {error!r}"]))
    return Part(name, tuple(tables), perf_counter() - start, load)


def machine() -> str:
    """What this was measured on, and when."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    cpu = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    when = datetime.now(UTC).date().isoformat()
    where = f"{cpu}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
    versions = f"Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}"
    return f"Measured on {when}: {where}, {versions}."


def summary(parts: list[Part]) -> Table:
    """All parts in one table."""
    lines = [
        (part.name, str(sum(len(table.lines) for table in part.tables)), str(len(part.bad)), f"{part.seconds:.0f} s")
        for part in parts
    ]
    return Table("All parts", ("part", "lines", "outside their limits", "took"), lines)


def write(part: Part) -> None:
    """Put the tables of a part into the README, between its marks; a new part comes last."""
    start, end = f"<!-- {part.name} -->", f"<!-- end of {part.name} -->"
    text = README.read_text()
    if start not in text:
        text = f"{text.rstrip()}\n\n{start}\n{end}\n"
    before, rest = text.split(start, 1)
    README.write_text(f"{before}{start}\n\n{part.text()}\n{end}{rest.split(end, 1)[1]}")


def main() -> int:
    """Run, print, keep, and say whether all limits were kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of it")
    parser.add_argument("--only", choices=PARTS, action="append", help="one part")
    parser.add_argument("--write", action="store_true", help="into benchmarks/README.md")
    asked = parser.parse_args()
    parts = []
    for name in asked.only or PARTS:
        parts.append(measured(name, asked.quick))
        if asked.write and not asked.quick:
            write(parts[-1])
    print(summary(parts).text())
    bad = [line for part in parts for line in part.bad]
    print("\n".join(["Outside their limits:", *bad]) if bad else "All limits kept.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
