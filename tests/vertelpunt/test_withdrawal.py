"""A story that is taken back goes at once and for good, also after a restore; files go when they can."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from people.models import Coalition, Event
from tests import world
from vertelpunt import actions, ledger, purging
from vertelpunt.models import Purge, Story, StoryRelease, Vertelpunt
from vertelpunt.signals import stories_withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A VAR_DIR and ledger of this test alone."""
    settings.VAR_DIR, settings.DATASET_CACHE_DIR = tmp_path, tmp_path / "datasets"
    settings.LEDGER_PATH = tmp_path / "ledger" / "withdrawals.jsonl"
    return tmp_path


@pytest.fixture
def seen() -> Iterator[list[bool]]:
    """Of each story that the signal named, whether the row was still there then."""
    heard: list[bool] = []

    def listen(stories: Sequence[Story], **_rest: object) -> None:
        heard.extend(Story.objects.filter(pk=story.pk).exists() for story in stories)

    stories_withdrawn.connect(listen, weak=False, dispatch_uid="test")
    yield heard
    stories_withdrawn.disconnect(dispatch_uid="test")


def test_row_and_release_go_after_the_signal(point: Vertelpunt, seen: list[bool]) -> None:
    actions.withdraw(story=world.story(point))
    assert seen == [True]
    assert not Story.objects.exists()
    assert not StoryRelease.objects.exists()


def test_the_ledger_keeps_the_id_and_the_day_only(point: Vertelpunt, settings: Settings) -> None:
    story = world.story(point)
    pk = story.pk
    actions.withdraw(story=story)
    [line] = settings.LEDGER_PATH.read_text().splitlines()
    assert set(json.loads(line)) == {"story", "on"}
    assert ledger.holds(pk)


def test_the_log_does_not_name_the_story(point: Vertelpunt) -> None:
    actions.withdraw(story=world.story(point))
    event = Event.objects.get(verb="story-withdrawn")
    assert (event.actor, event.thing_id) == (None, "")


def test_a_receiver_that_fails_leaves_everything(point: Vertelpunt, seen: list[bool]) -> None:
    story = world.story(point)

    def fail(**_rest: object) -> None:
        raise RuntimeError

    stories_withdrawn.connect(fail, weak=False, dispatch_uid="fail")
    with pytest.raises(RuntimeError):
        actions.withdraw(story=story)
    stories_withdrawn.disconnect(dispatch_uid="fail")
    assert StoryRelease.objects.filter(story=story).exists()


def test_after_a_restore_the_ledger_withdraws_again(point: Vertelpunt) -> None:
    gone, stays = world.story(point), world.story(point)
    ledger.write(gone.pk, world.DAY)
    ledger.write(uuid4(), world.DAY)
    call_command("apply_ledger")
    assert [story.pk for story in Story.objects.all()] == [stays.pk]


def test_what_a_restore_withdraws_again_is_logged_where_it_was_told(noord: Coalition, zuid: Coalition) -> None:
    points = world.vertelpunt(noord), world.vertelpunt(zuid, "zuid")
    for story in [world.story(point) for point in (*points, points[0])]:
        ledger.write(story.pk, world.DAY)
    assert actions.apply_ledger() == 3
    assert not Story.objects.exists()
    logged = Event.objects.filter(verb="story-withdrawn").order_by("coalition").values_list("coalition", "thing_id")
    assert list(logged) == [(noord.pk, ""), (noord.pk, ""), (zuid.pk, "")]


def test_a_ledger_line_that_was_cut_off_spoils_no_other(settings: Settings) -> None:
    first, last = uuid4(), uuid4()
    ledger.write(first, world.DAY)
    with settings.LEDGER_PATH.open("a") as file:
        file.write('{"story": "12\n[]\n')
    ledger.write(last, world.DAY)
    assert ledger.read() == {first, last}


def test_without_a_ledger_nothing_was_withdrawn() -> None:
    assert not ledger.holds(UUID(int=1))


def test_files_go_after_the_commit(
    point: Vertelpunt, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    file = folder / "dataset.npz"
    file.write_text("x")
    with django_capture_on_commit_callbacks(execute=True):
        purging.ask(Path("dataset.npz"))
        assert file.exists()
    assert not file.exists()
    assert not Purge.objects.exists()


def test_a_file_that_will_not_go_stays_on_the_list(folder: Path) -> None:
    (folder / "stuck").mkdir()
    Purge.objects.create(path="stuck")
    with pytest.raises(SystemExit):
        call_command("purge")
    assert Purge.objects.exists()


def test_nothing_outside_the_own_folder_is_removed(folder: Path) -> None:
    outside = folder.parent / "keep"
    outside.write_text("x")
    Purge.objects.create(path="../keep")
    assert purging.carry_out() == (0, 1)
    assert outside.exists()
