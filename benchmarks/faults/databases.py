"""A database that is locked, slow, or stands still for a while, while people tell."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing

import psycopg

from benchmarks.faults.crowd import NAMES, Fault, at_work, in_logs
from benchmarks.faults.site import Site, site
from benchmarks.tables import Table

TELLERS, WRITERS = 30, 8
LOCKED, SLOW, STILL = 25.0, 15.0, 12.0  # seconds
DELAY = 0.05  # seconds for each thing that is asked of a slow database: a page asks ten or more


class Between:
    """Stands between the product and its database, on a port of its own, and can be made slow."""

    def __init__(self, port: int) -> None:
        self.there, self.delay = port, 0.0
        self.loop = asyncio.new_event_loop()
        self.server = self.loop.run_until_complete(asyncio.start_server(self._pass, "127.0.0.1", 0))
        self.port = int(self.server.sockets[0].getsockname()[1])
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            from_there, to_there = await asyncio.open_connection("127.0.0.1", self.there)
        except OSError:
            writer.close()
            return
        await asyncio.gather(self._copy(reader, to_there, True), self._copy(from_there, writer, False))

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, slow: bool) -> None:
        try:
            while data := await reader.read(1 << 16):
                await asyncio.sleep(self.delay if slow else 0)
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    def close(self) -> None:
        """End."""
        self.loop.call_soon_threadsafe(self.loop.stop)


def _slow(between: Between) -> Fault:
    async def fault(_at: Site) -> str:
        between.delay = DELAY
        await asyncio.sleep(SLOW)
        between.delay = 0.0
        return f"{SLOW:.0f} s long {DELAY * 1000:.0f} ms more for each thing that was asked"

    return fault


async def _still(at: Site) -> str:
    at.pause("postgres")
    await asyncio.sleep(STILL)
    at.go_on("postgres")
    return f"{STILL:.0f} s without an answer, connections open"


async def _table_locked(at: Site) -> str:
    """Hold what a migration holds that goes through all stories."""
    where = at.more["DATABASE_URL"].replace("postgres://", "postgresql://")
    with closing(await at.aside(psycopg.connect, where)) as other:
        other.execute("LOCK TABLE vertelpunt_story IN ACCESS EXCLUSIVE MODE")
        await asyncio.sleep(LOCKED)
        other.rollback()
    return f"the table of stories locked for {LOCKED:.0f} s"


async def _file_locked(at: Site) -> str:
    with closing(sqlite3.connect(at.more["DATABASE_URL"].removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("PRAGMA busy_timeout = 20000")
        other.execute("BEGIN EXCLUSIVE")
        await asyncio.sleep(LOCKED)
        other.execute("ROLLBACK")
    return f"BEGIN EXCLUSIVE held for {LOCKED:.0f} s"


def measure(quick: bool) -> Iterator[Table]:
    """Lock, slow down and stop each database for a while."""
    lines: list[tuple[str, ...]] = []
    bad: list[str] = []

    def run(at: Site, name: str, fault: Fault) -> None:
        told = asyncio.run(at_work(at, fault, tellers=TELLERS, writers=WRITERS, after=4.0))
        lines.append(told.row(name))
        print(" | ".join(lines[-1]), flush=True)
        bad.extend(told.bad(name) + [f"{name}: {one}" for one in in_logs(at)])
        if at.ask("benchmarks.faults.filling:whole") != "ok":
            bad.append(f"{name}: the database is not whole")

    with site() as at:
        between = Between(at.machine.ports["postgres"])
        at.more["DATABASE_URL"] = f"postgres://{at.machine.account}@127.0.0.1:{between.port}/storycycle"
        at.begin()
        run(at, "PostgreSQL, slow", _slow(between))
        if not quick:
            run(at, "PostgreSQL, stands still", _still)
            run(at, "PostgreSQL, table locked", _table_locked)
        between.close()
    if not quick:
        with site(embedded=True) as at:
            at.begin()
            run(at, "SQLite, locked", _file_locked)
    yield Table(
        f"A database that does not answer, while {TELLERS} people tell and {WRITERS} write notes", NAMES, lines, bad
    )
