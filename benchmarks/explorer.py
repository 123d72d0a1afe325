"""How long one answer of the explorer takes at 100,000 stories: counting, drawing and the whole page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from benchmarks.apart import in_database
from benchmarks.database import POSTGRESQL, STORIES, fill
from benchmarks.tables import Table

LIMIT = 0.150  # seconds of the server for one answer that replaces everything on the page
RUNS = 9
CHOICES = {
    "everything": "",
    "one audience": "?audience=youth",
    "a part of a slider": "?heard=0..33",
    "four conditions": "?audience=youth,parent&heard=0..66&consequences=negative&period=2026-01..2026-06",
    "as typical": "?heard=67..100&sort=typical",
}
SEARCH = "?q=verhaal"


def inside() -> dict[str, float]:
    """Fill the database of this process, sign somebody in, and time the answers."""
    from django.conf import settings
    from django.test import Client

    from patterns.explorer import stock
    from people.models import Membership, User

    settings.ALLOWED_HOSTS, settings.DEMO = ["*"], True  # signing in is not what is measured
    point = fill()
    _release()
    user = User.objects.create_user("bench@example.org", "a password that is long", name="Bench")
    Membership.objects.create(coalition=point.coalition, user=user, role="analyst")
    browser = Client()
    browser.force_login(user)
    page = f"/c/{point.coalition.slug}/v/{point.slug}/"
    ask = _asking(browser, page)
    found = {"first": _seconds(lambda: ask("")), "again": 0.0}
    found |= {name: min(_seconds(lambda query=query: ask(query)) for _run in range(RUNS))  # type: ignore[misc]
              for name, query in CHOICES.items()}  # fmt: skip
    found["search"] = _seconds(lambda: ask(SEARCH))
    found["search again"] = min(_seconds(lambda: ask(SEARCH)) for _run in range(3))
    stock.forget()
    found["again"] = _seconds(lambda: ask(""))
    return found


def _asking(browser: Any, page: str) -> Callable[[str], None]:
    def ask(query: str) -> None:
        answer = browser.get(page + query, headers={"hx-request": "true", "hx-target": "explorer"}, secure=True)
        if answer.status_code != 200:
            raise RuntimeError(f"{query or 'the page'} answered {answer.status_code}")

    return ask


def _release() -> None:
    """Publish the questions and give every story a released text of an ordinary length, to search in."""
    from datetime import date

    from vertelpunt.models import QuestionSetVersion, Story, StoryRelease

    QuestionSetVersion.objects.filter(published_on=None).update(published_on=date(2026, 5, 4))

    words = "Dit is een verhaal over hulp die kwam toen wij er niet meer op rekenden, en over wie er luisterde. " * 6
    ids = list(Story.objects.values_list("pk", flat=True))
    for start in range(0, len(ids), 5_000):
        StoryRelease.objects.bulk_create(
            StoryRelease(story_id=pk, text=f"{words}{place}", released_on=date(2026, 5, 4))
            for place, pk in enumerate(ids[start : start + 5_000], start)
        )


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def measure(quick: bool) -> Iterator[Table]:
    """One answer of the explorer, on SQLite and on PostgreSQL."""
    for where, address in (("SQLite", ""), ("PostgreSQL", POSTGRESQL)):
        yield _table(where, in_database("benchmarks.explorer:inside", address))


def _table(where: str, found: dict[str, float]) -> Table:
    lines = [(f"{STORIES:,}", name, f"{1000 * found[name]:.0f} ms", f"{1000 * LIMIT:.0f} ms") for name in CHOICES]
    bad = [f"explorer on {where}, {name}: {1000 * found[name]:.0f} ms" for name in CHOICES if found[name] > LIMIT]
    apart = {
        "a search for words, the first time": found["search"],
        "the same search again": found["search again"],
        "the first answer after a story came or went": found["again"],
        "the first answer ever": found["first"],
    }
    lines += [(f"{STORIES:,}", name, f"{1000 * took:.0f} ms", "-") for name, took in apart.items()]
    return Table(f"One answer of the explorer, {where}", ("stories", "chosen", "server time", "limit"), lines, bad)
