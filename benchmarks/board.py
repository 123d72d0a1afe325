"""Live boards with 120 people at 8 tables: when a note is on all screens of its table, and what outages cost."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from time import perf_counter

from benchmarks.live.person import Person
from benchmarks.live.room import Room, room
from benchmarks.tables import Table, duration

MINUTE, BURST = 60.0, 5.0
USUAL, WORST, COMPLETE = 0.200, 1.0, 10.0
OUTAGE = 10.0
NAMES = ("what", "notes", "p50", "p95 (limit 200 ms)", "worst (limit 1 s)", "lost", "double", "complete after")
Outage = Callable[[Room, list[Person]], Awaitable[None]]


def measure(quick: bool) -> Iterator[Table]:
    """Measure two web processes with Redis on PostgreSQL, and one with neither on SQLite."""
    for web, title in ((2, "two web processes, Redis, PostgreSQL"), (1, "one web process, SQLite")):
        with room(web) as made:
            lines, bad = asyncio.run(_all(made, quick))
        yield Table(f"Live boards, 120 people at 8 tables: {title}", NAMES, lines, [f"{title}: {one}" for one in bad])


async def _all(made: Room, quick: bool) -> tuple[list[tuple[str, ...]], list[str]]:
    people = [Person(made.ports[place % len(made.ports)], **one) for place, one in enumerate(made.people)]
    for person in people:
        person.begin()
        await asyncio.sleep(0.02)  # people come in one after the other
    await asyncio.sleep(5)
    minutes = 1 if quick else 2
    rows = [await _usual(made, people, minutes)]
    outages: dict[str, Outage] = {
        "every phone offline for 10 s": _all_drop,
        "a web process killed": _killed,
    }
    if made.redis_port:
        outages["Redis restarts"] = _redis_restarts
    for name, outage in outages.items():
        rows.append(await _outage(made, people, name, outage))
    for person in people:
        person.leave()
    bad = [line for _row, found in rows for line in found]
    return [row for row, _found in rows], bad


async def _write(people: list[Person], minutes: float) -> None:
    """Let each person write twice a minute: at a moment of their own, and with the whole table in five seconds."""
    draw, moments = random.Random(7), []
    for minute in range(max(1, round(minutes))):
        tables = {person.table: minute * MINUTE + draw.random() * (MINUTE - BURST) for person in people}
        for person in people:
            moments.append((minute * MINUTE + draw.random() * MINUTE, person))
            moments.append((tables[person.table] + draw.random() * BURST, person))
    start = perf_counter()
    for moment, person in sorted(moments, key=lambda one: one[0]):
        if moment > minutes * MINUTE:
            break
        await asyncio.sleep(max(0.0, start + moment - perf_counter()))
        person.write()


def _missing(people: list[Person]) -> int:
    """Return how many notes are not yet on a screen of their table."""
    return sum(
        key not in screen.seen
        for writer in people
        for key in writer.wrote
        for screen in people
        if screen.table == writer.table
    )


async def _complete(people: list[Person]) -> float:
    """Return the seconds until every screen shows every note of its table; at most a minute."""
    start = perf_counter()
    while _missing(people) and perf_counter() - start < MINUTE:
        await asyncio.sleep(0.1)
    return perf_counter() - start


def _counts(made: Room, people: list[Person]) -> tuple[int, int]:
    """Return how many notes were lost and how many are there twice, in the database or on a screen."""
    wrote = {key for person in people for key in person.wrote}
    kept = [key for _table, key in made.ask("notes")]
    lost = len(wrote - set(kept)) + _missing(people) + sum(len(person.refused) for person in people)
    return lost, len(kept) - len(set(kept)) + sum(person.doubled for person in people)


async def _usual(made: Room, people: list[Person], minutes: int) -> tuple[tuple[str, ...], list[str]]:
    await _write(people, minutes)
    after = await _complete(people)
    waits = sorted(
        screen.seen[key] - moment
        for writer in people
        for key, moment in writer.wrote.items()
        for screen in people
        if screen.table == writer.table and key in screen.seen
    )
    lost, double = await asyncio.to_thread(_counts, made, people)
    middle, most, worst = waits[len(waits) // 2], waits[int(len(waits) * 0.95)], waits[-1]
    figures = (duration(middle), duration(most), duration(worst), str(lost), str(double), duration(after))
    number = sum(len(person.wrote) for person in people)
    bad = [f"p95 {duration(most)}"] if most > USUAL else []
    bad += [f"worst {duration(worst)}"] if worst > WORST else []
    bad += [f"{lost} lost, {double} double"] if lost or double else []
    return (f"2 notes a minute each, with bursts, {minutes} min", str(number), *figures), bad


async def _outage(made: Room, people: list[Person], name: str, outage: Outage) -> tuple[tuple[str, ...], list[str]]:
    before = sum(len(person.wrote) for person in people)
    writing = asyncio.ensure_future(_write(people, 0.5))
    await asyncio.sleep(8)
    await outage(made, people)
    over = perf_counter()
    there = {key for person in people for key in person.wrote}
    while _missing_of(people, there) and perf_counter() - over < MINUTE:
        await asyncio.sleep(0.1)
    after = perf_counter() - over
    await writing
    await _complete(people)
    lost, double = await asyncio.to_thread(_counts, made, people)
    number = sum(len(person.wrote) for person in people) - before
    bad = [f"{name}: complete after {duration(after)}"] if after > COMPLETE else []
    bad += [f"{name}: {lost} lost, {double} double"] if lost or double else []
    return (name, str(number), "-", "-", "-", str(lost), str(double), duration(after)), bad


def _missing_of(people: list[Person], keys: set[str]) -> bool:
    return any(
        key in keys and key not in screen.seen
        for writer in people
        for key in writer.wrote
        for screen in people
        if screen.table == writer.table
    )


async def _all_drop(_made: Room, people: list[Person]) -> None:
    for person in people:
        person.drop()
    await asyncio.sleep(OUTAGE)
    for person in people:
        person.back()


async def _killed(made: Room, _people: list[Person]) -> None:
    made.kill(made.ports[0])
    await asyncio.sleep(3)
    await asyncio.to_thread(made.start_web, made.ports[0])


async def _redis_restarts(made: Room, _people: list[Person]) -> None:
    made.kill(made.redis_port)
    await asyncio.sleep(3)
    await asyncio.to_thread(made.start_redis)
