"""kill -9 of a web process, of all of them, of the worker, of PostgreSQL and of Redis, while people tell and write."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator

import psycopg

from benchmarks.faults.crowd import NAMES, Fault, at_work, in_logs
from benchmarks.faults.site import Site, site
from benchmarks.tables import Table


async def _one_web_process(at: Site) -> str:
    os.kill(at.machine.children("web")[0], signal.SIGKILL)
    await asyncio.sleep(5)
    return f"{len(at.machine.children('web'))} web processes again after 5 s, by uvicorn"


async def _killed(at: Site, name: str) -> str:
    at.machine.kill(name)
    await at.aside(at.restart, name)
    await asyncio.sleep(3)
    also = await at.aside(at.revive)
    return f"started again by systemd{', and so was ' + ', '.join(also) if also else ''}"


async def _web(at: Site) -> str:
    return await _killed(at, "web")


async def _postgres(at: Site) -> str:
    return await _killed(at, "postgres")


async def _redis(at: Site) -> str:
    return await _killed(at, "redis")


async def _worker(at: Site) -> str:
    """Kill the worker in the middle of an evaluation; that is reaped, and a new one comes to an end."""
    point = str(at.made["point"])
    pk = str(await at.aside(at.ask, "benchmarks.faults.filling:evaluate", point))
    await _until(at, pk, "running")
    at.machine.kill("worker")
    await at.aside(at.restart, "worker")
    await at.aside(at.ask, "benchmarks.faults.filling:long_silent", pk)
    state, fault, _tested = await at.aside(at.ask, "benchmarks.faults.filling:evaluation", pk)
    again = str(await at.aside(at.ask, "benchmarks.faults.filling:evaluate", point))
    tested = await _until(at, again, "done")
    if (state, fault, again != pk) != ("failed", "lost", True):
        raise RuntimeError(f"the evaluation was {state} {fault}")
    return f"the half-done evaluation was reaped and said so; asked again it tested {tested} patterns"


async def _until(at: Site, pk: str, wanted: str) -> int:
    """Wait until an evaluation is in the state that is wanted; return how many patterns it tested."""
    found = await at.aside(_look, at, pk, wanted)
    return int(found)


def _look(at: Site, pk: str, wanted: str) -> int:
    where = at.more["DATABASE_URL"].replace("postgres://", "postgresql://")
    with psycopg.connect(where, autocommit=True) as link:
        for _attempt in range(6000):
            row = link.execute("SELECT state, patterns_tested FROM patterns_evaluation WHERE id = %s", [pk]).fetchone()
            if row and row[0] == wanted:
                return int(row[1])
            time.sleep(0.01)
    raise RuntimeError(f"the evaluation is {row}, not {wanted}")


FAULTS: dict[str, Fault] = {
    "a web process, kill -9": _one_web_process,
    "all web processes, kill -9": _web,
    "the worker, kill -9 during an evaluation": _worker,
    "PostgreSQL, kill -9 of all its processes": _postgres,
    "Redis, kill -9": _redis,
}


def measure(quick: bool) -> Iterator[Table]:
    """Break each part in turn, each time with other tellers."""
    lines, bad = [], []
    with site("benchmarks.faults.filling:place_with_stories") as at:
        at.begin()
        for name, fault in list(FAULTS.items())[: 1 if quick else None]:
            told = asyncio.run(at_work(at, fault))
            lines.append(told.row(name))
            print(" | ".join(lines[-1]), flush=True)
            bad += told.bad(name) + [f"{name}: {one}" for one in in_logs(at)]
            if at.ask("benchmarks.faults.filling:whole") != "ok":
                bad.append(f"{name}: the database is not whole")
    yield Table("Parts killed while 100 people tell and 24 write notes", NAMES, lines, bad)
