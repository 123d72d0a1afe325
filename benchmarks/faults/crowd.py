"""People at work while something breaks, and whether all that they were told was kept is there afterwards."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from benchmarks.faults.site import Site
from benchmarks.live.person import WORDS, Person
from benchmarks.live.teller import MARK, Seen, Teller

TELLERS, WRITERS = 100, 24
COMING = 12.0  # seconds in which the tellers come, one after the other
BOUND = 150.0  # seconds after which all must have been done
Fault = Callable[[Site], Awaitable[str]]
NAMES = (
    "what broke",
    "stories",
    "answers",
    "notes",
    "lost",
    "double",
    "broken off",
    "asked to wait",
    "longest",
    "how it went",
)


@dataclass
class Told:
    """What the people of one run did and met."""

    tellers: list[Teller]
    writers: list[Person]
    seen: Seen
    how: str
    unfinished: int
    lost: list[str] = field(default_factory=list)
    double: int = 0

    def row(self, name: str) -> tuple[str, ...]:
        """Return the line of a table."""
        answers = sum(len(teller.kept_answers) for teller in self.tellers)
        stories = sum(bool(teller.kept_text) for teller in self.tellers)
        notes = sum(len(person.wrote) for person in self.writers)
        longest = max((wait for waits in self.seen.waits.values() for wait in waits), default=0.0)
        figures = (stories, answers, notes, len(self.lost), self.double, self.seen.broken, self.seen.away)
        return (name, *(str(one) for one in figures), f"{longest:.1f} s", self.how)

    def bad(self, name: str) -> list[str]:
        """Return in words what must not be."""
        found = [f"{name}: {one}" for one in (*self.lost[:5], *sorted(set(self.seen.odd))[:5])]
        found += [f"{name}: {self.double} double"] if self.double else []
        found += [f"{name}: {self.unfinished} did not come to an end"] if self.unfinished else []
        return found + [f"{name}: refused {one}" for person in self.writers for one in person.refused]


async def at_work(
    at: Site, fault: Fault, *, tellers: int = TELLERS, writers: int = WRITERS, after: float = 6.0
) -> Told:
    """Let people tell and write while `fault` happens, until all of them are done."""
    seen, draw = Seen(), random.Random(7)
    numbers = range(at.came, at.came + tellers)
    made = [Teller(at.port, number, seen, think=lambda: draw.uniform(0.3, 1.5)) for number in numbers]
    at.came += tellers
    people = [Person(at.port, **one, proxied=True) for one in at.made["people"][:writers]]
    for person in people:
        person.begin()
    telling = [asyncio.ensure_future(_late(teller, draw.random() * COMING)) for teller in made]
    writing = asyncio.ensure_future(_write(people, draw))
    await asyncio.sleep(after)
    how = await fault(at)
    done, open_ = await asyncio.wait(telling, timeout=BOUND)
    writing.cancel()
    await _all_sent(people)
    for task in open_:
        task.cancel()
    for person in people:
        person.leave()
    broke = [repr(task.exception()) for task in done if task.exception()]
    seen.odd += broke
    told = Told(made, people, seen, how, len(open_) + len(broke))
    await at.aside(_compare, at, told)
    return told


async def _late(teller: Teller, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await teller.tell()


async def _write(people: list[Person], draw: random.Random) -> None:
    while True:
        await asyncio.sleep(0.4)
        draw.choice(people).write()


async def _all_sent(people: list[Person]) -> None:
    """Wait until every note was answered, at most half a minute."""
    until = perf_counter() + 30
    while any(person.waiting for person in people) and perf_counter() < until:
        await asyncio.sleep(0.2)


def _compare(at: Site, told: Told) -> None:
    """Put what people were told was kept beside what is in the database."""
    kept = at.ask("benchmarks.faults.filling:stories")
    by_mark: dict[str, list[dict[str, Any]]] = {}
    for text, answers in kept:
        by_mark.setdefault(_mark(text), []).append(answers)
    for teller in told.tellers:
        found = by_mark.get(_mark(teller.text), [])
        told.double += max(0, len(found) - 1)
        if teller.kept_text and not found:
            told.lost.append(f"the story of teller {teller.number}")
        elif found:
            told.lost += [f"answer {key} of {teller.number}" for key in _not_in(teller.kept_answers, found[0])]
    notes = at.ask("benchmarks.faults.filling:notes")
    told.double += len(notes) - len(set(notes))
    wrote = {key for person in told.writers for key in person.wrote if not _waits(person, key)}
    told.lost += [f"note {key}" for key in wrote - set(notes)]


def _mark(text: str) -> str:
    return text.partition(MARK)[2].partition(".")[0].strip()


def _waits(person: Person, key: str) -> bool:
    return any(key in body for body in person.waiting)


def _not_in(given: dict[str, list[str]], kept: dict[str, Any]) -> list[str]:
    """Return the questions whose acknowledged answer is not what is kept."""
    plain = {key: [str(one) for one in (value if isinstance(value, list) else [value])] for key, value in kept.items()}
    return [key for key, value in given.items() if plain.get(key.removeprefix("q-")) != value]


def in_logs(at: Site) -> list[str]:
    """Return what was told that stands in a log of ours, of uvicorn, of PostgreSQL or of Redis."""
    logs = at.logs().lower()
    words = {"a story": MARK, "a note": WORDS["text"], "a token": "token=", "an address of a teller": "198.18."}
    return [f"{name} is in a log" for name, word in words.items() if word.lower() in logs]
