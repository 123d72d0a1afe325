"""A million stories in PostgreSQL: how long the pages of members take; what files cost, `leaving` measures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from benchmarks.apart import in_database
from benchmarks.database import POSTGRESQL
from benchmarks.tables import Table, duration

STORIES, WAITING, HELD = 1_000_000, 40_000, 10_000
LIMIT, RUNS = 0.300, 20
MEANWHILE = (
    "explorer",
    "explorer, one audience",
    "explorer, four conditions",
    "explorer, as typical",
    "story list, page 2",
)
FILL = """
INSERT INTO vertelpunt_story (id, vertelpunt_id, version_id, audience_id, channel_id, number, title, text,
  unwritten, words, answers, may_quote, language, told_on, state, held_for, source, origin, finished, complete, teller)
SELECT md5('{seed}' || n)::uuid, {point}, {version}, ({audiences})[1 + n % 3], ({channels})[1 + n % 5],
  999999 + n, '', 'Verhaal over ' || words || '.', false, 20 + n % 200,
  jsonb_build_object('heard', (n * 79) % 101, 'in_time', (n * 47) % 101, 'right_help', (n * 29) % 101,
    'clear', (n * 85) % 101, 'consequences', ('{{very_negative,negative,neither,positive}}'::text[])[1 + n % 4],
    'themes', jsonb_build_array(('{{waiting,school,contact}}'::text[])[1 + n % 3]), 'may_quote', 'yes'),
  'yes', 'nl', date '2026-01-01' + (n % 300),
  CASE WHEN n <= {waiting} THEN 'told' WHEN n <= {held} THEN 'held' ELSE 'released' END,
  CASE WHEN n > {waiting} AND n <= {held} THEN 'short' ELSE '' END,
  'form', '', true, true, md5('teller' || n / 2)::uuid
FROM (SELECT n, (SELECT string_agg(substr(md5(n::text || part), 1, 4 + part % 5), ' ')
                 FROM generate_series(1, {pieces}) AS part) AS words
      FROM generate_series(1, {stories}) AS n) AS drawn
"""
SCREEN = """
INSERT INTO vertelpunt_screening (story_id, version, spans, sketch, read_first)
SELECT id, {screened}, '[]', (SELECT jsonb_agg(x ORDER BY x) FROM (
    SELECT ('x' || substr(md5(number::text || part), 1, 12))::bit(48)::bigint AS x
    FROM generate_series(1, 26) AS part) AS drawn), number % 40 = 0
FROM vertelpunt_story
"""
PARTS = """
INSERT INTO vertelpunt_sketchpart (screening_id, digest)
SELECT story_id, part::bigint FROM vertelpunt_screening,
  LATERAL (SELECT value AS part FROM jsonb_array_elements_text(sketch) WITH ORDINALITY AS one(value, at)
           WHERE at <= {found_by}) AS first
