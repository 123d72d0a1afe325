"""Whoever watches the installation learns whether it is ready and how it is doing, and nothing about anybody."""

import json
import logging
import re
from collections import namedtuple
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from lib.logs import JsonLines, Scrub
from people import upkeep
from people.actions import MOST_ATTEMPTS, post
from people.models import Coalition, Message, User
from storycycle import health
from vertelpunt.tasks import look_at_file
from vertelpunt.views.busy import turned_away

TOKEN = {"Authorization": "Bearer a-token-of-a-test"}
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _looks_again() -> Iterator[None]:
    health.looked_up.forget()
    yield
    health.looked_up.forget()


@pytest.fixture
def _with_token(settings: Settings) -> None:
    settings.METRICS_TOKEN = "a-token-of-a-test"


@pytest.fixture
def _things_wait(settings: Settings, noord: Coalition) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for to in ("geheim@example.org", "ook@example.org"):
        post(to=to, subject="Geheim", body="Geheim", coalition=noord)
    Message.objects.filter(to="ook@example.org").update(attempts=MOST_ATTEMPTS)
    look_at_file.enqueue("0")
    look_at_file.enqueue("1")
    DBTaskResult.objects.filter(pk=DBTaskResult.objects.latest("enqueued_at").pk).update(status="FAILED")
    upkeep.note("backup", 7)


def test_it_is_ready_when_all_that_is_needed_is_there(nobody: Client, db: None) -> None:
    answer = nobody.get("/ready/")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)


def test_it_is_not_ready_before_it_is_migrated(nobody: Client, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'people' AND name >= '0006'")
    answer = nobody.get("/ready/")
    assert (answer.status_code, answer.json()["migrated"]) == (503, False)


def test_it_is_not_ready_without_redis_or_room(
    nobody: Client, db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _path: Usage(10**9, 10**9 - 5, 5))
    answer = nobody.get("/ready/")
    assert (answer.status_code, answer.json()) == (
        503,
        {"ready": False, "migrated": True, "redis": False, "room": False},
    )


def test_who_asks_often_whether_it_is_ready_gets_the_same_answer_for_some_seconds(
    nobody: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, now = [], [100.0]
    monkeypatch.setattr(health, "_migrated", lambda: not looked.append(1))
    monkeypatch.setattr("lib.kept.monotonic", lambda: now[0])
    for _each in range(20):
        assert nobody.get("/ready/").status_code == 200
    assert len(looked) == 1
    monkeypatch.setattr(health, "_migrated", lambda: bool(looked.append(1)))
    now[0] += health.KEPT - 0.1
    assert nobody.get("/ready/").status_code == 200
    now[0] += 0.1
    assert (nobody.get("/ready/").status_code, len(looked)) == (503, 2)


@pytest.mark.usefixtures("_with_token")
def test_how_many_were_turned_away_is_counted_for_prometheus(
    nobody: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turned_away, "total", 1770)
    text = nobody.get("/metrics/", headers=TOKEN).content.decode()
    assert "# TYPE storycycle_turned_away_total counter\n" in text
    assert re.search(r'^storycycle_turned_away_total\{process="\d+"\} 1770$', text, re.MULTILINE)


@pytest.mark.usefixtures("_with_token")
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer another"}, {"Authorization": "Bearer "}])
def test_nobody_reads_numbers_without_the_token(nobody: Client, db: None, headers: dict[str, str]) -> None:
    answer = nobody.get("/metrics/", headers=headers)
    assert (answer.status_code, answer.content) == (401, b"")


def test_without_a_token_set_nobody_reads_them_at_all(nobody: Client, db: None) -> None:
    assert nobody.get("/metrics/", headers={"Authorization": "Bearer "}).status_code == 401


@pytest.mark.usefixtures("_with_token", "_things_wait")
def test_the_numbers_are_there_for_prometheus_and_name_nobody(nobody: Client) -> None:
    text = nobody.get("/metrics/", headers=TOKEN).content.decode()
    found = dict(re.findall(r"^storycycle_(\w+) ([\d.e+]+)$", text, re.MULTILINE))
    assert {name: found[name] for name in ("mails_waiting", "mails_failed", "tasks_waiting", "tasks_failed")} == {
        "mails_waiting": "1",
        "mails_failed": "1",
        "tasks_waiting": "1",
        "tasks_failed": "1",
    }
    assert float(found["backup_at"]) > 1.7e9
    assert found["daily_at"] == "0"
    assert set(found) == set(health.HELP)
    assert "eheim" not in text


@pytest.mark.usefixtures("_things_wait")
def test_an_administrator_sees_how_it_is_doing(anna: User, noord: Coalition, client: Client) -> None:
    client.force_login(anna)
    page = client.get(f"/c/{noord.slug}/upkeep/").content.decode()
    for told in ("Mails die niet verstuurd konden worden: 1.", "achtergrond dat mislukte: 1.", "Laatste reservekopie"):
        assert told in page


def test_a_log_as_json_says_the_kind_of_error_and_never_its_text() -> None:
    try:
        raise ValueError("verhaal over een gezin")
    except ValueError as error:
        kind = (type(error), error, error.__traceback__)
    record = logging.LogRecord("vertelpunt", logging.ERROR, __file__, 1, "Fault at %s", ("/v/a/?key=geheim",), kind)
    Scrub().filter(record)
    line = JsonLines().format(record)
    assert json.loads(line)["level"] == "ERROR"
    assert "ValueError" in line
    assert "gezin" not in line
    assert "geheim" not in line
    assert "\n" not in line
