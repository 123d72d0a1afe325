"""How long 100,000 stories take from the database to columns: the first time, and the next time from disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.apart import in_database
from benchmarks.tables import Table

STORIES = 100_000
BATCH = 5_000
FIRST, NEXT = 10.0, 1.0  # seconds
POSTGRESQL = os.environ.get("BENCH_POSTGRESQL", "postgres://postgres@127.0.0.1:5432/test")


@dataclass(frozen=True, slots=True)
class Loading:
    """Seconds to read `stories` into columns, beside bare reading of the same rows."""

    where: str
    first: float
    again: float
    bare: float

    @property
    def good(self) -> bool:
        """Within both limits."""
        return self.first <= FIRST and self.again <= NEXT


def loadings() -> Iterator[Loading | str]:
    """Measure SQLite (in a file) and PostgreSQL, each in a process of its own, or say which could not be measured."""
    for name, address in (("SQLite", ""), ("PostgreSQL", POSTGRESQL)):
        try:
            yield Loading(name, **in_database("benchmarks.database:inside", address))
        except RuntimeError as error:
            yield f"{name} was not measured (BENCH_POSTGRESQL names a server): {str(error).splitlines()[-1]}"


def inside() -> dict[str, float]:
    """Fill the database of this process and measure."""
    return in_seconds(fill())


def in_seconds(point: Any) -> dict[str, float]:
    """Time the three ways of reading."""
    from patterns.dataset import load

    stories = point.stories.all()
    columns = ("id", "answers", "audience", "channel", "region", "language", "told_on", "words", "teller")
    first = timed(lambda: load(stories, point))
    again = min(timed(lambda: load(stories, point)) for _run in range(3))
    bare = timed(lambda: sum(1 for _row in stories.values_list(*columns).iterator(chunk_size=2000)))
    return {"first": first, "again": again, "bare": bare}


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    started = perf_counter()
    work()
    return perf_counter() - started


def fill() -> Any:
    """Make a Vertelpunt of three audiences with many stories of twelve answers each."""
    from people.models import Coalition
    from vertelpunt.models import Audience, QuestionSetVersion, Story, Vertelpunt
    from vertelpunt.pool import definition

    made = Coalition.objects.create(name="Bench", slug="bench", kind="region")
    point = Vertelpunt.objects.create(coalition=made, slug="bench", state="open")
    keys = ("youth", "parent", "professional")
    audiences = [Audience.objects.create(vertelpunt=point, key=key, position=at) for at, key in enumerate(keys)]
    version = QuestionSetVersion.objects.create(vertelpunt=point, number=1, definition=definition(1))
    chance = np.random.default_rng(20260504)
    for start in range(0, STORIES, BATCH):
        Story.objects.bulk_create(
            Story(
                vertelpunt=point,
                version=version,
                audience=audiences[number % 3],
                number=number + 1,
                text="Een verhaal.",
                words=int(chance.integers(20, 300)),
                told_on=f"2026-{1 + number % 12:02d}-10",
                state="released",
                answers=answers(chance),
            )
            for number in range(start, start + BATCH)
        )
    return point


def answers(chance: np.random.Generator) -> dict[str, Any]:
    """One teller's answers; about one in seventeen skipped."""
    sliders = ("right_help", "in_time", "clear", "heard")
    steps = ("very_negative", "negative", "neither", "positive", "very_positive")
    values: dict[str, Any] = {key: int(chance.integers(0, 101)) for key in sliders}
    values |= {"consequences": steps[chance.integers(5)], "themes": ["waiting", "school"][: 1 + chance.integers(2)]}
    values |= {"feeling": ["sad", "angry"][: 1 + chance.integers(2)], "help_kind": "at_home", "may_quote": "yes"}
    return {key: {"none": "skipped"} if chance.random() < 0.06 else value for key, value in values.items()}


def measure(quick: bool) -> Iterator[Table]:
    """From the database to columns."""
    all_found = list(loadings())
    found = [one for one in all_found if isinstance(one, Loading)]
    lines = [
        (
            one.where,
            f"{STORIES:,}",
            f"{one.first:.1f} s",
            f"{one.again:.2f} s",
            f"{one.bare:.1f} s",
            f"{one.first / one.bare:.1f} x",
        )
        for one in found
    ]
    bad = [f"loading from {one.where}: {one.first:.1f} s, then {one.again:.2f} s" for one in found if not one.good]
    bad += [one for one in all_found if isinstance(one, str)]
    names = (
        "database",
        "stories",
        "first time (limit 10 s)",
        "next time (limit 1 s)",
        "bare reading",
        "first of bare",
    )
    yield Table("From the database to columns", names, lines, bad)
