"""A teller with a phone: the slider by touch, mouse and keyboard, and what a screen reader hears of it."""

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from tests import world
from tests.browser.conftest import check_axe
from tests.vertelpunt.teller import STORY
from vertelpunt import pool
from vertelpunt.models import Story
from vertelpunt.questions import read_questions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def questions(live: str, page: Page) -> Page:
    """The first page of questions, after a story."""
    world.vertelpunt(world.coalition("Noord"))
    page.goto(f"{live}/v/jeugdhulp/")
    check_axe(page)
    with page.expect_navigation():
        page.get_by_role("link", name="parent").click()
    check_axe(page)
    page.locator("#text").fill(STORY)
    page.get_by_role("button", name="Bewaar en ga door").click()
    expect(page.get_by_role("slider").first).to_be_visible()
    return page


WORD_LINES = """place => place.textContent.split(" ").map((word) => {
    const range = document.createRange(), from = place.textContent.indexOf(word);
    range.setStart(place.firstChild, from);
    range.setEnd(place.firstChild, from + word.length);
    return range.getClientRects().length;
})"""


def slider(page: Page, name: str) -> Locator:
    """Return the slider called `name`."""
    return page.get_by_role("slider", name=name)


def heard() -> object:
    """Return the stored answer to the slider *heard*."""
    return Story.objects.get().answers["heard"]


def onward(page: Page) -> None:
    """Go to the next page of questions."""
    with page.expect_navigation():
        page.get_by_role("button", name="Verder").click()


def to_the_end(page: Page) -> None:
    """Skip all questions."""
    while page.get_by_role("button", name="Klaar").count() == 0:
        onward(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Klaar").click()


def test_an_untouched_slider_says_so_and_is_no_answer(questions: Page) -> None:
    expect(slider(questions, "heard?")).to_have_attribute(
        "aria-valuetext", "nog niet ingevuld; van helemaal niet tot heel erg"
    )
    expect(slider(questions, "heard?")).to_have_class("unset")
    check_axe(questions)
    onward(questions)
    assert heard() == {"none": "skipped"}


def test_a_tap_sets_it_and_the_screen_reader_hears_value_and_poles(questions: Page) -> None:
    one = slider(questions, "heard?")
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    assert box is not None
    questions.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2)
    text = one.get_attribute("aria-valuetext") or ""
    assert text.endswith("van 100; 0 is helemaal niet, 100 is heel erg")
    check_axe(questions)
    onward(questions)
    assert 78 <= int(str(heard())) <= 84


def test_a_tap_in_the_very_middle_is_an_answer_too(questions: Page) -> None:
    slider(questions, "heard?").click()
    onward(questions)
    assert heard() == 50


def test_the_keyboard_moves_it(questions: Page) -> None:
    slider(questions, "heard?").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        questions.keyboard.press(key)
    onward(questions)
    assert heard() == 51


def test_home_end_and_enter_work_on_an_untouched_slider(questions: Page) -> None:
    slider(questions, "heard?").focus()
    questions.keyboard.press("End")
    slider(questions, "in_time?").focus()
    questions.keyboard.press("Enter")
    onward(questions)
    assert (heard(), Story.objects.get().answers["in_time"]) == (100, 50)


def test_it_can_be_cleared(questions: Page) -> None:
    group = questions.get_by_role("group", name="heard?")
    slider(questions, "heard?").click()
    group.get_by_role("button", name="Wissen").click()
    expect(slider(questions, "heard?")).to_be_focused()
    onward(questions)
    assert heard() == {"none": "skipped"}


def test_does_not_fit_and_a_value_exclude_each_other(questions: Page) -> None:
    group = questions.get_by_role("group", name="heard?")
    slider(questions, "heard?").click()
    group.get_by_label("Past niet bij mijn verhaal").check()
    expect(slider(questions, "heard?")).to_have_class("unset")
    onward(questions)
    assert heard() == {"none": "not_applicable"}


def test_scrolling_over_it_by_touch_does_not_move_it(questions: Page) -> None:
    one = slider(questions, "heard?")
    one.dispatch_event("pointerdown", {"pointerType": "touch"})
    one.evaluate("it => { it.value = 90; it.dispatchEvent(new Event('input', {bubbles: true})); }")
    one.dispatch_event("pointercancel", {"pointerType": "touch"})
    one.dispatch_event("change")
    expect(one).to_have_class("unset")
    onward(questions)
    assert heard() == {"none": "skipped"}


def test_more_than_the_most_is_said_and_not_taken(questions: Page) -> None:
    onward(questions)
    group = questions.get_by_role("group", name="themes?")
    for name in ("waiting", "contact"):
        group.get_by_label(name).check()
    group.get_by_label("school").click()
    expect(group.get_by_label("school")).not_to_be_checked()
    expect(group.get_by_role("status")).to_have_text("Je hebt er al 2 gekozen. Haal er eerst een weg.")
    check_axe(questions)


def test_the_way_out_empties_the_page(questions: Page) -> None:
    questions.route("https://www.buienradar.nl/**", lambda route: route.fulfill(body="weer"))
    questions.get_by_role("link", name="Snel weg").click()
    questions.wait_for_url("https://www.buienradar.nl/")
    expect(questions.locator("body")).to_have_text("weer")


def test_thanks_code_and_withdrawal(questions: Page, live: str) -> None:
    to_the_end(questions)
    check_axe(questions)
    code = questions.locator("#code").inner_text()
    questions.goto(f"{live}/code/")
    check_axe(questions)
    questions.get_by_label("Typ of plak je code").fill(code.lower())
    questions.get_by_role("button", name="Laat mijn verhaal zien").click()
    check_axe(questions)
    questions.get_by_role("button", name="Trek mijn verhaal terug").click()
    check_axe(questions)
    questions.get_by_role("button", name="Ja, verwijder mijn verhaal").click()
    check_axe(questions)
    assert not Story.objects.exists()


