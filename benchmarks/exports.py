"""How long a file of many stories takes, and how much memory: it must stay the same however many stories there are."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter, process_time
from typing import Any
from uuid import uuid4

import numpy as np

from benchmarks.apart import in_database
from benchmarks.tables import Table

KINDS = ("csv", "jsonl", "xlsx", "narrafirma", "sps", *(["sav"] if find_spec("pyreadstat") else []))
SIZES = (50_000, 200_000)
BATCH = 5_000
MOST_MB = 64.0  # that any file takes at its peak, beside the program itself
GROWTH_MB = 8.0  # that the larger takes more than the smaller
TOLD = "toen kwam er iemand langs die wel luisterde en daarna werd het thuis rustiger dan het was geweest " * 7


def inside() -> list[list[Any]]:
    """Fill the database of this process, and measure each kind in a child of its own, for two sizes."""
    from django.db import connections

    point = fill(max(SIZES))
    found = []
    for kind, outside, size in product(KINDS, (False, True), SIZES):
        connections.close_all()
        found.append([kind, outside, size, *apart(lambda: _measured(point, kind, outside, size))])  # noqa: B023
    return found


def fill(stories: int) -> Any:
    """Make a Vertelpunt of three audiences with stories of 130 words and twelve answers each, all released."""
    from benchmarks.database import answers
    from lib.bulk import Rows
    from people.models import Coalition
    from vertelpunt.models import Audience, QuestionSetVersion, Story, StoryRelease, Vertelpunt
    from vertelpunt.pool import definition

    made = Coalition.objects.create(name="Bench", slug="bench", kind="region")
    point = Vertelpunt.objects.create(coalition=made, slug="bench", state="open")
    keys = ("youth", "parent", "professional")
    audiences = [Audience.objects.create(vertelpunt=point, key=key, position=at).pk for at, key in enumerate(keys)]
    version = QuestionSetVersion.objects.create(vertelpunt=point, number=1, definition=definition(1))
    chance = np.random.default_rng(20260504)
    same = {"vertelpunt_id": point.pk, "version_id": version.pk, "text": TOLD, "words": 130, "told_on": "2026-05-04",
            "state": "released", "finished": True, "complete": True, "may_quote": "yes"}  # fmt: skip
    rows = Rows(Story, ("id", "number", "audience_id", "answers"), same)
    releases = Rows(StoryRelease, ("story_id",), {"text": TOLD, "released_on": "2026-05-05"})
    for start in range(0, stories, BATCH):
        some = [(uuid4(), at + 1, audiences[at % 3], answers(chance)) for at in range(start, start + BATCH)]
        rows.write(some)
        releases.write(row[:1] for row in some)
    point.versions.update(published_on="2026-01-01")
    return point


def apart(work: Callable[[], list[float]]) -> list[float]:
    """Return what a child of this process measures: what it takes is gone with it."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(write, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        found: list[float] = json.loads(told.read())
    os.waitpid(child, 0)
    return found


def _memory(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def _measured(point: Any, kind: str, outside: bool, size: int) -> list[float]:
    from people.access import Desk
    from people.models import User
    from vertelpunt.access import Workplace
    from vertelpunt.actions.exporting import parts_of
    from vertelpunt.exporting.kinds import KINDS as WRITERS
    from vertelpunt.exporting.table import Table as Leaves
    from vertelpunt.exporting.told import Leaving
    from vertelpunt.models import Story

    place = Workplace(Desk(User(), point.coalition, frozenset()), point)
    parts = parts_of(place, outside=outside)
    stories = Story.objects.filter(vertelpunt=point, number__lte=size)
    table = Leaves(point, Leaving(stories, outside), parts, point.coalition.small_group if outside else 0, words=True)
    with TemporaryFile() as out:
        if kind == "sav":
            import pandas  # noqa: F401 - the program itself, not the file
            import pyreadstat  # noqa: F401
        before = _memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")
        started, busy = perf_counter(), process_time()
        WRITERS[kind].write(table, out)
        took = [perf_counter() - started, process_time() - busy]
        return [*took, _memory("VmHWM") - before, out.tell() / 2**20]


def measure(quick: bool) -> Iterator[Table]:
    """Each kind of file, for people of the coalition and for others."""
    found = in_database("benchmarks.exports:inside")
    rows = [
        (kind, "others" if outside else "coalition", f"{n:,}", f"{took:.0f} s", f"{busy:.0f} s", f"{peak:.0f} MB",
         f"{size:.0f} MB")
        for kind, outside, n, took, busy, peak, size in found
    ]  # fmt: skip
    streamed = [one for one in found if one[0] != "sav"]  # whose package wants all of it at once
    bad = [f"{one[0]}: {one[5]:.0f} MB of memory" for one in streamed if one[5] > MOST_MB]
    twos = zip(streamed[::2], streamed[1::2], strict=True)
    grown = [(few[0], many[5] - few[5]) for few, many in twos]
    bad += [f"{kind}: grows by {more:.0f} MB" for kind, more in grown if more > GROWTH_MB]
    names = ("kind", "for", "stories", "time", "of the processor", "memory at its peak", "file")
    yield Table("Stories as a file (SQLite)", names, rows, bad)
