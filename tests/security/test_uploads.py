"""A file is what is in it: else it is refused, made anew, or leaves as what runs nowhere; and text stays text."""

import re
import struct
import zlib
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from duiding.models import Participant
from people.models import User
from people.roles import Role
from tests import world
from tests.duiding import builders
from tests.vertelpunt import spread
from tests.vertelpunt.teller import STORY, Teller
from vertelpunt.models import Asker, Intake, Partner, Recording, Story, Vertelpunt

pytestmark = pytest.mark.django_db
AT = "/c/noord/v/jeugdhulp/"
SCRIPT = b"<script>alert(1)</script>"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>"
RUNS = re.compile(r"<script(?![^>]*\bsrc=)|<img[^>]*onerror|<svg[^>]*onload", re.IGNORECASE)
WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm"


def _huge() -> bytes:
    """Return a PNG of a few bytes that says it is 50,000 by 50,000."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0" * 99))]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


WRONG: dict[str, bytes] = {
    "HTML": b"<!doctype html><body>" + SCRIPT,
    "SVG": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>",
    "huge": _huge(),
    "GIF and script": b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)",
    "PDF": b"%PDF-1.7\n" + SCRIPT,
}


@pytest.fixture(autouse=True)
def folder(point: Vertelpunt, tmp_path: Path, settings: Settings) -> Path:
    """A folder of this test alone, at a Vertelpunt that takes recordings."""
    settings.VAR_DIR, settings.LEDGER_PATH = tmp_path, tmp_path / "ledger.jsonl"
    Vertelpunt.objects.update(speaking=True)
    return tmp_path


@pytest.fixture
def leader(client: Client, anna: User) -> Client:
    """Anna's browser."""
    client.force_login(anna)
    return client


def _picture(leader: Client, data: bytes) -> int:
    sent = {"kind": "logo", "name": "Ans", "alt": "Ans", "picture": SimpleUploadedFile("logo.png", data, "image/png")}
    return leader.post(f"{AT}spread/who-asks/", sent).status_code


def _sound(_leader: Client, data: bytes) -> int:
    return Teller().tell(STORY, sound=SimpleUploadedFile("sound.webm", data, "audio/webm")).status


def _table(leader: Client, data: bytes) -> int:
    sent = {"file": SimpleUploadedFile("table.xlsx", data, "application/vnd.ms-excel")}
    answer = leader.post(f"{AT}import/", sent, follow=True)
    assert not RUNS.search(answer.content.decode())
    return 422 if not Story.everything.exists() else answer.status_code


@pytest.mark.parametrize("field", [_picture, _sound, _table])
def test_what_is_in_a_file_counts_whatever_it_is_called(
    leader: Client, folder: Path, field: Callable[[Client, bytes], int]
) -> None:
    assert {name: field(leader, data) for name, data in WRONG.items()} == dict.fromkeys(WRONG, 422)
    assert [model.objects.count() for model in (Asker, Recording, Story)] == [0, 0, 0]
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert Intake.objects.exists() or not any(SCRIPT in path.read_bytes() for path in kept)


def test_a_picture_that_is_a_page_as_well_is_made_anew(leader: Client, nobody: Client) -> None:
    assert _picture(leader, spread.drawn() + b"<html><body>" + SCRIPT) == 302
    served = Client().get(f"/v/jeugdhulp/who/{Asker.objects.get().pk}/")
    assert (served.headers["Content-Type"], served.headers["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert SCRIPT not in served.content


def test_a_recording_that_is_a_page_as_well_leaves_as_sound_and_nothing_else(leader: Client, cem: User) -> None:
    assert _sound(leader, WEBM + b"<html><body>" + SCRIPT) == 200
    moderator = Client()
    moderator.force_login(cem)
    served = moderator.get(f"{AT}moderation/{Story.objects.get().pk}/recording/")
    assert (served.headers["Content-Type"], served.headers["X-Content-Type-Options"]) == ("audio/webm", "nosniff")
    assert "default-src 'none'" in served.headers["Content-Security-Policy"]


def _shows_as_text(client: Client, *paths: str) -> None:
    """See the words on a page of these, and on none of them anything that would run."""
    pages = {path: client.get(path, follow=True) for path in paths}
    assert [path for path, page in pages.items() if page.status_code != 200] == []
    shown = {path: page.content.decode() for path, page in pages.items()}
    assert [path for path, text in shown.items() if RUNS.search(text)] == []
    assert any("alert(1)" in unescape(text) for text in shown.values())


def _by_import(leader: Client, point: Vertelpunt) -> None:
    rows = "".join(f'"{EVIL_CSV} verhaal {number} over thuis en school","{EVIL_CSV}"\n' for number in range(6))
    table = f'"Verhaal","Fase {EVIL_CSV}"\n{rows}'.encode()
    answer = leader.post(f"{AT}import/", {"file": SimpleUploadedFile("table.csv", table)})
    _shows_as_text(leader, answer.headers["Location"])


EVIL_CSV = EVIL.replace('"', '""')


def _by_note(leader: Client, point: Vertelpunt) -> None:
    dina = world.person("Dien", point.coalition, Role.FACILITATOR)
    meeting = builders.session(builders.desk(dina, point.coalition), point)
    joined = builders.sit(meeting)
    Participant.objects.update(name=EVIL[:39])
    builders.note(builders.seat(joined), text=EVIL, kind="idea", so_that=EVIL)
    browser = Client()
    browser.cookies[f"meet-{meeting.pk}"] = joined.token
    table = meeting.tables.get().pk
    _shows_as_text(browser, f"/meet/{meeting.pk}/table/{table}/", f"/meet/{meeting.pk}/table/{table}/board/")


def _by_name(leader: Client, point: Vertelpunt) -> None:
    Partner.objects.create(vertelpunt=point, name=EVIL[:79])
    world.channel(point, "kanaal")
    point.channels.update(name=EVIL[:79])
    point.coalition.name = EVIL[:79]
    point.coalition.save()
    _shows_as_text(leader, "/c/noord/", AT, f"{AT}response/", f"{AT}spread/partners/", "/home/", "/v/jeugdhulp/")


def _by_translation(leader: Client, point: Vertelpunt) -> None:
    texts = {"nl": EVIL, "en": EVIL}
    for name in ("title", "lead", "prompt", "who_asks", "why"):
        setattr(point, name, texts)
    point.save()
    point.audiences.update(name=texts, button=texts)
    world.story(point)
    _shows_as_text(leader, "/", "/v/jeugdhulp/", "/v/jeugdhulp/tell/parent/", "/v/jeugdhulp/tell/parent/?lang=en", AT)
    teller = Teller().tell()
    answer = teller.client.post(teller.address, {"token": teller.token, "stay": "1"})
    assert not RUNS.search(answer.content.decode())


@pytest.mark.parametrize("way", [_by_import, _by_note, _by_name, _by_translation])
def test_script_that_comes_in_is_text_on_every_page_that_shows_it(
    leader: Client, point: Vertelpunt, way: Callable[[Client, Vertelpunt], None]
) -> None:
    way(leader, point)
