"""How long 100,000 rows take to come in and to go again, how short the moment is at which they appear, who waits."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, perf_counter, sleep, thread_time
from typing import Any

from benchmarks.apart import in_database
from benchmarks.explorer import POSTGRESQL
from benchmarks.tables import Table

ROWS = 100_000
MOST, PUBLISHED, UNDONE, WAITED = 60.0, 10.0, 180.0, 15.0  # seconds; a page gives up waiting for SQLite after twenty
NOTES = 1_000  # of readers, at stories that tellers told: each is looked at for words of a story that goes
WORDS = "toen kwam er iemand langs die wel luisterde en daarna werd het thuis rustiger dan het was geweest".split()  # noqa: SIM905


def rows(count: int) -> Iterator[bytes]:
    """Yield a table with a story, a teller, a day and sixteen answers in each row."""
    draw = random.Random(7)
    yield ("Verhaal;Respondent ID;Datum;" + ";".join(f"v{at}" for at in range(16)) + "\n").encode()
    for at in range(count):
        story = " ".join(draw.choices(WORDS, k=60))
        sliders = [str(draw.randint(0, 100)) if draw.random() > 0.1 else "" for _ in range(8)]
        choices = [draw.choice(("wachten", "hulp", "klaar", "n.v.t.")) for _ in range(8)]
        yield f"{story} {at};r{at // 2};2026-{1 + at % 12:02}-11;{';'.join(sliders + choices)}\n".encode()


class Teller(threading.Thread):
    """Goes on telling stories while others are brought in, and remembers how long each took."""

    def __init__(self, point: Any) -> None:
        super().__init__(daemon=True)
        self.point, self.stopped, self.took = point, False, list[float]()

    def run(self) -> None:
        """Tell a story ten times a second at most."""
        from uuid import uuid4

        from django.db import connection

        from vertelpunt.actions import tell
        from vertelpunt.queries import current_version

        version = current_version(self.point)
        audience = self.point.audiences.get(key="parent")
        assert version is not None
        while not self.stopped:
            began = perf_counter()
            tell(version=version, audience=audience, text=f"Een verhaal {began}.", story=uuid4(), code=str(uuid4()))
            self.took.append(perf_counter() - began)
            sleep(0.1)
        connection.close()


@contextmanager
def telling(point: Any) -> Iterator[list[float]]:
    """Let somebody tell meanwhile; give how long each story took."""
    teller = Teller(point)
    teller.start()
    yield teller.took
    teller.stopped = True
    teller.join()


def notes(point: Any) -> None:
    """Have a reader write something of stories that tellers told."""
    from patterns.models import Annotation, CodeBook, CodeQuestion
    from tests import world

    reader = world.person("Anna", point.coalition)
    book = CodeBook.objects.create(coalition=point.coalition, vertelpunt=point, version=1)
    asked = CodeQuestion.objects.create(book=book, key="note", kind="note", text="Wat valt op?")
    told = [world.story(point) for _at in range(NOTES)]
    words = random.Random(8)
    Annotation.objects.bulk_create(
        Annotation(question=asked, story=one, reader=reader, version=1, value=" ".join(words.choices(WORDS, k=40)))
        for one in told
    )


def inside() -> dict[str, list[float]]:
    """Bring a file in and undo it while somebody tells; return how long each step took, also of the processor."""
    from django.utils import timezone

    from tests import world
    from vertelpunt import intake_files as files
    from vertelpunt.actions import bringing, bringing_in, intakes
    from vertelpunt.importing.mapping import agreed, from_json, to_json
    from vertelpunt.models import Intake, Story

    point = world.vertelpunt(world.coalition("Noord"))
    notes(point)
    intake = Intake.objects.create(vertelpunt=point, kind="table", name="veel.csv", digest="d", screened=True)
    files.write(intake.pk, files.STORIES, rows(ROWS))
    found: dict[str, list[float]] = {}

    def timed(name: str, work: Any, *given: Any) -> None:
        began, busy = monotonic(), thread_time()
        work(*given)
        found[name] = [monotonic() - began, thread_time() - busy]

    timed("look", intakes.in_background, intake.pk, "reading", "reading", intakes.look)
    intake.refresh_from_db()
    Intake.objects.filter(pk=intake.pk).update(state="checking", mapping=to_json(agreed(from_json(intake.mapping))))
    timed("check", intakes.in_background, intake.pk, "checking", "checking", intakes.check)
    Intake.objects.filter(pk=intake.pk).update(state="waiting")
    publish, announce = bringing.publish, bringing_in.announce
    bringing.publish = lambda *given: timed("publish", publish, *given)
    bringing_in.announce = lambda *given: timed("announce", announce, *given)
    with telling(point) as took:
        timed("bring", intakes.in_background, intake.pk, "waiting", "running", bringing_in.carry_in)
    found["bring"] = [whole - after for whole, after in zip(found["bring"], found["announce"], strict=True)]
    found |= {"came": [Story.objects.filter(intake=intake).count(), 0.0], "waited": [max(took), len(took)]}
    Intake.objects.filter(pk=intake.pk).update(state="undoing", heartbeat=timezone.now())
    with telling(point) as took:
        timed("undo", bringing_in.take_all_out, intake)
    left = Story.everything.filter(intake=intake).count()
    return found | {"left": [left, 0.0], "waited again": [max(took), len(took)]}


def measure(quick: bool) -> Iterator[Table]:
    """The steps of an import, and the longest that a teller waited meanwhile."""
    for where, address in (("SQLite", ""), ("PostgreSQL", POSTGRESQL)):
        yield _table(where, in_database("benchmarks.importing:inside", address))


def _table(where: str, found: dict[str, list[float]]) -> Table:
    limits = {"look": 0.0, "check": 0.0, "bring": MOST, "publish": PUBLISHED, "announce": 0.0, "waited": WAITED}
    limits |= {"undo": UNDONE, "waited again": WAITED}
    names = {
        "look": "looking at the columns",
        "check": "dry run",
        "bring": "staging and publishing",
        "publish": "of which the update that publishes",
        "announce": "telling the other apps, when everybody sees the stories",
        "waited": f"longest that one of {found['waited'][1]:.0f} tellers waited meanwhile",
        "undo": f"taking all of them out again, beside {NOTES:,} notes of readers",
        "waited again": f"longest that one of {found['waited again'][1]:.0f} tellers waited then",
    }
    lines = [
        (names[key], f"{found[key][0]:.1f} s", f"{found[key][1]:.1f} s" if not key.startswith("waited") else "",
         f"{most:.0f} s" if most else "-")
        for key, most in limits.items()
    ]  # fmt: skip
    bad = [f"{names[key]}: {found[key][0]:.0f} s" for key, most in limits.items() if most and found[key][0] > most]
    bad += [] if found["came"][0] == ROWS else [f"only {found['came'][0]:.0f} stories came in"]
    bad += [f"{found['left'][0]:.0f} stories stayed"] if found["left"][0] else []
    heads = ("what", "time", "of the processor", "limit")
    return Table(f"{ROWS:,} rows brought in and taken out ({where})", heads, lines, bad)
