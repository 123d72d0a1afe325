"""Leave quickly: by the button, by Escape three times, without JavaScript; and Back shows nothing."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import world
from tests.browser.conftest import check_axe
from vertelpunt.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ELSEWHERE = "https://www.buienradar.nl/"


@pytest.fixture
def writing(live: str, page: Page) -> Page:
    """Somebody who is writing."""
    world.vertelpunt(world.coalition("Noord"))
    page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body="weer"))
    page.goto(f"{live}/v/jeugdhulp/tell/parent/")
    page.locator("#text").press_sequentially("Nog niet af")
    return page


def test_escape_three_times_leaves_and_back_shows_nothing(writing: Page, live: str) -> None:
    for _ in range(3):
        writing.keyboard.press("Escape")
    writing.wait_for_url(ELSEWHERE)
    assert not Story.objects.exists()
    assert writing.evaluate("document.referrer") == ""


def test_escape_twice_or_slowly_stays(writing: Page) -> None:
    for keys in (["Escape", "Escape", "a", "Escape"], ["Escape"]):
        for key in keys:
            writing.keyboard.press(key)
        writing.wait_for_timeout(2100)
    expect(writing.locator("#text")).to_have_value("Nog niet afa")


def test_it_stands_top_right_and_looks_unlike_going_on(writing: Page) -> None:
    for width in (320, 360, 1280):
        writing.set_viewport_size({"width": width, "height": 740})
        leave = writing.locator(".leave").bounding_box()
        assert leave is not None
        assert leave["x"] + leave["width"] > width - 40
        bar = writing.locator(".teller-bar").bounding_box()
        assert bar is not None
        assert bar["y"] <= leave["y"] < bar["y"] + bar["height"]
        assert leave["height"] >= 44
    colour = "it => getComputedStyle(it).backgroundColor"
    assert writing.locator(".leave").evaluate(colour) != writing.locator(".main").evaluate(colour)


def test_without_javascript_it_is_a_plain_link(live: str, browser: Browser) -> None:
    world.vertelpunt(world.coalition("Noord"))
    page = browser.new_context(java_script_enabled=False, locale="nl-NL").new_page()
    page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body=route.request.headers.get("referer", "geen")))
    page.goto(f"{live}/v/jeugdhulp/tell/parent/")
    page.get_by_role("link", name="Snel weg").click()
    expect(page.locator("body")).to_have_text("geen")
    page.context.close()


def test_a_page_that_is_not_there_is_clean(live: str, page: Page) -> None:
    page.goto(f"{live}/v/nergens/")
    check_axe(page)
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
