"""On PostgreSQL a text that was withdrawn is freed within the hour, and the next day no file of a table holds it."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from tests import world
from vertelpunt import actions, purging
from vertelpunt.models import Purge, Vertelpunt

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite overwrites what is deleted at once"),
]
RARE = "zilverwalvisverhaaltje"
FREED = "SELECT sum(vacuum_count) FROM pg_stat_user_tables WHERE relname LIKE 'vertelpunt_story%'"
HOLDS = """
SELECT relname FROM pg_class WHERE relkind IN ('r', 't', 'i') AND pg_relation_filepath(oid) IS NOT NULL
AND relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)
AND position(%s::bytea IN pg_read_binary_file(pg_relation_filepath(oid))) > 0
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR, settings.DATASET_CACHE_DIR = tmp_path, tmp_path / "datasets"
    settings.LEDGER_PATH = tmp_path / "withdrawals.jsonl"


def _in_files() -> set[str]:
    """Return the tables and indexes whose files hold the word."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(HOLDS, [RARE.encode()])
        return {name for (name,) in cursor.fetchall()}


def _vacuumed() -> int:
    with connection.cursor() as cursor:
        cursor.execute(FREED)
        return int(cursor.fetchone()[0])


def _in_plans() -> int:
    """Return how many columns the planner keeps words of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stats WHERE position(%s IN most_common_vals::text) > 0", [RARE])
        common = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM pg_stats WHERE position(%s IN histogram_bounds::text) > 0", [RARE])
        return int(common + cursor.fetchone()[0])


def test_after_the_daily_work_no_table_nor_what_is_planned_by_holds_it(point: Vertelpunt) -> None:
    withdrawn = [world.story(point, text=f"{RARE} {number}", title=RARE) for number in range(3)]
    withdrawn.append(world.story(point, text=f"{RARE} " * 3000))
    world.story(point)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    assert {"vertelpunt_story", "vertelpunt_storyrelease"} <= _in_files()
    assert _in_plans()
    for story in withdrawn:
        actions.withdraw(story=story)
    before = _vacuumed()
    call_command("purge", stdout=StringIO())
    assert (_vacuumed() > before, _in_plans()) == (True, 0)
    purging.write_anew()
    assert (_in_files(), Purge.objects.exists()) == (set(), False)


def test_a_large_table_is_not_written_anew_while_people_tell(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(purging, "_ask_database", asked.append)
    monkeypatch.setattr(purging, "LARGE", 0)
    actions.withdraw(story=world.story(point))
    purging.write_anew()
    assert asked == ["VACUUM (ANALYZE)"]
    assert Purge.objects.get().path == purging.LARGE_ROWS
    assert purging.carry_out() == (0, 0)


@pytest.mark.parametrize("waited", [True, False], ids=["after a month", "when somebody asks"])
def test_a_large_table_is_written_anew_after_a_month_or_when_somebody_asks(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch, waited: bool
) -> None:
    monkeypatch.setattr(purging, "LARGE", 0)
    story = world.story(point)
    actions.withdraw(story=story)
    purging.write_anew()
    asked: list[str] = []
    monkeypatch.setattr(purging, "_ask_database", asked.append)
    Purge.objects.update(asked_at=timezone.now() - purging.LARGE_WAIT + timedelta(hours=0 if waited else 1))
    purging.write_anew()
    assert ('VACUUM (FULL) "vertelpunt_story"' in asked, Purge.objects.exists()) == (waited, not waited)
    call_command("purge", large=True, stdout=StringIO())
    assert ('VACUUM (FULL) "vertelpunt_story"' in asked, Purge.objects.exists()) == (True, False)


def test_where_nothing_was_withdrawn_nothing_is_freed(point: Vertelpunt) -> None:
    before = _vacuumed()
    call_command("purge", stdout=StringIO())
    purging.write_anew()
    assert _vacuumed() == before
