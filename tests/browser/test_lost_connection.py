"""A page sent while the connection is lost: it stays, says where it is kept, and is sent once, later."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import world
from tests.browser.conftest import check_axe
from tests.vertelpunt.teller import STORY
from vertelpunt.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TELL = "/v/jeugdhulp/tell/parent/"
LOST = "Nog niet verstuurd: er is geen verbinding."


@pytest.fixture
def written(live: str, page: Page) -> Page:
    """A story that is written and not sent."""
    world.vertelpunt(world.coalition("Noord"))
    page.goto(f"{live}{TELL}")
    page.locator("#text").fill(STORY)
    return page


def send(page: Page) -> None:
    """Send the page."""
    page.get_by_role("button", name="Bewaar en ga door").click()


def test_it_says_that_it_is_in_memory_and_is_sent_when_the_connection_is_back(written: Page) -> None:
    written.context.set_offline(True)
    send(written)
    expect(written.get_by_role("alert")).to_contain_text(LOST)
    expect(written.get_by_role("alert")).to_contain_text("alleen op deze pagina")
    check_axe(written)
    assert written.evaluate("localStorage.length") == 0
    assert not Story.objects.exists()
    written.context.set_offline(False)
    expect(written.get_by_role("slider").first).to_be_visible(timeout=15_000)
    assert Story.objects.get().text == STORY


def test_on_an_own_device_it_says_so(written: Page) -> None:
    written.get_by_label("Dit is mijn eigen telefoon of computer").check()
    written.context.set_offline(True)
    send(written)
    expect(written.get_by_role("alert")).to_contain_text("ook op dit apparaat bewaard")


def test_a_server_that_does_not_answer_is_asked_again(written: Page) -> None:
    def gone(route: Route) -> None:
        route.abort()

    written.route("**/sending.js", gone)
    written.route(f"**{TELL}**", gone)
    send(written)
    expect(written.get_by_role("alert")).to_contain_text(LOST)
    written.get_by_role("button", name="Probeer het nu").click()
    expect(written.get_by_role("alert")).to_contain_text(LOST)
    written.unroute(f"**{TELL}**")
    written.get_by_role("button", name="Probeer het nu").click()
    expect(written.get_by_role("slider").first).to_be_visible(timeout=15_000)
    assert Story.objects.count() == 1


def test_answers_wait_too_and_one_may_go_on_changing_them(written: Page) -> None:
    send(written)
    written.get_by_label("very_negative").check()
    written.context.set_offline(True)
    written.get_by_role("button", name="Verder").click()
    expect(written.get_by_role("alert")).to_contain_text(LOST)
    written.get_by_label("very_positive").check()
    written.context.set_offline(False)
    expect(written.get_by_role("group", name="themes?")).to_be_visible(timeout=15_000)
    assert Story.objects.get().answers["consequences"] == "very_positive"


def test_back_after_sending_shows_the_page_as_it_was(written: Page) -> None:
    send(written)
    expect(written.get_by_role("slider").first).to_be_visible()
    written.go_back()
    expect(written.locator("#text")).to_have_value(STORY)
    expect(written.locator("[data-unsent]")).to_be_hidden()
    send(written)
    expect(written.get_by_role("slider").first).to_be_visible()
    assert Story.objects.count() == 1


def test_without_javascript_pages_are_sent_as_ever(live: str, browser: Browser) -> None:
    world.vertelpunt(world.coalition("Noord"))
    page = browser.new_context(java_script_enabled=False, locale="nl-NL").new_page()
    page.goto(f"{live}{TELL}")
    expect(page.get_by_text("Dit is mijn eigen telefoon")).to_be_hidden()
    page.locator("#text").fill(STORY)
    send(page)
    expect(page.get_by_role("group", name="heard?")).to_be_visible()
    page.context.close()
