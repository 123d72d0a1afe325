"""A disk that is full, and one that an error made read-only, below PostgreSQL and below SQLite, while people tell."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator

from benchmarks.faults.crowd import NAMES, Fault, at_work, in_logs
from benchmarks.faults.site import Disk, Site, disk, site
from benchmarks.tables import Table
from tests.smoke.machine import program

MEGABYTES = 320
FULL = 10.0  # seconds
TELLERS, WRITERS = 30, 8


def _full(on: Disk) -> Fault:
    async def fault(at: Site) -> str:
        """Fill the disk, with nothing left in what the database set aside; make room again after a while."""
        ballast = await at.aside(on.fill_up)
        if not at.embedded:
            await at.aside(_next_log_file, at)
        await asyncio.sleep(FULL)
        ballast.unlink()
        await asyncio.sleep(2)
        also = await at.aside(at.revive)
        return f"{FULL:.0f} s full; " + (
            f"{', '.join(also)} started again by systemd" if also else "went on by itself"
        )

    return fault


def _next_log_file(at: Site) -> None:
    """Let PostgreSQL need room: it sets aside 16 MB at a time for what it writes."""
    reach = ["-h", "127.0.0.1", "-p", str(at.machine.ports["postgres"]), "-U", at.machine.account, "storycycle"]
    for _each in range(6):
        words = [*reach, "-qc", "SELECT pg_logical_emit_message(true, '', repeat('x', 8000000))"]
        subprocess.run([program("psql"), *words], check=False, capture_output=True, timeout=20)


def _read_only(on: Disk) -> Fault:
    async def fault(at: Site) -> str:
        """Make the disk read-only by an error of its own; repair it after a while, with everything stopped."""
        on.break_down()
        await asyncio.sleep(FULL)
        await at.aside(_repair, at, on)
        return f"{FULL:.0f} s read-only; stopped, disk repaired, started again"

    return fault


def _repair(at: Site, on: Disk) -> None:
    names = ("worker", "web") if at.embedded else ("worker", "web", "postgres")
    for name in names:
        if at.machine.process(name).poll() is None:
            at.machine.kill(name)
    on.mend()
    for name in reversed(names):
        at.restart(name)


def measure(quick: bool) -> Iterator[Table]:
    """Fill and break the disk of each database."""
    lines: list[tuple[str, ...]] = []
    bad: list[str] = []
    for embedded in (False, True)[: 1 if quick else 2]:
        with site(embedded=embedded) as at:
            folder = at.machine.folder / "var" if embedded else at.machine.data
            with disk(at, folder, MEGABYTES) as on:
                (folder / "lost+found").rmdir()  # initdb wants an empty folder
                at.begin()
                below = "SQLite" if embedded else "PostgreSQL"
                faults = {f"{below}, disk full": _full(on), f"{below}, disk read-only": _read_only(on)}
                for name, fault in faults.items():
                    told = asyncio.run(at_work(at, fault, tellers=TELLERS, writers=WRITERS, after=4.0))
                    lines.append(told.row(name))
                    print(" | ".join(lines[-1]), flush=True)
                    bad += told.bad(name) + [f"{name}: {one}" for one in in_logs(at)]
                    if at.ask("benchmarks.faults.filling:whole") != "ok":
                        bad.append(f"{name}: the database is not whole")
    yield Table(f"A disk that fails while {TELLERS} people tell and {WRITERS} write notes", NAMES, lines, bad)
