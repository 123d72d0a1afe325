"""Tellers by the hundred on the production configuration, a campaign's peak, and a story beside a bare insert."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.faults.site import Site, site
from benchmarks.live.person import Line
from benchmarks.live.teller import MARK, Seen, Teller
from benchmarks.tables import Table, duration

CROWDS = (50, 200, 500)
EACH = 2.0  # stories for each place in the crowd, so that all are at work for most of the time
RATIO, PAIRS = 0.5, 400
VISITS, MINUTES = 10_000, 10.0  # the peak: two or three times what two cores can help
PEAK = 45.0  # seconds of it
NAMES = (
    "crowd",
    "stories",
    "stories/s",
    "pages/s",
    "p50",
    "p95",
    "p99",
    "errors",
    "asked to wait",
    "processor per page",
)


def measure(quick: bool) -> Iterator[Table]:
    """Let crowds tell, then a peak come, then weigh the page that keeps a story."""
    with site("benchmarks.faults.filling:usual") as at:
        at.machine.application = "benchmarks.bare:application"
        at.begin()
        crowds = CROWDS[:1] if quick else CROWDS
        yield Table(
            "Tellers from the first page to the thanks, without a pause",
            NAMES,
            *_both(_crowd(at, one) for one in crowds),
        )
        yield _peak(at, 5.0 if quick else PEAK)
        yield _ratio(at, 40 if quick else PAIRS)


def _both(found: Iterator[tuple[tuple[str, ...], list[str]]]) -> tuple[list[tuple[str, ...]], list[str]]:
    rows = list(found)
    return [row for row, _bad in rows], [line for _row, bad in rows for line in bad]


def processor(at: Site) -> float:
    """Return the seconds that the web processes have worked so far."""
    ticks = 0
    for number in at.machine.children("web"):
        ticks += sum(map(int, Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _crowd(at: Site, crowd: int) -> tuple[tuple[str, ...], list[str]]:
    """Let a crowd tell, each place taken anew by the next teller, until so many stories are told."""
    seen, stories, before, began = Seen(), round(crowd * EACH), processor(at), perf_counter()
    numbers = iter(range(at.came, at.came + stories))
    at.came += stories

    async def place() -> None:
        for number in numbers:
            await Teller(at.port, number, seen, files=True, longest=600.0).tell()

    async def all_of_them() -> None:
        await asyncio.gather(*(place() for _each in range(crowd)))

    asyncio.run(all_of_them())
    took = perf_counter() - began
    waits = sorted(wait for name, found in seen.waits.items() if name != "files" for wait in found)
    pages = sum(map(len, seen.waits.values()))
    errors = seen.broken + len(seen.odd) + seen.away - seen.shed
    row = (
        str(crowd),
        str(stories),
        f"{stories / took:.1f}",
        f"{pages / took:.0f}",
        *(duration(waits[int(len(waits) * share)]) for share in (0.5, 0.95, 0.99)),
        str(errors),
        str(seen.shed),
        duration((processor(at) - before) / pages),
    )
    return row, [f"{crowd} tellers: {errors} errors {sorted(set(seen.odd))[:3]}"] if errors else []


def _peak(at: Site, seconds: float) -> Table:
    """Let visits come at a steady rate, far more than can be helped, and see that none of them fails."""
    rate = VISITS / (MINUTES * 60)
    seen, draw = Seen(), random.Random(3)
    first = at.came
    at.came += round(rate * seconds)

    async def come() -> list[BaseException | None]:
        tasks = []
        for number in range(first, at.came):
            tasks.append(asyncio.ensure_future(Teller(at.port, number, seen, longest=600.0).tell()))
            await asyncio.sleep(draw.expovariate(rate))
        done, _open = await asyncio.wait(tasks, timeout=600)
        return [task.exception() for task in done]

    gave_up = sum(error is not None for error in asyncio.run(come()))
    pages = sum(map(len, seen.waits.values()))
    kept = sum(MARK in text for text, _answers in at.ask("benchmarks.faults.filling:stories"))
    bad = [f"the peak: {one}" for one in sorted(set(seen.odd))[:5]]
    bad += [f"the peak: {seen.broken} broken off"] if seen.broken else []
    bad += [f"the peak: {seen.away - seen.shed} times the database was away"] if seen.away > seen.shed else []
    bad += [f"the peak: {gave_up} never came to the end"] if gave_up else []
    lines = [
        ("visits a second, each with all pages", f"{rate:.0f} for {seconds:.0f} s"),
        ("pages that came", f"{pages:,}"),
        ("asked to come back, with what was typed", f"{seen.shed:,}"),
        ("failed in another way", str(seen.broken + len(seen.odd) + seen.away - seen.shed)),
        ("stories kept of all that came so far", f"{kept:,} of {at.came:,}"),
    ]
    bad += [f"{at.came - kept} stories are not there"] if kept != at.came else []
    return Table(f"A peak: {VISITS:,} visits in {MINUTES:.0f} minutes", ("what", "how many"), lines, bad)


def _ratio(at: Site, pairs: int) -> Table:
    """Send a story and a bare insert in turn, each alone; compare the middle of both, and the server's processor."""
    found = asyncio.run(_in_turn(at, pairs))
    story, bare = (sorted(one)[len(one) // 2] for one in (found["story"], found["bare"]))
    work = [asyncio.run(_work(at, pairs // 2, kind)) for kind in ("story", "bare")]
    ratio = bare / story
    lines = [
        ("a story, with the page of questions that follows", duration(story), duration(work[0])),
        ("one insert by a bare view, same middleware, same commit", duration(bare), duration(work[1])),
        (f"ratio (limit {RATIO})", f"{ratio:.2f}", f"{work[1] / work[0]:.2f}"),
    ]
    bad = [f"a story is {ratio:.2f} of a bare insert"] if ratio < RATIO else []
    return Table("A story beside a bare insert", ("what", "the middle", "processor of the server"), lines, bad)


async def _in_turn(at: Site, pairs: int) -> dict[str, list[float]]:
    line, found = Line(at.port, proxied=True), dict[str, list[float]](story=[], bare=[])
    for _each in range(20):
        await _send(at, line, "story")
        await _send(at, line, "bare")
    for _each in range(pairs):
        for kind, times in found.items():
            times.append(await _send(at, line, kind))
    return found


async def _work(at: Site, times: int, kind: str) -> float:
    """Return the seconds of the processor that one page of this kind takes, apart from opening the form."""
    line, before = Line(at.port, proxied=True), processor(at)
    bodies = [await _body(at, line) for _each in range(times)]
    opened, before = processor(at) - before, processor(at)
    for body in bodies:
        await _post(line, kind, body)
    return (processor(at) - before) / times if opened else 0.0


async def _send(at: Site, line: Line, kind: str) -> float:
    """Return how long it took to keep a story, or a row."""
    body = await _body(at, line)
    began = perf_counter()
    await _post(line, kind, body)
    return perf_counter() - began


async def _body(at: Site, line: Line) -> str:
    at.came += 1
    teller = Teller(at.port, at.came, Seen())
    _status, page = await line.send("GET", f"{teller.path}tell/parent/", "")
    return teller.story_body(page)


async def _post(line: Line, kind: str, body: str) -> None:
    path = "/v/jeugdhulp/tell/parent/?on=1" if kind == "story" else "/bare/"
    status, _text = await line.send("POST", path, "", body)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