"""
AFTER = (
    "INSERT INTO vertelpunt_storyrelease (story_id, number, title, text, released_on) "
    "SELECT id, 1, title, text, told_on FROM vertelpunt_story WHERE state = 'released'",
    SCREEN,
    PARTS,
    "TRUNCATE patterns_revision",
    "VACUUM ANALYZE",
    "CHECKPOINT",
)


def fill(stories: int = STORIES, *, pieces: int = 30, screened: bool = True) -> Any:
    """Make a Vertelpunt with stories of `pieces` words, by statements that the database carries out by itself.

    Files need nothing of what is kept of stories that were `screened`.
    """
    from django.db import connection

    from people.models import Coalition
    from vertelpunt.models import Audience, Channel, QuestionSetVersion, Vertelpunt
    from vertelpunt.noticing import FOUND_BY
    from vertelpunt.pool import definition
    from vertelpunt.redacting import VERSION

    made = Coalition.objects.create(name="Bench", slug="bench", kind="region")
    titles = {name: {"nl": name, "en": name} for name in ("title", "lead", "prompt")}
    point = Vertelpunt.objects.create(coalition=made, slug="bench", state="open", **titles)
    keys = ("youth", "parent", "professional")
    audiences = [Audience.objects.create(vertelpunt=point, key=key, position=at) for at, key in enumerate(keys)]
    channels = [Channel.objects.create(vertelpunt=point, code=f"kanaal{at}", name=f"Kanaal {at}") for at in range(5)]
    version = QuestionSetVersion.objects.create(
        vertelpunt=point, number=1, definition=definition(1), published_on="2026-01-01"
    )
    share = stories / STORIES
    values = {
        "seed": point.pk, "point": point.pk, "version": version.pk, "stories": stories, "screened": VERSION,
        "found_by": FOUND_BY, "pieces": pieces,
        "audiences": f"ARRAY{[one.pk for one in audiences]}", "channels": f"ARRAY{[one.pk for one in channels]}",
        "waiting": round(WAITING * share), "held": round((WAITING + HELD) * share),
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in (FILL, *(one for one in AFTER if screened or one not in (SCREEN, PARTS))):
            cursor.execute(statement.format(**values))
    return point


def inside() -> dict[str, Any]:
    """Fill the database of this process, sign people in, and time their pages."""
    from django.conf import settings
    from django.test import Client

    from people.models import Membership, User
    from storycycle.settled import settle

    settings.ALLOWED_HOSTS, settings.DEMO = ["*"], True  # signing in is not what is measured
    settings.FOLLOW_SECONDS = 0.0
    began = perf_counter()
    point = fill(int(os.environ.get("MILLION", STORIES)))
    found: dict[str, Any] = {"filled": perf_counter() - began}
    user = User.objects.create_user("bench@example.org", "a password that is long", name="Bench")
    for role in ("analyst", "moderator", "process_leader"):
        Membership.objects.create(coalition=point.coalition, user=user, role=role)
    browser = Client()
    browser.force_login(user)
    from patterns.explorer import aside, stock

    settle()  # as a web process is before its first request
    stock.MANY = 10**9  # whoever asks first waits here, and is measured apart
    began = perf_counter()
    browser.get(f"/c/{point.coalition.slug}/v/{point.slug}/", secure=True)
    found["read"] = perf_counter() - began
    asks, runs = pages(browser, point), int(os.environ.get("RUNS", RUNS))
    found["meanwhile"] = {name: times(asks[name], runs, 5.0) for name in MEANWHILE}
    for thread in list(aside._working.values()):
        thread.join()
    found["words"] = perf_counter() - began
    found["pages"] = {name: times(ask, runs) for name, ask in asks.items()}
    return found


def pages(browser: Any, point: Any) -> dict[str, Callable[[], Any]]:
    """Return what asks for each page that lists, counts or opens stories."""
    from vertelpunt.models import Story

    at = f"/c/{point.coalition.slug}/v/{point.slug}/"
    told = Story.objects.filter(state="told").order_by("number")
    some = [str(pk) for pk in told.values_list("pk", flat=True)[:50]]
    part = {"hx-request": "true", "hx-target": "explorer"}
    addresses = {
        "explorer": at,
        "explorer, one audience": f"{at}?audience=youth",
        "explorer, four conditions": f"{at}?audience=youth&heard=0..66&consequences=negative&period=2026-01..2026-06",
        "explorer, as typical": f"{at}?heard=67..100&sort=typical",
        "story list, page 2": f"{at}?page=2",
        "story list, page 50,000": f"{at}?page=50000",
        "one story": f"{at}stories/{Story.objects.filter(state='released').order_by('number')[1000].number}/",
        "moderation, the next story": f"{at}moderation/",
        "moderation, one after another": f"{at}moderation/?after={some[20]}",
        "moderation, one story": f"{at}moderation/{some[7]}/",
        "moderation, list": f"{at}moderation/list/",
        "moderation, list of those to read first": f"{at}moderation/list/?only=first",
        "moderation, list, page 500": f"{at}moderation/list/?page=500",
        "export, the form": f"{at}export/",
        "response": f"{at}response/",
        "coalition": f"/c/{point.coalition.slug}/",
        "who read what": f"/c/{point.coalition.slug}/reading/",
        "first page for tellers": f"/v/{point.slug}/",
    }

    def asking(name: str, address: str) -> Callable[[], Any]:
        headers = part if name.startswith(("explorer,", "story list")) else {}

        def ask() -> None:
            answer = browser.get(address, headers=headers, secure=True)
            if answer.status_code != 200:
                raise RuntimeError(f"{name} answered {answer.status_code}")

        return ask

    return {name: asking(name, address) for name, address in addresses.items()} | {"a story is told": telling(point)}


def telling(point: Any) -> Callable[[], Any]:
    """Return what opens the form and sends a story."""
    from tests.vertelpunt.teller import Teller

    def tell() -> None:
        if Teller(slug=point.slug).tell().status != 200:
            raise RuntimeError("the story was not taken")

    return tell


def times(ask: Callable[[], Any], runs: int, longest: float = 30.0) -> list[float]:
    """Return how long it took each time, the first one apart; a slow page is asked less often."""
    found: list[float] = []
    while len(found) < runs + 1 and sum(found) < longest:
        began = perf_counter()
        ask()
        found.append(perf_counter() - began)
    return found


def _lines(pages: dict[str, list[float]]) -> tuple[list[tuple[str, ...]], list[str]]:
    lines, bad = [], []
    for name, took in pages.items():
        rest = sorted(took[1:]) or took
        most = rest[min(len(rest) - 1, int(len(rest) * 0.95))]
        lines.append((name, duration(took[0]), duration(rest[len(rest) // 2]), duration(most)))
        bad += [f"{name}: {duration(most)}"] if most > LIMIT else []
    return lines, bad


def measure(quick: bool) -> Iterator[Table]:
    """Ask for every page that grows with stories."""
    os.environ["MILLION"] = str(STORIES // 10 if quick else STORIES)
    found = in_database("benchmarks.million:inside", POSTGRESQL)
    lines, bad = _lines(found["pages"])
    yield Table(
        f"{int(os.environ['MILLION']):,} stories in PostgreSQL",
        ("page", "first", "p50", "p95 (limit 300 ms)"),
        lines,
        bad,
    )
    names = ("page", "first", "p50", "p95")
    yield Table("While the words of a million stories are read, once for each web process", names,
                _lines(found["meanwhile"])[0])  # fmt: skip
    filled = [("read into memory, once for each web process", duration(found["read"])),
              ("and the words of all stories beside requests, until", duration(found["words"])),
              ("filled by INSERT ... SELECT", duration(found["filled"]))]  # fmt: skip
    yield Table("Once", ("what", "time"), filled)
