"""How long 100,000 stories take from the database to columns: the first time, and the next time from disk.

``python -m benchmarks.database`` measures the database of DATABASE_URL in a database of its own, and prints JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

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


def loadings() -> list[Loading]:
    """Measure SQLite and PostgreSQL, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        places = {"SQLite": f"sqlite:///{folder}/bench.sqlite3", "PostgreSQL": POSTGRESQL}
        return [Loading(name, **measured(address, folder)) for name, address in places.items()]


def measured(address: str, folder: str) -> dict[str, float]:
    """Run this file on one database."""
    environment = os.environ | {
        "DATABASE_URL": address,
        "VAR_DIR": f"{folder}/{address.split(':')[0]}",
        "DJANGO_SETTINGS_MODULE": "storycycle.settings",
    }
    command = [sys.executable, "-m", "benchmarks.database"]
    printed = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(printed.splitlines()[-1])
    return found


def main() -> None:
    """Make a database, fill it, measure, and take it away."""
    import django

    django.setup()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        print(json.dumps(in_seconds(fill())))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


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


if __name__ == "__main__":
    main()
