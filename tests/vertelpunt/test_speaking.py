"""A story told aloud: kept with the story, heard by moderators only, written down, and destroyed by rule."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from lib.errors import Refused
from people.access import desk
from people.models import Event, User
from people.roles import Permission
from tests.vertelpunt.teller import STORY, Teller, the_story
from vertelpunt import actions, recordings
from vertelpunt.actions.speaking import expire_recordings, write_down
from vertelpunt.models import Recording, Story, Vertelpunt

pytestmark = pytest.mark.django_db
WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + bytes(range(200))
QUEUE = "/c/noord/v/jeugdhulp/moderation/"
COMMITS = DjangoCaptureOnCommitCallbacks


@pytest.fixture(autouse=True)
def aloud(point: Vertelpunt, tmp_path: Path, settings: Settings) -> Path:
    """The Vertelpunt takes recordings; their folder, of this test alone."""
    settings.VAR_DIR, settings.DATASET_CACHE_DIR = tmp_path, tmp_path / "datasets"
    settings.LEDGER_PATH = tmp_path / "ledger.jsonl"
    Vertelpunt.objects.update(speaking=True)
    return tmp_path / "recordings"


def sound(data: bytes = WEBM) -> SimpleUploadedFile:
    """Return what a browser sends along; its name and kind are of no account."""
    return SimpleUploadedFile("../../evil.html", data, "text/html")


def speak(text: str = "", **more: Any) -> Teller:
    """Tell a story aloud."""
    return Teller().tell(text, sound=sound(), **more)


def write(user: User, story: Story, text: str = STORY) -> None:
    """Write a story down as `user`."""
    write_down(desk=desk(user, "noord", Permission.READ_FIGURES), story=story, text=text)


def test_a_story_told_aloud_is_a_story_without_text_that_is_not_complete(aloud: Path) -> None:
    teller = speak()
    story = the_story()
    assert (teller.status, story.text, story.unwritten, story.complete, story.state) == (200, "", True, False, "told")
    [file] = aloud.iterdir()
    assert (file.read_bytes(), file.name, len(file.name)) == (WEBM, story.recording.name, 32)
    assert file.stat().st_mtime % recordings.DAY == 0
    assert (file.stat().st_mode & 0o777, aloud.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_same_page_sent_again_keeps_one_recording(
    aloud: Path, django_capture_on_commit_callbacks: COMMITS
) -> None:
    teller = Teller().open()
    token = teller.token
    with django_capture_on_commit_callbacks(execute=True):
        teller.send(text="", sound=sound(), token=token)
        teller.send(text="", sound=sound(), token=token)
        teller.send(text="", token=token)
    assert the_story().unwritten
    assert [file.name for file in aloud.iterdir()] == [Recording.objects.get().name]


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"<html>not a sound", "geen opname"), (b"\x1a\x45\xdf\xa3matroska", "geen opname"), (None, "te groot")],
)
def test_what_is_no_recording_or_too_large_is_refused_and_what_was_typed_stays(
    aloud: Path, monkeypatch: pytest.MonkeyPatch, data: bytes | None, words: str
) -> None:
    monkeypatch.setattr(recordings, "LARGEST", 150)
    teller = Teller().tell(STORY, sound=sound(data or WEBM))
    assert teller.status == 422
    assert words in teller.page
    assert STORY in teller.page
    assert not Story.objects.exists()
    assert not aloud.exists()


@pytest.mark.parametrize(
    ("data", "kind"), [(WEBM, "webm"), (b"OggS\0", "ogg"), (b"\0\0\0\x1cftypiso5", "mp4"), (b"", "")]
)
def test_the_kind_is_read_from_the_content(data: bytes, kind: str) -> None:
    assert recordings.kind_of(data) == kind


def test_where_it_is_switched_off_there_is_no_recorder_and_none_is_taken(aloud: Path) -> None:
    assert "data-speak" in Teller().open().page
    Vertelpunt.objects.update(speaking=False)
    teller = Teller().tell(STORY, sound=sound())
    assert "data-speak" not in Teller().open().page
    assert (teller.status, Story.objects.count(), aloud.exists()) == (422, 0, False)


def test_only_the_page_that_records_may_use_the_microphone(nobody: Client) -> None:
    tell = nobody.get("/v/jeugdhulp/tell/parent/")
    assert "microphone=(self)" in tell.headers["Permissions-Policy"]
    assert "media-src blob:" in tell.headers["Content-Security-Policy"]
    assert "microphone=()" in nobody.get("/v/jeugdhulp/").headers["Permissions-Policy"]
    Vertelpunt.objects.update(speaking=False)
    assert "microphone=()" in nobody.get("/v/jeugdhulp/tell/parent/").headers["Permissions-Policy"]


def test_a_teller_goes_back_sees_that_it_is_kept_and_deletes_it(
    aloud: Path, django_capture_on_commit_callbacks: COMMITS
) -> None:
    teller = speak()
    teller.answer(button="back")
    assert "Je opname is bij je verhaal bewaard" in teller.page
    teller.send(text="", unsay="1")
    assert teller.status == 422
    assert Recording.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        teller.send(text=STORY, unsay="1")
    assert (the_story().text, the_story().unwritten, list(aloud.iterdir())) == (STORY, False, [])


def test_a_moderator_hears_it_and_each_time_is_logged(cem: User, client: Client) -> None:
    speak()
    client.force_login(cem)
    page = client.get(QUEUE)
    address = f"{QUEUE}{the_story().pk}/recording/"
    assert address in page.content.decode()
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
    heard = client.get(address)
    assert (heard.content, heard.headers["Content-Type"]) == (WEBM, "audio/webm")
    assert (heard.headers["X-Content-Type-Options"], heard.headers["Cache-Control"]) == (
        "nosniff",
        "private, no-store",
    )
    assert "inline" in heard.headers["Content-Disposition"]
    assert Event.objects.filter(verb="recording-played", actor=cem).count() == 1


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [("bytes=0-9", 206, WEBM[:10]), ("bytes=-5", 206, WEBM[-5:]), ("bytes=200-", 206, WEBM[200:]),
     ("bytes=9999-", 416, b""), ("bytes=5-2", 416, b""), ("lines=1-2", 200, WEBM)],
)  # fmt: skip
def test_a_player_gets_the_part_that_it_asks_for(
    cem: User, client: Client, asked: str, status: int, part: bytes
) -> None:
    speak()
    client.force_login(cem)
    response = client.get(f"{QUEUE}{the_story().pk}/recording/", headers={"range": asked})
    assert (response.status_code, response.content) == (status, part)


def test_nobody_else_hears_it(lena: User, zoe: User, client: Client, nobody: Client) -> None:
    speak()
    address = f"{QUEUE}{the_story().pk}/recording/"
    for user in (lena, zoe):
        client.force_login(user)
        assert client.get(address).status_code == 404
    assert nobody.get(address).status_code != 200


def test_what_is_written_down_is_the_story_and_only_then_it_can_be_released(cem: User, client: Client) -> None:
    speak().finish()
    story = the_story()
    client.force_login(cem)
    post = {"do": "sure", "text": "Zomaar."}
    assert client.post(f"{QUEUE}{story.pk}/", post).status_code == 422
    page = client.post(f"{QUEUE}{story.pk}/", {"do": "write", "said": STORY}, follow=True).content.decode()
    assert "is opgeschreven" in page
    assert STORY in page
    story.refresh_from_db()
    assert (story.text, story.unwritten, story.words) == (STORY, False, len(STORY.split()))
    client.post(f"{QUEUE}{story.pk}/", {"do": "release", "text": STORY})
    assert the_story().release.text == STORY
    with pytest.raises(Refused):
        write(cem, story)


def test_an_old_page_does_not_undo_what_was_written_down(cem: User) -> None:
    teller = Teller().open()
    token = teller.token
    teller.send(text="", sound=sound(), token=token)
    write(cem, the_story())
    teller.send(text="", token=token)
    assert the_story().text == STORY
    teller.send(text="Iets anders", token=token)
    assert "gelezen" in teller.page
    assert the_story().text == STORY


def test_without_moderation_it_waits_all_the_same() -> None:
    Vertelpunt.objects.update(released_on_arrival=True)
    speak(proof="").finish()
    assert (the_story().finished, the_story().state) == (True, "told")


def test_withdrawing_takes_the_recording_at_once(aloud: Path, django_capture_on_commit_callbacks: COMMITS) -> None:
    speak()
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(story=the_story())
    assert (list(aloud.iterdir()), Recording.objects.count()) == ([], 0)


@pytest.mark.parametrize("end", ["release", "hold"])
def test_it_is_destroyed_some_days_after_release_or_holding_back(
    aloud: Path, cem: User, django_capture_on_commit_callbacks: COMMITS, end: str
) -> None:
    speak()
    write(cem, the_story())
    at = desk(cem, "noord", Permission.READ_FIGURES)
    today = timezone.localdate()
    assert expire_recordings(on=today + timedelta(days=400)) == 0
    if end == "hold":
        actions.hold(desk=at, story=the_story())
    else:
        actions.release(desk=at, story=the_story(), title="", text=STORY)
    assert expire_recordings(on=today + timedelta(days=13)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert expire_recordings(on=today + timedelta(days=14)) == 1
    assert (list(aloud.iterdir()), the_story().text) == ([], STORY)
    assert expire_recordings(on=today + timedelta(days=14)) == 0


def test_a_release_that_is_undone_stops_the_clock(cem: User) -> None:
    speak()
    at = desk(cem, "noord", Permission.READ_FIGURES)
    actions.hold(desk=at, story=the_story())
    actions.reopen(desk=at, story=the_story())
    assert Recording.objects.get().counts_from is None


def test_a_file_that_belongs_to_no_story_goes_after_two_days(aloud: Path) -> None:
    speak()
    (aloud / "left").write_bytes(WEBM)
    expire_recordings(on=timezone.localdate())
    assert (aloud / "left").exists()
    os.utime(aloud / "left", (0, 0))
    expire_recordings(on=timezone.localdate())
    assert [file.name for file in aloud.iterdir()] == [Recording.objects.get().name]


def test_behind_the_code_it_says_that_nobody_wrote_it_down_yet(nobody: Client) -> None:
    code = speak().code
    assert "Nog niemand heeft het opgeschreven" in nobody.post("/code/", {"code": code}).content.decode()
