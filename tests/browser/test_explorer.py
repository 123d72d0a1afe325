"""The explorer in a real browser: by mouse, by keyboard, without script, on a phone; axe finds nothing."""

import pytest
from playwright.sync_api import Browser, Page, expect

from people.models import User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import no_sideways, sign_in
from tests.patterns.told import tell_many
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser
PLACE = "/c/noord/v/jeugdhulp/"
COUNT = ".count .figure-number"


@pytest.fixture
def told(point: Vertelpunt) -> Vertelpunt:
    """Thirty stories: twenty of parents, ten of professionals."""
    tell_many(point, 30, region=world.region("Noordland"), channel=world.channel(point, "flyer"))
    return point


@pytest.fixture
def opened(live: str, page: Page, bram: User, told: Vertelpunt) -> Page:
    """The explorer before Bram, on a wide screen."""
    sign_in(page, live, bram)
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(live + PLACE)
    expect(page.locator(COUNT)).to_have_text("30")
    return page


def test_clicking_a_bar_chooses_and_clicking_again_takes_it_away(opened: Page) -> None:
    opened.click("#f-audience-professional")
    expect(opened.locator(COUNT)).to_have_text("10")
    expect(opened).to_have_url(opened.url.split("?")[0] + "?audience=professional")
    expect(opened.locator("#f-audience-professional")).to_have_attribute("aria-current", "true")
    opened.click("#f-audience-parent")
    expect(opened.locator(COUNT)).to_have_text("30")
    opened.click("#f-audience-professional")
    expect(opened.locator(COUNT)).to_have_text("20")
    opened.go_back()
    expect(opened.locator(COUNT)).to_have_text("30")
    opened.reload()
    expect(opened.locator(".chip:not(.all)")).to_have_count(1)


def test_brushing_a_slider_chooses_a_part(opened: Page) -> None:
    chart = opened.locator("#q-heard [data-brush]")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    opened.mouse.move(box["x"] + 2, middle)
    opened.mouse.down()
    opened.mouse.move(box["x"] + box["width"] / 3, middle, steps=4)
    opened.mouse.up()
    expect(opened.locator(".chip").first).to_contain_text("0–33")
    assert "heard=0..33" in opened.url
    expect(opened.locator("#q-heard .span")).to_have_count(1)


def test_a_click_on_a_slider_takes_the_bar_under_it(opened: Page) -> None:
    chart = opened.locator("#q-heard [data-brush]")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    opened.mouse.click(box["x"] + box["width"] * 0.02, box["y"] + box["height"] / 2)
    expect(opened.locator(".chip").first).to_contain_text("0–4")


def test_everything_by_keyboard(opened: Page) -> None:
    opened.focus("#f-audience-professional")
    opened.keyboard.press("Enter")
    expect(opened.locator(COUNT)).to_have_text("10")
    expect(opened.locator("#f-audience-professional")).to_be_focused()
    expect(opened.locator("#said")).to_contain_text("10")
    opened.focus("#n-heard summary")
    opened.keyboard.press("Enter")
    opened.fill("#from-heard", "0")
    opened.fill("#to-heard", "50")
    opened.keyboard.press("Enter")
    expect(opened.locator(".chip:not(.all)")).to_have_count(2)
    assert opened.url.endswith("?audience=professional&heard=0..50")
    expect(opened.locator("#n-heard")).to_have_attribute("open", "")
    opened.focus("#clear")
    opened.keyboard.press("Enter")
    expect(opened.locator(COUNT)).to_have_text("30")


def test_other_charts_are_heard_by_one_event(opened: Page) -> None:
    send = """detail => document.querySelector('#q-phase')
        .dispatchEvent(new CustomEvent('storycycle:filter', {bubbles: true, detail}))"""
    opened.evaluate(send, {"name": "phase", "value": "looking"})
    expect(opened.locator(".chip:not(.all)")).to_have_count(1)
    assert opened.url.endswith("?phase=looking")
    opened.evaluate(send, {"name": "phase", "value": "looking"})
    expect(opened.locator(COUNT)).to_have_text("30")


