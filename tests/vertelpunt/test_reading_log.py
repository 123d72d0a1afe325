"""Who had a story on the screen before release stands in a log that the process leader sees."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from people.models import Event, User
from tests import world
from vertelpunt import actions
from vertelpunt.models import Story, Vertelpunt

PAGE, QUEUE = "/c/noord/reading/", "/c/noord/v/jeugdhulp/moderation/"


@pytest.fixture
def read(point: Vertelpunt, cem: User) -> Story:
    """A story that Cem, a moderator, had on the screen twice."""
    story = world.story(point, released=False)
    browser = Client()
    browser.force_login(cem)
    browser.get(QUEUE)
    browser.get(f"{QUEUE}{story.pk}/")
    return story


def lines(user: User) -> str:
    browser = Client()
    browser.force_login(user)
    found = browser.get(PAGE)
    assert found.status_code == 200
    return found.content.decode()


def test_reading_is_written_down_once_in_a_quarter_of_an_hour(read: Story, cem: User) -> None:
    events = Event.objects.filter(verb="story-read", actor=cem, thing_id=str(read.pk))
    assert events.count() == 1
    events.update(at=timezone.now() - timedelta(minutes=16))
    browser = Client()
    browser.force_login(cem)
    browser.get(f"{QUEUE}{read.pk}/")
    assert events.count() == 2


def test_the_process_leader_sees_who_and_which_and_never_what(read: Story, anna: User) -> None:
    page = lines(anna)
    assert "Cem" in page
    assert str(read) in page
    assert "keukentafel" not in page


def test_others_do_not_see_it(read: Story, cem: User, lena: User, zoe: User) -> None:
    for user in (cem, lena, zoe):
        browser = Client()
        browser.force_login(user)
        assert browser.get(PAGE).status_code == 404


def test_after_withdrawal_only_that_somebody_read_something_stays(read: Story, anna: User) -> None:
    number = str(read)
    actions.withdraw(story=read)
    page = lines(anna)
    assert "Cem" in page
    assert "is er niet meer" in page
    assert f">{number}" not in page


def test_lines_go_by_rule(read: Story, anna: User, settings: Settings) -> None:
    Event.objects.update(at=timezone.now() - timedelta(days=settings.LOG_DAYS + 1))
    call_command("daily")
    assert "Cem" not in lines(anna)
