"""A file with a million stories, from the page that asks for it by the worker that makes it to the last byte.

``LEAVING=50000 python -m benchmarks.run --only leaving`` tries it with fewer.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from threading import Event, Thread
from time import perf_counter
from typing import Any

from benchmarks.apart import in_database
from benchmarks.database import POSTGRESQL
from benchmarks.exports import apart
from benchmarks.tables import Table, duration

STORIES = 1_000_000
PIECES = 100  # words of a story, so that texts weigh what they do
FILES = (("csv", "inside"), ("csv", "outside"), ("jsonl", "inside"), ("sps", "inside"))
MOST_MB = 500.0  # of the whole process that makes a file, program included


def inside() -> list[list[Any]]:
    """Fill the database of this process; ask for each file, and have it made in a child, as a worker does."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from benchmarks.million import fill
    from patterns.actions import ready
    from people.models import Membership, User

    settings.ALLOWED_HOSTS, settings.DEMO = ["*"], True  # signing in is not what is measured
    ready.AT_ONCE = 0  # smaller ones, too, when it is tried with fewer
    point = fill(int(os.environ.get("LEAVING", STORIES)), pieces=PIECES, screened=False)
    user = User.objects.create_user("bench@example.org", "a password that is long", name="Bench")
    Membership.objects.create(coalition=point.coalition, user=user, role="process_leader")
    browser = Client()
    browser.force_login(user)
    found: list[list[Any]] = []
    for kind, whom in FILES:
        asked = ask(browser, user, point, kind, whom)
        connection.close()
        getattr(connection, "close_pool", bool)()  # a child that has it too would talk through the same sockets
        made = apart(lambda: by_worker(asked))  # noqa: B023
        found.append([kind, whom, *made, *handed_over(browser, point, asked)])
    return found


def ask(browser: Any, user: Any, point: Any, kind: str, whom: str) -> Any:
    """Ask for a file with everything on its page; return what waits for the worker."""
    from patterns.models import ReadyFile
    from people.access import Desk, roles_in
    from vertelpunt.access import Workplace
    from vertelpunt.actions.exporting import parts_of

    place = Workplace(Desk(user, point.coalition, roles_in(user, point.coalition)), point)
    parts = [part.key for part in parts_of(place, outside=whom == "outside")]
    posted = {"kind": kind, "audience": whom, "names": "words", "parts": parts}
    answer = browser.post(f"/c/{point.coalition.slug}/v/{point.slug}/export/", posted, secure=True)
    if answer.status_code != 302:
        raise RuntimeError(f"the page of the export answered {answer.status_code}")
    return ReadyFile.objects.latest("asked_at")


def by_worker(asked: Any) -> list[float]:
    """Make a file; return seconds to its first bytes and to its last, and the most memory this process had."""
    from patterns.actions.ready import make_file

    began, over = perf_counter(), Event()
    first: list[float] = []
    watch = Thread(target=_watch, args=(asked.path, began, over, first))
    watch.start()
    make_file(str(asked.pk))
    took = perf_counter() - began
    over.set()
    watch.join()
    return [*(first or [took]), took, getrusage(RUSAGE_SELF).ru_maxrss / 1024]


def _watch(path: Path, began: float, over: Event, first: list[float]) -> None:
    while not over.wait(0.02):
        if path.exists() and path.stat().st_size:
            first.append(perf_counter() - began)
            return


def handed_over(browser: Any, point: Any, asked: Any) -> list[float]:
    """Take the file along; return the seconds to the first byte and to the last, and its megabytes."""
    began, size, first = perf_counter(), 0, 0.0
    answer = browser.get(f"/c/{point.coalition.slug}/v/{point.slug}/export/{asked.pk}/file/", secure=True)
    if not answer.streaming:
        raise RuntimeError(f"the file answered {answer.status_code}")
    for piece in answer.streaming_content:
        first = first or perf_counter() - began
        size += len(piece)
    took = perf_counter() - began
    asked.path.unlink()
    return [first, took, size / 2**20]


def measure(quick: bool) -> Iterator[Table]:
    """Each kind of file that has no limit, for people of the coalition and for others."""
    stories = int(os.environ.setdefault("LEAVING", str(STORIES // 10 if quick else STORIES)))
    found = in_database("benchmarks.leaving:inside", POSTGRESQL)
    lines = [
        (kind, "others" if whom == "outside" else "coalition", duration(first), duration(made), f"{memory:.0f} MB",
         duration(begun), duration(sent), f"{size:.0f} MB")
        for kind, whom, first, made, memory, begun, sent, size in found
    ]  # fmt: skip
    bad = [f"{one[0]} for {one[1]}: {one[4]:.0f} MB of memory" for one in found if one[4] > MOST_MB]
    names = (
        "kind", "for", "first bytes", "made by the worker", "most memory, program included", "first byte handed over",
        "handed over", "size",
    )  # fmt: skip
    yield Table(f"Files with {stories:,} stories (PostgreSQL)", names, lines, bad)
