"""Who did not answer an invitation is asked once more by the daily work; and sheets of paper are counted once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duiding.actions.inviting import invite, remind_silent
from duiding.models import Invitee, PackCount, Session
from duiding.packs import counted
from duiding.packs.made import sheets_of
from lib.slots import daily_work
from people.access import Desk
from people.models import Message
from tests import world
from tests.duiding import builders, preparing
from vertelpunt.actions.withdrawal import withdraw
from vertelpunt.models import Vertelpunt


@pytest.fixture
def asked(dinas_desk: Desk, point: Vertelpunt) -> Session:
    """A session over ten days, to which two people were asked four days ago; one said to come."""
    starts = timezone.now() + timedelta(days=10)
    made = builders.session(
        dinas_desk, point, state="preparing", starts_at=starts, ends_at=starts + timedelta(hours=2)
    )
    for name in ("Ans", "Bea"):
        preparing.person(dinas_desk, made, name)
    invite(desk=dinas_desk, session=made)
    made.invitees.update(invited_on=timezone.localdate() - timedelta(days=4))
    made.invitees.filter(contact__name="Bea").update(answer="comes")
    Message.objects.all().delete()
    return made


def days(number: int) -> date:
    """Return the day that lies `number` days ahead."""
    return timezone.localdate() + timedelta(days=number)


def test_a_week_before_who_is_silent_is_asked_once(asked: Session) -> None:
    assert [remind_silent(days(n)) for n in (2, 3, 4, 5)] == [0, 1, 0, 0]
    assert Message.objects.get().to == "ans@example.org"
    assert Invitee.objects.get(contact__name="Ans").reminded_on == days(3)


def test_a_day_to_answer_by_comes_first(asked: Session) -> None:
    Session.objects.filter(pk=asked.pk).update(answer_before=days(4))
    assert [remind_silent(days(n)) for n in (0, 1)] == [0, 1]


def test_nobody_is_asked_again_just_after_the_invitation_or_on_the_day_itself(asked: Session) -> None:
    asked.invitees.update(invited_on=days(2))
    assert remind_silent(days(4)) == 0
    assert remind_silent(days(10)) == 0


def test_the_rule_stands_on_the_page_of_the_daily_work() -> None:
    assert "remind-invited" in {chore.key for chore in daily_work()}


def test_sheets_are_counted_once_until_something_changes(
    meeting: Session, dinas_desk: Desk, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = world.story(meeting.vertelpunt, text="Een heel eigen verhaal over thee en papieren op tafel.")
    meeting.tables.all()[0].stories.create(story=story)
    calls: list[Any] = []

    def counting(data: Any) -> Any:
        calls.append(1)
        return sheets_of(data)

    monkeypatch.setattr(counted, "sheets_of", counting)
    client.force_login(dinas_desk.user)
    address = reverse("duiding:packs", args=["noord", meeting.pk])
    pages = [client.get(address).content.decode() for _time in range(2)]
    assert len(calls) == 1
    assert pages[0].count("panel") == pages[1].count("panel")
    assert "thee" not in str(PackCount.objects.values())
    withdraw(story=story)
    client.get(address)
    assert len(calls) == 2
