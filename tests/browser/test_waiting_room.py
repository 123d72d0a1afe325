"""A shared screen in a waiting room: after each teller nothing is left, and nobody is thrown out unasked."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from tests import world
from tests.browser.conftest import check_axe
from tests.vertelpunt.teller import STORY
from vertelpunt.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = "/v/jeugdhulp/?k=wacht&room=1"


@pytest.fixture
def room(live: str, page: Page) -> Page:
    """The first page on a shared screen."""
    point = world.vertelpunt(world.coalition("Noord"), asked=[world.slider("heard")])
    world.channel(point, "wacht")
    page.clock.install()
    page.goto(f"{live}{HOME}")
    return page


def begin(page: Page) -> None:
    """Open the page for the story and write one."""
    page.get_by_role("link", name="parent").click()
    page.locator("#text").fill(STORY)


def finish(page: Page) -> None:
    """Send the story and the question."""
    for name in ("Bewaar en ga door", "Klaar"):
        with page.expect_navigation():
            page.get_by_role("button", name=name).click()


def test_after_the_thanks_it_goes_to_the_first_page_and_back_shows_nothing(room: Page, live: str) -> None:
    begin(room)
    finish(room)
    expect(room.get_by_role("alert")).to_contain_text("Heb je je code bewaard?")
    check_axe(room)
    expect(room.get_by_role("link", name="Naar de pagina voor je code")).to_have_count(0)
    story = Story.objects.get()
    assert story.channel is not None
    assert story.finished
    room.clock.run_for(61_000)
    room.wait_for_url(f"{live}{HOME}")
    with suppress(Error):  # the browser says that it has the page no more
        room.go_back()
    room.wait_for_timeout(500)
    assert STORY not in room.content()
    assert room.locator("#code").count() == 0


def test_more_time_can_be_had_after_the_thanks(room: Page, live: str) -> None:
    begin(room)
    finish(room)
    room.get_by_role("button", name="Nog een minuut").click()
    room.clock.run_for(90_000)
    expect(room.locator("#code")).to_be_visible()
    room.clock.run_for(40_000)
    room.wait_for_url(f"{live}{HOME}")


def test_without_a_touch_it_asks_first_and_then_empties(room: Page, live: str) -> None:
    begin(room)
    room.clock.run_for(250_000)
    expect(room.locator(".room")).to_be_hidden()
    room.clock.run_for(55_000)
    expect(room.get_by_role("alert")).to_contain_text("Ben je er nog?")
    check_axe(room)
    room.get_by_role("button", name="Ik ben er nog").click()
    expect(room.locator(".room")).to_be_hidden()
    expect(room.locator("#text")).to_have_value(STORY)
    room.clock.run_for(362_000)
    room.wait_for_url(f"{live}{HOME}")
    assert not Story.objects.exists()


def test_nothing_can_be_kept_on_the_device_and_the_language_goes_back(room: Page, live: str) -> None:
    room.get_by_role("link", name="English").click()
    room.get_by_role("link", name="parent").click()
    expect(room.get_by_role("button", name="Keep and go on")).to_be_visible()
    expect(room.locator("[data-own-device]")).to_have_count(0)
    room.locator("#text").fill(STORY)
    room.clock.run_for(361_000)
    room.wait_for_url(f"{live}{HOME}")
    expect(room.get_by_role("link", name="English")).to_be_visible()
    assert room.context.cookies() == []
    assert room.evaluate("localStorage.length") == 0


def test_its_pages_are_kept_by_no_browser(room: Page, live: str) -> None:
    answer = room.request.get(f"{live}/v/jeugdhulp/tell/parent/?room=1")
    assert answer.headers["cache-control"] == "private, no-store"
