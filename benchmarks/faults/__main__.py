"""Breaks the product in every way that is known here: ``python -m benchmarks.faults``, or one: ``... kills``."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from benchmarks.run import machine
from benchmarks.tables import Table

PARTS = ("kills", "disks", "databases", "others")


def main() -> int:
    """Run what was asked, print the tables, and say whether anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=(*PARTS, []), help="all of them unless named")
    parser.add_argument("--quick", action="store_true", help="the first of each")
    asked = parser.parse_args()
    print(f"{machine()} Load before: {os.getloadavg()[0]:.1f}.\n", flush=True)
    found: list[Table] = []
    for name in asked.parts or PARTS:
        for table in import_module(f"benchmarks.faults.{name}").measure(asked.quick):
            found.append(table)
            print(table.text(), flush=True)
    bad = [line for table in found for line in table.bad]
    print("\n".join(["Not as it should be:", *bad]) if bad else "Nothing was lost, and all of it came back.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
