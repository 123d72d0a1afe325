"""Telling aloud in a real browser, with Chromium's made-up microphone; a moderator hears it and writes it down."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, ViewportSize, expect
from pytest_django import Settings

from tests import world
from tests.browser.conftest import check_axe
from vertelpunt.models import Recording, Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MADE_UP = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
REFUSES = """() => {
  navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); };
}"""
TELL = "/v/jeugdhulp/tell/parent/"


@pytest.fixture
def spoken(
    live: str,
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
    settings: Settings,
) -> Iterator[Page]:
    """The page for the story, in a browser that has a microphone."""
    settings.VAR_DIR, settings.DATASET_CACHE_DIR = tmp_path, tmp_path / "datasets"
    world.vertelpunt(world.coalition("Noord"), asked=[world.slider("heard")], speaking=True)
    launch = browser_type_launch_args | {"args": [*browser_type_launch_args["args"], *MADE_UP]}
    browser = browser_type.launch(**launch)
    page = browser.new_page(locale="nl-NL", viewport=ViewportSize(width=360, height=740))
    page.goto(f"{live}{TELL}")
    yield page
    browser.close()


def test_record_listen_delete_lose_the_connection_and_send(spoken: Page) -> None:
    box = spoken.get_by_role("region", name="Vertel je het liever hardop?")
    box.get_by_role("button", name="Begin met opnemen").click()
    expect(box.get_by_text("Opname loopt")).to_be_visible()
    expect(box.get_by_role("status")).to_have_text("De opname is begonnen.")
    expect(box.locator("[data-time]")).to_have_text("0:02", timeout=10_000)
    check_axe(spoken)
    box.get_by_role("button", name="Stop").click()
    expect(box.locator("audio")).to_be_visible()
    expect(box.get_by_role("button", name="Begin met opnemen")).to_be_hidden()
    check_axe(spoken)
    box.locator("audio").evaluate("sound => sound.play()")
    box.locator("audio").evaluate("sound => new Promise((heard) => { sound.ontimeupdate = heard; })")
    box.get_by_role("button", name="Verwijder de opname").click()
    expect(box.get_by_role("status")).to_have_text("De opname is verwijderd.")
    assert spoken.locator("#text").evaluate("box => box.required")
    box.get_by_role("button", name="Begin met opnemen").click()
    expect(box.locator("[data-time]")).to_have_text("0:01", timeout=10_000)
    spoken.context.set_offline(True)
    spoken.get_by_role("button", name="Bewaar en ga door").click()  # which stops the recording first
    expect(spoken.locator("[data-unsent]")).to_be_visible(timeout=15_000)
    assert spoken.evaluate("localStorage.length") == 0
    spoken.context.set_offline(False)
    expect(spoken.get_by_role("slider").first).to_be_visible(timeout=30_000)
    kept = Recording.objects.select_related("story").get()
    assert (kept.story.unwritten, kept.kind, Story.objects.count()) == (True, "webm", 1)
    assert kept.size > 1000


def test_leaving_quickly_discards_and_refusing_leaves_typing(spoken: Page, live: str) -> None:
    spoken.evaluate(REFUSES)
    box = spoken.get_by_role("region", name="Vertel je het liever hardop?")
    box.get_by_role("button", name="Begin met opnemen").click()
    expect(box.get_by_role("status")).to_contain_text("De microfoon mag hier niet worden gebruikt.")
    spoken.reload()
    box.get_by_role("button", name="Begin met opnemen").click()
    expect(box.locator("[data-time]")).to_have_text("0:01", timeout=10_000)
    spoken.route("**/*buienradar*/**", lambda route: route.fulfill(body="elsewhere"))
    spoken.get_by_role("link", name="Snel weg").click()
    spoken.wait_for_url("**/*buienradar*/**")
    assert not Recording.objects.exists()
