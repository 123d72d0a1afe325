"""How long one answer of the explorer takes at 100,000 stories, also the first one after something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from resource import RUSAGE_SELF, getrusage
from threading import Thread
from time import perf_counter, process_time
from typing import Any
from uuid import uuid4

import numpy as np

from benchmarks.apart import in_database
from benchmarks.database import POSTGRESQL, STORIES, fill
from benchmarks.tables import Table

LIMIT = 0.150  # seconds of the server for one answer that replaces everything on the page
RUNS = 9
WORDS = 130  # of a story
KNOWN = 300_000  # words that tellers together use, the frequent ones as often as in a language
CHOICES = {
    "everything": "",
    "one audience": "?audience=youth",
    "a part of a slider": "?heard=0..33",
    "four conditions": "?audience=youth,parent&heard=0..66&consequences=negative&period=2026-01..2026-06",
    "as typical": "?heard=67..100&sort=typical",
}
SEARCHES = {
    "words of most stories": "?q=de+een",
    "a word of some": "?q=verhaal",
    "a part of many words": "?q=a",
    "words of none": "?q=xyzzy",
}
PHRASES = {"words together, of some": '?q="verhaal+over"', "words together, of most": '?q="de+een"'}
WAITS = "?page=1"  # the page that says that answers are being read
CHANGES = ("came", "changed", "went")
Took = tuple[float, float]  # seconds on the clock, and of the processor


def inside() -> dict[str, Any]:
    """Fill the database of this process, sign somebody in, and time the answers."""
    from patterns.explorer import kept_words, stock

    ask, point = _opened()
    found: dict[str, Any] = {"waiting": _least(lambda: ask(WAITS), 3)}
    stock.MANY = 2 * STORIES  # from here on whoever asks waits, and that is what is measured
    before = _memory()
    found |= {"cold": _took(lambda: ask("")), "memory of the columns": _memory() - before}
    stock.forget()
    found["again"] = _took(lambda: ask(""))
    before = _memory()
    found["words"] = _took(lambda: kept_words.read(point.pk))
    index = kept_words.of(point.pk).index
    found |= {"memory of the words": _memory() - before, "size of the words": (index.size if index else 0) / 2**20}
    for name, query in (SEARCHES | PHRASES).items():
        found[name] = _took(lambda query=query: ask(query))  # type: ignore[misc]
        found[f"{name}, again"] = _least(lambda query=query: ask(query), 3)  # type: ignore[misc]
    found |= {name: _least(lambda query=query: ask(query), RUNS) for name, query in CHOICES.items()}  # type: ignore[misc]
    return found | {name: _after(name, ask, point) for name in CHANGES}


def _opened() -> tuple[Callable[[str], None], Any]:
    """Return what asks for an answer, with the Vertelpunt that it is about."""
    from django.conf import settings
    from django.test import Client

    from people.models import Membership, User

    settings.ALLOWED_HOSTS, settings.DEMO = ["*"], True  # signing in is not what is measured
    settings.FOLLOW_SECONDS = 0.0
    point = fill()
    _release()
    user = User.objects.create_user("bench@example.org", "a password that is long", name="Bench")
    Membership.objects.create(coalition=point.coalition, user=user, role="analyst")
    browser = Client()
    browser.force_login(user)
    return _asking(browser, f"/c/{point.coalition.slug}/v/{point.slug}/"), point


def _asking(browser: Any, page: str) -> Callable[[str], None]:
    from patterns.explorer import aside

    aside.begin = lambda name, work: Thread()  # what is beside the requests is measured apart

    def ask(query: str) -> None:
        headers = {} if query == WAITS else {"hx-request": "true", "hx-target": "explorer"}
        answer = browser.get(page + query, headers=headers, secure=True)
        if answer.status_code != 200 or (b'id="waiting"' in answer.content) != (query == WAITS) or not answer.content:
            raise RuntimeError(f"{query or 'the page'} answered {answer.status_code}")

    return ask


def _release() -> None:
    """Publish the questions and give every story a released text of its own words, to search in."""
    from datetime import date

    from vertelpunt.models import QuestionSetVersion, Story, StoryRelease

    QuestionSetVersion.objects.filter(published_on=None).update(published_on=date(2026, 5, 4))
    ids, texts = list(Story.objects.values_list("pk", flat=True)), _texts()
    for start in range(0, len(ids), 5_000):
        StoryRelease.objects.bulk_create(
            StoryRelease(story_id=pk, text=next(texts), released_on=date(2026, 5, 4))
            for pk in ids[start : start + 5_000]
        )


def _texts() -> Iterator[str]:
    """Yield texts of made-up words that follow Zipf's law, with a few real ones among them."""
    chance = np.random.default_rng(20260504)
    letters, lengths = np.array(list("abdeghiklmnoprstuvwz")), chance.integers(3, 14, KNOWN)
    known = ["".join(chance.choice(letters, size)) for size in lengths.tolist()]
    known[0], known[1], known[40], known[41] = "de", "een", "verhaal", "over"
    share = np.cumsum(1 / (np.arange(KNOWN) + 2.7))
    share /= share[-1]
    while True:
        drawn = np.searchsorted(share, chance.random((1_000, WORDS)))
        yield from (" ".join(map(known.__getitem__, row)) + "." for row in drawn.tolist())