def test_words_are_searched(opened: Page) -> None:
    opened.fill("#q", "keukentafel")
    opened.keyboard.press("Enter")
    expect(opened.locator(".chip").first).to_contain_text("keukentafel")
    expect(opened.locator(COUNT)).to_have_text("30")


def test_a_selection_is_kept_and_opened_again(opened: Page) -> None:
    opened.click("#f-audience-professional")
    opened.click("#keep summary")
    opened.fill("#keep-name", "Vakmensen")
    opened.click("#keep button")
    expect(opened.locator(".keeping")).to_contain_text("Vakmensen")
    opened.click("#clear")
    expect(opened.locator(COUNT)).to_have_text("30")
    opened.click("#kept summary")
    opened.click("#kept a:has-text('Vakmensen')")
    expect(opened.locator(COUNT)).to_have_text("10")


def test_the_sheet_on_a_phone(opened: Page) -> None:
    opened.set_viewport_size(PHONE)  # type: ignore[arg-type]
    opened.click("#open-filters")
    expect(opened.locator("#filters")).to_be_visible()
    check_axe(opened)
    opened.check("#filters input[value=professional]")
    expect(opened.locator(COUNT)).to_have_text("10")
    expect(opened.locator("#filters")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(opened.locator("#filters")).to_be_hidden()
    opened.click("#clear")
    expect(opened.locator(COUNT)).to_have_text("30")
    expect(opened.locator("#filters input[value=professional]")).not_to_be_checked()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_fits_and_is_accessible(live: str, opened: Page, size: dict[str, int]) -> None:
    opened.set_viewport_size(size)  # type: ignore[arg-type]
    for path in ("?heard=0..33&audience=parent", "?q=nergens", "response/", "selections/?query=audience%3Dparent"):
        opened.goto(live + PLACE + path)
        assert no_sideways(opened), path
        check_axe(opened)


def test_without_script_it_all_works(live: str, browser: Browser, bram: User, told: Vertelpunt) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESK)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page, live, bram)
    page.goto(live + PLACE)
    page.click("#f-audience-parent")
    expect(page.locator(COUNT)).to_have_text("20")
    page.click("#n-heard summary")
    page.fill("#from-heard", "0")
    page.fill("#to-heard", "33")
    page.click("#n-heard button")
    assert page.url.endswith("?audience=parent&heard=0..33")
    page.click("#open-filters")
    page.check("#filters input[value=professional]")
    page.click("#filters .sheet-foot button")
    assert page.url.endswith("?heard=0..33&audience=parent,professional") or "audience=parent,professional" in page.url
    context.close()


def test_on_a_phone_charts_begin_folded_and_what_was_opened_stays_open(
    live: str, page: Page, browser: Browser, bram: User, told: Vertelpunt
) -> None:
    sign_in(page, live, bram)
    page.goto(live + PLACE)
    heard, bar = page.locator("#q-heard"), page.locator("#f-consequences-positive")
    expect(heard.locator("[data-brush]")).to_be_hidden()
    expect(heard.locator(".brief")).to_contain_text("in het midden")
    assert page.evaluate("document.querySelector('#stories').getBoundingClientRect().top") < 3000
    check_axe(page)
    button = page.locator("#q-consequences").get_by_role("button")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    bar.click()
    expect(page.locator(COUNT)).to_have_text("6")
    expect(bar).to_be_visible()
    expect(heard.locator("[data-brush]")).to_be_hidden()
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    expect(heard.locator("[data-brush]")).to_be_visible()
    expect(heard.get_by_role("button", name="heard")).to_have_count(0)
    without = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    plain = without.new_page()
    sign_in(plain, live, bram)
    plain.goto(live + PLACE)
    expect(plain.locator("#q-heard [data-brush]")).to_be_visible()
    without.close()
