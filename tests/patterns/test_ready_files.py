"""A large file of stories: made aside, waits a day, and goes when a story in it changes or is taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from patterns.actions import ready
from patterns.models import ReadyFile
from people.access import Desk
from people.models import Event, Membership, User
from tests import world
from tests.patterns.added import ready_file
from tests.patterns.test_export_page import ASKED, PAGE
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

Committed = DjangoCaptureOnCommitCallbacks


@pytest.fixture
def asking(client: Client, bram: User, point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The browser of Bram, where three stories are many."""
    monkeypatch.setattr(ready, "AT_ONCE", 2)
    for heard in (10, 50, 90):
        world.story(point, answers={"heard": heard})
    client.force_login(bram)
    return client


def test_a_large_file_is_made_aside_and_taken_from_its_page(
    asking: Client, django_capture_on_commit_callbacks: Committed
) -> None:
    at_once = b"".join(asking.post(PAGE, ASKED | {"kind": "codebook"}).streaming_content)  # type: ignore[attr-defined]
    assert b"heard" in at_once
    asked = asking.post(PAGE, ASKED)
    address = asked.headers["Location"]
    assert "wacht op zijn beurt" in asking.get(address).content.decode()
    assert asking.get(f"{address}file/").status_code == 400
    made = ReadyFile.objects.get()
    ready.make_file(str(made.pk))
    assert asking.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert f"{address}file/" in asking.get(address).content.decode()
    body = b"".join(asking.get(f"{address}file/").streaming_content)  # type: ignore[attr-defined]
    assert body.decode("utf-8-sig").splitlines()[0] == "number;heard"
    assert sorted(line.split(";")[1] for line in body.decode().splitlines()[1:]) == ["10", "50", "90"]
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert Event.objects.filter(verb="stories-exported-csv").count() == 2
    assert made.name in asking.get(PAGE).content.decode()


def test_a_file_goes_when_a_story_in_it_is_taken_back_or_while_it_is_made(
    desk: Desk, point: Vertelpunt, django_capture_on_commit_callbacks: Committed
) -> None:
    told, waiting = world.story(point), ready_file(desk, point)
    running = ready_file(desk, point)
    ReadyFile.objects.filter(pk=running.pk).update(state="running")
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(story=told)
    assert set(ReadyFile.objects.values_list("state", flat=True)) == {"failed"}
    assert not waiting.path.exists()
    assert not running.path.exists()


def test_who_may_not_export_any_more_gets_nothing(asking: Client, bram: User) -> None:
    asking.post(PAGE, ASKED)
    Membership.objects.filter(user=bram).delete()
    made = ReadyFile.objects.get()
    ready.make_file(str(made.pk))
    made.refresh_from_db()
    assert (made.state, made.path.exists()) == ("failed", False)
    assert made.fault


def test_a_file_goes_after_a_day(desk: Desk, point: Vertelpunt, django_capture_on_commit_callbacks: Committed) -> None:
    made = ready_file(desk, point)
    today = timezone.localdate()
    assert ready.tidy_files(today) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert ready.tidy_files(today + timedelta(days=1)) == 1
    assert not made.path.exists()