def _after(change: str, ask: Callable[[str], None], point: Any) -> Took:
    """Return how long the first answer takes after one story came, changed or went."""
    from vertelpunt.models import Story

    took = []
    for place in range(3):
        story = Story.objects.order_by("number")[place]
        if change == "came":
            story.pk, story.number, story._state.adding = uuid4(), 900_000 + place, True
            story.save()
        elif change == "changed":
            Story.objects.filter(pk=story.pk).update(answers=story.answers | {"heard": place})
        else:
            story.delete()
        took.append(_took(lambda: ask("")))
    return min(took)


def _took(work: Callable[[], object]) -> Took:
    started, busy = perf_counter(), process_time()
    work()
    return perf_counter() - started, process_time() - busy


def _least(work: Callable[[], object], runs: int) -> Took:
    return min(_took(work) for _run in range(runs))


def _memory() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


def measure(quick: bool) -> Iterator[Table]:
    """One answer of the explorer, on SQLite and on PostgreSQL."""
    for where, address in (("SQLite", ""), ("PostgreSQL", POSTGRESQL)):
        yield _table(where, in_database("benchmarks.explorer:inside", address))


def _table(where: str, found: dict[str, Any]) -> Table:
    limited = {name: name for name in CHOICES}
    limited |= {f"a search, the first time: {name}": name for name in SEARCHES}
    limited |= {f"the same search again: {name}": f"{name}, again" for name in SEARCHES}
    limited |= {f"the first answer after a story {name}": name for name in CHANGES}
    limited |= {"a page that says that the answers are being read": "waiting"}
    free = {f"a search, the first time: {name}": name for name in PHRASES}
    free |= {"the first answer ever, numbers not on disk yet": "cold", "the first answer after a start": "again",
             "reading the words, beside the requests": "words"}  # fmt: skip
    lines = [(name, _ms(found[key][0]), _ms(found[key][1]), _ms(LIMIT)) for name, key in limited.items()]
    lines += [(name, _ms(found[key][0]), _ms(found[key][1]), "-") for name, key in free.items()]
    lines += [(f"{name}, MB", f"{found[name]:.0f}", "", "-") for name in
              ("memory of the columns", "memory of the words", "size of the words")]  # fmt: skip
    bad = [f"explorer on {where}, {name}: {_ms(found[key][0])}" for name, key in limited.items()
           if found[key][0] > LIMIT]  # fmt: skip
    title = f"One answer of the explorer among {STORIES:,} stories, {where}"
    return Table(title, ("asked", "server time", "of the processor", "limit"), lines, bad)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"