def test_nothing_hides_under_the_bars_at_320_px(live: str, page: Page) -> None:
    world.vertelpunt(world.coalition("Noord"))
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 px at 400 %
    page.goto(f"{live}/v/jeugdhulp/tell/parent/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.locator(".help-now")).to_have_css("position", "static")
    page.locator(".teller-bar .place").evaluate("place => { place.textContent = 'Vertelpunt Jeugdhulp'; }")
    assert page.locator(".teller-bar .place").evaluate(WORD_LINES) == [1, 1]  # no word is broken in two


def test_back_shows_the_page_before_as_it_was_left(questions: Page) -> None:
    slider(questions, "heard?").focus()
    questions.keyboard.press("End")
    questions.get_by_label("very_negative").check()
    onward(questions)
    expect(questions.get_by_role("group", name="themes?")).to_be_visible()
    questions.go_back()
    expect(slider(questions, "heard?")).to_have_value("100")
    expect(questions.get_by_label("very_negative")).to_be_checked()
    questions.go_back()
    expect(questions.locator("#text")).to_have_value(STORY)


def test_a_story_changed_after_back_is_the_same_story(questions: Page) -> None:
    questions.go_back()
    questions.locator("#text").fill(f"{STORY} En toen?")
    questions.get_by_role("button", name="Bewaar en ga door").click()
    expect(slider(questions, "heard?")).to_be_visible()
    assert Story.objects.get().text.endswith("En toen?")


def test_back_from_the_thanks_shows_the_last_questions(questions: Page) -> None:
    to_the_end(questions)
    questions.go_back()
    expect(questions.get_by_role("button", name="Klaar")).to_be_visible()


def test_back_works_without_javascript(live: str, browser: Browser) -> None:
    world.vertelpunt(world.coalition("Noord"))
    page = browser.new_context(java_script_enabled=False, locale="nl-NL").new_page()
    page.goto(f"{live}/v/jeugdhulp/tell/parent/")
    page.locator("#text").fill(STORY)
    page.get_by_role("button", name="Bewaar en ga door").click()
    page.get_by_label("very_negative").check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("school").check()
    page.go_back()
    expect(page.get_by_label("very_negative")).to_be_checked()
    page.go_back()
    expect(page.locator("#text")).to_have_value(STORY)
    page.context.close()


def test_after_leaving_quickly_back_does_not_show_what_was_told(questions: Page, live: str) -> None:
    questions.route("https://www.buienradar.nl/**", lambda route: route.fulfill(body="weer"))
    questions.get_by_role("link", name="Snel weg").click()
    questions.wait_for_url("https://www.buienradar.nl/")
    questions.go_back()
    questions.wait_for_url(f"{live}/v/jeugdhulp/")


def test_terug_asks_in_words_and_keeps_what_was_typed(live: str, page: Page) -> None:
    world.vertelpunt(world.coalition("Noord"))
    page.goto(f"{live}/v/jeugdhulp/tell/parent/")
    page.locator("#text").fill("Nog niet af")
    page.get_by_role("button", name="Terug").click()
    expect(page.get_by_role("alert")).to_contain_text("nog niet bewaard")
    expect(page.locator("#text")).to_have_value("Nog niet af")
    check_axe(page)
    page.get_by_role("link", name="Toch teruggaan").click()
    page.wait_for_url(f"{live}/v/jeugdhulp/")


def test_closing_a_page_with_something_written_asks_first(live: str, page: Page) -> None:
    world.vertelpunt(world.coalition("Noord"))
    page.goto(f"{live}/v/jeugdhulp/tell/parent/")
    page.locator("#text").press_sequentially("Nog niet af")
    asked: list[str] = []

    def go_on(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", go_on)
    page.get_by_role("link", name="title nl").click()
    page.wait_for_url(f"{live}/v/jeugdhulp/")
    assert asked == ["beforeunload"]


def test_ordered_answers_are_whole_rows_in_the_order_of_the_scale(questions: Page) -> None:
    rows = [
        box for each in questions.locator(".ordered .pills:not(.aside) label").all() if (box := each.bounding_box())
    ]
    assert len(rows) == len(world.STEPS)
    assert len({row["x"] for row in rows}) == 1
    assert [row["y"] for row in rows] == sorted(row["y"] for row in rows)
    assert all(row["width"] > 300 and row["height"] >= 44 for row in rows)


@pytest.mark.parametrize("number", [1, 2])
def test_a_parent_meets_each_question_after_the_one_it_depends_on(live: str, page: Page, number: int) -> None:
    questions = read_questions(pool.definition(number))
    world.vertelpunt(world.coalition("Noord"), asked=list(questions))
    page.goto(f"{live}/v/jeugdhulp/tell/parent/")
    page.locator("#text").fill(STORY)
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar en ga door").click()
    met = walk(page)
    depends = {one.key: one.show_if.key for one in questions if one.show_if and one.key in met}
    assert len(met) <= 12
    assert "feeling" in met
    assert all(met.index(needed) < met.index(key) for key, needed in depends.items())
    assert bool(depends) == (number == 2)


def walk(page: Page) -> list[str]:
    """Go through all pages as somebody with help at home; return the keys of the questions in order."""
    met: list[str] = []
    while page.locator("#code").count() == 0:
        met += [(one.get_attribute("id") or "").removeprefix("q-") for one in page.locator("fieldset.question").all()]
        if page.get_by_label("hulp bij ons thuis").count():
            page.get_by_label("hulp bij ons thuis").check()
        with page.expect_navigation():
            page.locator("[name=next]").click()
    return met
