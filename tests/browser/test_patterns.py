"""Patterns in a real browser: the table of pairs, marks, and the stories behind a part that is clicked."""

import pytest
from playwright.sync_api import Page, expect

from patterns.actions.marks import mark_pattern
from patterns.models import Mark
from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import no_sideways, sign_in
from tests.patterns.told import evaluate, tell_many
from vertelpunt.access import Workplace
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser
PLACE = "/c/noord/v/jeugdhulp/patterns/"
KEY = "slider_ordered:heard:consequences"


@pytest.fixture
def told(point: Vertelpunt) -> Vertelpunt:
    """A Vertelpunt whose stories were evaluated."""
    tell_many(point, 90, region=world.region("Noordland"))
    evaluate(point)
    return point


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_about_patterns_fits_and_is_accessible(
    live: str, page: Page, bram: User, dina: User, noord: Coalition, told: Vertelpunt, size: dict[str, int]
) -> None:
    desk = Desk(dina, noord, roles_in(dina, noord))
    mark_pattern(desk=desk, place=Workplace(desk, told), key=KEY, choice="remarkable", version=0, note="Kijk hier.")
    sign_in(page, live, bram)
    page.set_viewport_size(size)
    paths = ("", "?kind=pair&mark=any&q=heard", "matrix/", f"{KEY}/", f"{KEY}/?heard=67..100")
    for path in paths:
        page.goto(live + PLACE + path)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        assert no_sideways(page), path
        check_axe(page)


def test_a_mark_is_kept_by_one_press_and_by_keyboard(live: str, page: Page, bram: User, told: Vertelpunt) -> None:
    sign_in(page, live, bram)
    page.goto(live + PLACE)
    button = page.locator(f"[id='mark-{KEY}-remarkable']")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    page.locator(f"[id='mark-{KEY}-maybe']").focus()
    page.keyboard.press("Space")
    expect(page.locator(f"[id='mark-{KEY}-maybe']")).to_have_attribute("aria-pressed", "true")
    assert Mark.objects.get().choice == "maybe"


def test_two_windows_lose_no_note(live: str, page: Page, bram: User, told: Vertelpunt) -> None:
    sign_in(page, live, bram)
    page.goto(f"{live}{PLACE}{KEY}/")
    other = page.context.new_page()
    other.goto(f"{live}{PLACE}{KEY}/")
    other.fill("#note", "In het ene venster.")
    other.click("#mark-keep")
    expect(other.get_by_role("status").filter(has_text="bewaard")).to_be_visible()
    page.fill("#note", "In het andere venster.")
    page.click("#mark-keep")
    expect(page.locator(".marks [role=alert]")).to_contain_text("In het ene venster.")
    expect(page.locator("#note")).to_have_value("In het andere venster.")
    check_axe(page)
    page.click("#mark-keep")
    expect(page.locator(".marks [role=alert]")).to_have_count(0)
    assert Mark.objects.get().note == "In het andere venster."


def test_a_part_is_chosen_in_the_table_by_keyboard(live: str, page: Page, bram: User, told: Vertelpunt) -> None:
    sign_in(page, live, bram)
    page.goto(f"{live}{PLACE}{KEY}/")
    page.locator(".all-parts summary").focus()
    page.keyboard.press("Enter")
    link = page.locator(".part-link").first
    count = link.inner_text().split()[0]
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#behind [role=status]")).to_contain_text(f"{count} vrijgegeven")
    expect(page.locator("#behind-title")).to_be_focused()
    assert "heard=" in page.url
    page.reload()
    expect(page.locator("#behind [role=status]")).to_contain_text(f"{count} vrijgegeven")


def test_a_part_that_the_figure_tells_of_shows_its_stories(
    live: str, page: Page, bram: User, told: Vertelpunt
) -> None:
    sign_in(page, live, bram)
    page.goto(f"{live}{PLACE}{KEY}/")
    page.wait_for_function("window.htmx !== undefined")
    page.evaluate(
        """document.querySelector('.chart').dispatchEvent(new CustomEvent('storycycle:filter', {bubbles: true,
           detail: {name: 'heard', value: '0..33', parts: [{name: 'heard', value: '0..33'}]}}))"""
    )
    expect(page.locator("#behind [role=status] h3")).to_contain_text("0–33")
    assert "heard=0..33" in page.url.replace("%2E", ".")


def test_without_javascript_everything_is_reached(live: str, browser: object, bram: User, told: Vertelpunt) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    sign_in(page, live, bram)
    page.goto(f"{live}{PLACE}{KEY}/")
    page.get_by_label("opvallend").or_(page.get_by_label("remarkable")).check()
    page.fill("#note", "Zonder script.")
    page.click("#mark-keep")
    assert Mark.objects.get().note == "Zonder script."
    page.goto(f"{live}{PLACE}matrix/")
    page.locator(".matrix td a").nth(1).click()
    expect(page.locator("#behind-title")).to_be_visible()
    context.close()
