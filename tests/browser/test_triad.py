"""A teller with a phone places a point between three ends: by tap, drag, keys and list; what a screen reader hears."""

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from tests import world
from tests.browser.conftest import check_axe
from tests.vertelpunt.teller import STORY
from vertelpunt.models import Story
from vertelpunt.questions import Option, Question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ENDS = {"ik": "أنا", "mijn familie": "عائلتي", "hulpverleners": "المساعدون"}
POLES = ({"nl": "helemaal niet", "ar": "أبدًا"}, {"nl": "heel erg", "ar": "تمامًا"})
ASKED = [
    Question(
        "who",
        "triad",
        {"nl": "Wie"},
        {"nl": "Wie besliste?", "ar": "من قرر؟"},
        options=tuple(Option(f"a{at}", {"nl": nl, "ar": ar}) for at, (nl, ar) in enumerate(ENDS.items(), 1)),
    ),
    Question("heard", "slider", {"nl": "Gehoord"}, {"nl": "Gehoord?", "ar": "هل أصغوا؟"}, poles=POLES),
]


def tell(page: Page, live: str, query: str = "") -> Page:
    """Come to the first page of questions."""
    world.vertelpunt(world.coalition("Noord"), asked=ASKED, languages=["nl", "ar"])
    page.goto(f"{live}/v/jeugdhulp/tell/parent/{query}")
    page.locator("#text").fill(STORY)
    page.locator(".actions .main").click()
    expect(page.locator("#q-who")).to_be_visible()
    return page


def onward(page: Page) -> dict[str, object]:
    """Send the page; return the stored answers."""
    with page.expect_navigation():
        page.locator("[name=next]").click()
    answers: dict[str, object] = Story.objects.get().answers
    return answers


def middle_of_screen(one: Locator) -> FloatRect:
    """Return where something stands when it is in the middle of the screen, between the bars."""
    one.evaluate("it => it.scrollIntoView({block: 'center'})")
    box = one.bounding_box()
    assert box
    return box


def tap(page: Page, across: float, down: float) -> None:
    """Tap in the triangle, at parts of its width and height."""
    box = middle_of_screen(page.locator(".triad .field"))
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


def point(page: Page) -> Locator:
    """Return the point."""
    return page.locator(".triad [role=slider]")


def shares(page: Page) -> list[int]:
    """Return the shares that the page would send."""
    written = page.locator(".triad [data-kept]").input_value()
    return [int(part) for part in written.split("-")]


def test_untouched_it_says_so_and_a_tap_drag_keys_and_the_list_set_it(live: str, page: Page) -> None:
    tell(page, live)
    expect(page.get_by_role("slider", name="Wie besliste?")).to_have_attribute(
        "aria-valuetext", "nog niet ingevuld; tussen ik, mijn familie en hulpverleners"
    )
    expect(point(page)).to_have_attribute("aria-roledescription", "punt in een driehoek")
    check_axe(page)
    tap(page, 0.02, 0.98)
    assert shares(page)[0] >= 95
    expect(point(page)).to_have_attribute(
        "aria-valuetext",
        f"van de 100: {shares(page)[0]} ik, {shares(page)[1]} mijn familie, {shares(page)[2]} hulpverleners",
    )
    check_axe(page)
    box, start = middle_of_screen(page.locator(".triad .field")), point(page).bounding_box()
    assert start
    page.mouse.move(start["x"] + 22, start["y"] + 22)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 2, steps=4)
    page.mouse.up()
    assert shares(page)[2] >= 95
    before = shares(page)[2]
    point(page).focus()
    page.keyboard.press("ArrowDown")
    assert shares(page)[2] == before - 5
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert shares(page)[1] > shares(page)[0]
    page.get_by_text("Liever kiezen uit een lijst").click()
    page.get_by_label("Ik en mijn familie even veel").check()
    assert shares(page) == [50, 50, 0]
    expect(point(page)).to_have_attribute("aria-valuetext", "van de 100: 50 ik, 50 mijn familie, 0 hulpverleners")
    check_axe(page)
    assert onward(page)["who"] == [50, 50, 0]


def test_it_is_cleared_does_not_apply_and_does_not_move_while_scrolling(live: str, page: Page) -> None:
    tell(page, live)
    group = page.get_by_role("group", name="Wie besliste?")
    page.locator(".triad .field").dispatch_event(
        "pointerdown", {"pointerType": "touch", "pointerId": 1, "bubbles": True}
    )
    page.locator(".triad .field").dispatch_event(
        "pointermove", {"pointerType": "touch", "pointerId": 1, "clientX": 90}
    )
    page.locator(".triad .field").dispatch_event("pointercancel", {"pointerType": "touch", "pointerId": 1})
    expect(point(page)).to_have_class("point unset")
    point(page).focus()
    page.keyboard.press("Enter")
    assert shares(page) == [34, 33, 33]
    group.get_by_role("button", name="Wissen").click()
    expect(point(page)).to_be_focused()
    expect(point(page)).to_have_class("point unset")
    tap(page, 0.5, 0.6)
    group.get_by_label("Past niet bij mijn verhaal").check()
    expect(point(page)).to_have_class("point unset")
    assert onward(page)["who"] == {"none": "not_applicable"}
    page.go_back()
    expect(page.get_by_label("Past niet bij mijn verhaal").first).to_be_checked()
    tap(page, 0.5, 0.03)
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_javascript_it_is_a_list(live: str, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False, locale="nl-NL").new_page()
    tell(page, live)
    expect(page.locator(".triad .field")).to_be_hidden()
    page.get_by_label("Vooral hulpverleners").check()
    page.locator("#q-heard").get_by_label("7", exact=True).check()
    assert onward(page) == {"who": [15, 15, 70], "heard": 70}
    page.context.close()


def test_from_right_to_left_everything_is_mirrored_and_small_screens_hold_it(live: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    tell(page, live, "?lang=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    check_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    tap(page, 0.98, 0.98)
    assert shares(page)[0] >= 95  # the first end stands where a line begins: at the right
    point(page).focus()
    page.keyboard.press("ArrowLeft")
    assert shares(page)[1] >= 5
    slider = page.locator("#q-heard input[type=range]")
    box = middle_of_screen(slider)
    page.mouse.click(box["x"] + box["width"] * 0.1, box["y"] + box["height"] / 2)
    expect(slider).to_have_attribute("aria-valuetext", f"{slider.input_value()} من 100؛ 0 يعني أبدًا، و100 يعني تمامًا")
    check_axe(page)
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 px at 400 %
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    answers = onward(page)
    assert int(str(answers["heard"])) >= 85
    check_axe(page)
