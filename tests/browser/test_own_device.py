"""What stays on a device: nothing, unless somebody says that it is their own; and then it can be cleared."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import world
from tests.browser.conftest import check_axe
from tests.vertelpunt.teller import STORY
from vertelpunt.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TELL = "/v/jeugdhulp/tell/parent/"
KEY = "storycycle-own-device"


@pytest.fixture
def story(live: str, page: Page) -> Page:
    """The page for the story."""
    world.vertelpunt(world.coalition("Noord"))
    page.goto(f"{live}{TELL}")
    return page


def on_device(page: Page) -> Any:
    """Return what this site keeps on the device, in full."""
    return page.evaluate("JSON.stringify({...localStorage})")


def onward(page: Page, name: str) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def test_without_the_tick_nothing_is_ever_kept(story: Page) -> None:
    expect(story.get_by_label("Dit is mijn eigen telefoon of computer")).not_to_be_checked()
    story.locator("#text").press_sequentially("Nog niet af")
    assert on_device(story) == "{}"
    expect(story.get_by_role("button", name="Wis nu")).to_be_hidden()
    onward(story, "Bewaar en ga door")
    story.get_by_label("very_negative").check()
    assert on_device(story) == "{}"


def test_on_an_own_device_a_draft_survives_the_tab(story: Page, live: str) -> None:
    story.get_by_label("Dit is mijn eigen telefoon of computer").check()
    story.locator("#text").press_sequentially("Nog niet af")
    story.locator("#title").fill("Half")
    expect(story.get_by_role("button", name="Wis nu")).to_be_visible()
    check_axe(story)
    later = story.context.new_page()
    later.goto(f"{live}/v/jeugdhulp/")
    expect(later.get_by_role("button", name="Wis nu")).to_be_visible()
    later.goto(f"{live}{TELL}")
    expect(later.locator("#text")).to_have_value("Nog niet af")
    expect(later.locator("#title")).to_have_value("Half")
    onward(later, "Bewaar en ga door")
    assert Story.objects.get().title == "Half"
    assert "Nog niet af" not in on_device(later)


def test_answers_come_back_when_the_page_does(story: Page) -> None:
    story.get_by_label("Dit is mijn eigen telefoon of computer").check()
    story.locator("#text").fill(STORY)
    onward(story, "Bewaar en ga door")
    story.get_by_label("very_negative").check()
    story.get_by_role("slider", name="heard?").focus()
    story.keyboard.press("End")
    story.reload()
    expect(story.get_by_label("very_negative")).to_be_checked()
    expect(story.get_by_role("slider", name="heard?")).to_have_value("100")
    check_axe(story)


def test_answers_that_were_not_sent_can_be_sent_later(story: Page, live: str) -> None:
    story.get_by_label("Dit is mijn eigen telefoon of computer").check()
    story.locator("#text").fill(STORY)
    onward(story, "Bewaar en ga door")
    story.get_by_label("very_negative").check()
    story.goto(f"{live}{TELL}")
    check_axe(story)
    onward(story, "Verstuur ze nu")
    assert Story.objects.get().answers["consequences"] == "very_negative"
    expect(story.get_by_role("group", name="themes?")).to_be_visible()


def test_clear_now_clears_and_says_so(story: Page) -> None:
    story.get_by_label("Dit is mijn eigen telefoon of computer").check()
    story.locator("#text").press_sequentially("Nog niet af")
    story.get_by_role("button", name="Wis nu").click()
    expect(story.locator("[data-device-bar] p")).to_be_focused()
    expect(story.locator("[data-device-bar]")).to_contain_text("Gewist")
    assert on_device(story) == "{}"
    expect(story.locator("[data-own-device]")).not_to_be_checked()
    story.locator("#text").press_sequentially("!")
    assert on_device(story) == "{}"


def test_taking_the_tick_away_clears_too(story: Page) -> None:
    tick = story.get_by_label("Dit is mijn eigen telefoon of computer")
    tick.check()
    tick.uncheck()
    assert on_device(story) == "{}"


def test_the_thanks_clear_the_device(story: Page) -> None:
    story.get_by_label("Dit is mijn eigen telefoon of computer").check()
    story.locator("#text").fill(STORY)
    onward(story, "Bewaar en ga door")
    while story.get_by_role("button", name="Klaar").count() == 0:
        onward(story, "Verder")
    onward(story, "Klaar")
    assert on_device(story) == "{}"
    expect(story.get_by_role("button", name="Wis nu")).to_be_hidden()


def test_after_48_hours_it_is_gone_on_whatever_page_comes_next(story: Page, live: str) -> None:
    story.get_by_label("Dit is mijn eigen telefoon of computer").check()
    story.locator("#text").press_sequentially("Nog niet af")
    left = story.evaluate("key => JSON.parse(localStorage[key]).until - Date.now()", KEY)
    assert 47 * 3_600_000 < left <= 48 * 3_600_000
    stale = json.dumps({"until": 1, "page": {"fields": {"text": ["Nog niet af"]}}})
    story.evaluate("([key, stale]) => { localStorage[key] = stale; }", [KEY, stale])
    story.goto(f"{live}/v/jeugdhulp/")
    assert on_device(story) == "{}"


@pytest.mark.parametrize("broken", ["{", "[]", "null", '"x"', '{"until": "x"}'])
def test_something_odd_on_the_device_breaks_nothing(story: Page, broken: str) -> None:
    story.evaluate("([key, broken]) => { localStorage[key] = broken; }", [KEY, broken])
    story.reload()
    assert on_device(story) == "{}"
    expect(story.get_by_role("button", name="Bewaar en ga door")).to_be_visible()
