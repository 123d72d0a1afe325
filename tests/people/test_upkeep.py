"""The daily work: every rule is carried out by one command, a part that fails stops no other, and a page says so."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from lib.slots import Chore, daily_work
from people.actions import log, post
from people.models import Coalition, Event, Message, Upkeep, User
from tests import world
from vertelpunt.models import Story, Vertelpunt, Volunteer

pytestmark = pytest.mark.django_db(transaction=True)


def _fail(_today: object) -> int:
    raise RuntimeError("verhaal over een gezin")


def _break(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    def broken() -> list[Chore]:
        return [Chore(one.key, one.title, one.rule, _fail if one.key == key else one.carry_out) for one in usual]

    usual = daily_work()
    monkeypatch.setattr(daily_work, "_fillers", [broken])


def _old(point: Vertelpunt) -> None:
    """Something that is old enough to go, of people and of vertelpunt."""
    today = timezone.localdate()
    world.story(point, source=Story.Source.TEST, told_on=today - timedelta(days=9))
    Volunteer.objects.create(
        vertelpunt=point,
        perspective="parent",
        reach="a@example.org",
        consent="ja",
        month=today.replace(day=1),
        code_digest="x" * 64,
        kept_until=today - timedelta(days=1),
    )
    message = post(to="a@example.org", subject="s", body="b", coalition=point.coalition)
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(days=91))


def _left() -> tuple[int, int, int]:
    return Story.everything.count(), Volunteer.objects.count(), Message.objects.count()


def test_one_command_carries_out_every_rule(point: Vertelpunt) -> None:
    _old(point)
    call_command("daily")
    assert _left() == (0, 0, 0)
    assert {row.part for row in Upkeep.objects.all()} == {chore.key for chore in daily_work()}
    assert dict(Upkeep.objects.values_list("part", "count"))["trials"] == 1


def test_what_is_not_old_enough_stays(point: Vertelpunt) -> None:
    world.story(point)
    post(to="a@example.org", subject="s", body="b", coalition=point.coalition)
    call_command("daily")
    assert (Story.objects.count(), Message.objects.count()) == (1, 1)


def test_a_part_that_fails_stops_no_other_and_says_so_without_content(
    point: Vertelpunt, anna: User, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _old(point)
    _break(monkeypatch, "trials")
    with pytest.raises(SystemExit):
        call_command("daily")
    assert _left() == (1, 0, 0)
    assert Upkeep.objects.get(part="trials").fault == "RuntimeError"
    assert "gezin" not in caplog.text
    client.force_login(anna)
    page = client.get("/c/noord/upkeep/").content.decode()
    assert "RuntimeError" in page
    assert "gezin" not in page


def test_the_second_time_on_a_day_does_only_what_failed(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        _break(broken, "trials")
        with pytest.raises(SystemExit):
            call_command("daily")
    _old(point)
    call_command("daily")
    assert _left() == (0, 1, 1)
    call_command("daily", "--again")
    assert _left() == (0, 0, 0)


def test_a_part_that_was_killed_is_done_again_and_one_at_work_is_left_alone(point: Vertelpunt) -> None:
    now, day = timezone.now(), timezone.localdate()
    Upkeep.objects.create(part="trials", day=day, started_at=now)
    Upkeep.objects.create(part="volunteers", day=day, started_at=now - timedelta(hours=2))
    _old(point)
    call_command("daily")
    assert _left() == (1, 0, 0)


def test_the_log_goes_after_its_days(noord: Coalition, settings: Settings) -> None:
    log("old", actor=None, coalition=noord)
    Event.objects.update(at=timezone.now() - timedelta(days=settings.LOG_DAYS + 1))
    log("new", actor=None, coalition=noord)
    call_command("daily")
    assert [event.verb for event in Event.objects.all()] == ["new"]


def test_the_page_names_every_rule(anna: User, client: Client) -> None:
    client.force_login(anna)
    page = client.get("/c/noord/upkeep/", headers={"accept-language": "en"}).content.decode()
    with override("en"):
        assert [chore.title for chore in daily_work() if chore.title not in page] == []
    assert "Not done yet" in page
    call_command("daily")
    assert "Not done yet" not in client.get("/c/noord/upkeep/", headers={"accept-language": "en"}).content.decode()
