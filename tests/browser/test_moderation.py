"""Reading stories before others do, in a real browser: by keyboard, by click, without JavaScript, and accessible."""

from time import perf_counter

import pytest
from playwright.sync_api import Browser, Page, expect

from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import no_sideways, sign_in
from vertelpunt.actions.concerns import raise_concern
from vertelpunt.models import Story, StoryRelease, Vertelpunt

pytestmark = pytest.mark.browser
PLACE = "/c/noord/v/jeugdhulp/moderation/"
TOLD = (
    "Mijn dochter fatima (14) ging naar basisschool De Regenboog in Almelo. Toen het daar misging belde ik elke week "
    "met mevrouw Jansen, en zij nam wel op. De roos op haar tafel weet ik nog, en de koffie ook."
)
CLEAN = (
    TOLD.replace("fatima (14)", "[naam] [leeftijd]")
    .replace("Regenboog", "[school]")
    .replace("Almelo", "[plaats]")
    .replace("Jansen", "[naam]")
)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_fits_and_is_accessible(
    live: str, page: Page, cem: User, anna: User, noord: Coalition, point: Vertelpunt, size: dict[str, int]
) -> None:
    told = " ".join(f"Dit is regel {number} van een verhaal dat blijft." for number in range(12))
    world.story(point, text=f"{told} Dat was het.")
    stories = [world.story(point, released=False, text=text, title="De school") for text in (TOLD, told, "aaaaaaaaaa")]
    sign_in(page, live, cem)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"{live}{PLACE}{Story.objects.exclude(state='told').get().pk}/")
    raise_concern(desk=Desk(cem, noord, roles_in(cem, noord)), story=stories[2])
    for path in ("", "list/", *(f"{story.pk}/" for story in stories)):
        page.goto(live + PLACE + path)
        assert no_sideways(page), path
        check_axe(page)
    sign_in(page, live, anna)
    page.goto(f"{live}{PLACE}rules/")
    assert no_sideways(page)
    check_axe(page)


def test_twelve_stories_by_keyboard_at_far_more_than_a_hundred_an_hour(
    live: str, page: Page, cem: User, point: Vertelpunt
) -> None:
    for number in range(12):
        world.story(point, released=False, text=f"{TOLD} Dat was keer {number} van de twaalf.")
    sign_in(page, live, cem)
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(live + PLACE)
    start, keys = perf_counter(), 0
    for done in range(12):
        expect(page.locator("[data-story] mark").first).to_be_focused()
        for key in ("Enter",) * 5 if done % 2 else ("Shift+A",):
            page.keyboard.press(key)
            keys += 1
        expect(page.locator("[data-release]")).to_be_focused()
        page.keyboard.press("Enter")
        keys += 1
        expect(page.get_by_text("is vrijgegeven")).to_be_visible()
    seconds = (perf_counter() - start) / 12
    assert keys / 12 <= 4.5  # for five proposals each: all at once, or one by one
    assert {text.split(" Dat was keer")[0] for text in StoryRelease.objects.values_list("text", flat=True)} == {CLEAN}
    assert seconds < 10


def test_each_key_does_what_it_says(live: str, page: Page, cem: User, point: Vertelpunt) -> None:
    world.story(point, released=False, text=TOLD)
    sign_in(page, live, cem)
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(live + PLACE)
    text = page.locator("[name=text]")
    expect(text).to_be_hidden()  # until somebody wants to write in it
    marks = page.locator("[data-story] mark")
    expect(marks.first).to_have_accessible_name("fatima, [naam]: voorgesteld om weg te laten")
    page.keyboard.press("x")
    expect(marks.nth(0)).to_have_accessible_name("fatima, [naam]: blijft staan")
    expect(marks.nth(1)).to_be_focused()
    page.keyboard.press("a")
    page.keyboard.press("t")
    page.keyboard.type("een school")
    page.keyboard.press("Enter")
    page.keyboard.press("u")
    page.keyboard.press("t")
    page.keyboard.type("onze school")
    page.keyboard.press("Enter")
    page.keyboard.press("k")
    expect(marks.nth(2)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("Shift+A")
    expect(text).to_have_value(
        CLEAN.replace("[naam] [leeftijd]", "fatima [leeftijd]").replace("[school]", "onze school")
    )
    page.keyboard.press("Enter")
    expect(page.get_by_text("is vrijgegeven")).to_be_visible()


def test_other_words_are_selected_and_taken_out(live: str, page: Page, cem: User, point: Vertelpunt) -> None:
    world.story(point, released=False, text="Wij hadden een gele tractor en daarmee kent het hele dorp ons wel.")
    sign_in(page, live, cem)
    page.goto(live + PLACE)
    page.evaluate(
        """() => { const node = document.querySelector("[data-story] span").firstChild;
        const at = node.data.indexOf("gele tractor"); const range = document.createRange();
        range.setStart(node, at); range.setEnd(node, at + 12);
        const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range); }"""
    )
    page.click("[data-do=selection]")
    expect(page.locator("[name=text]")).to_have_value(
        "Wij hadden een [weggelaten] en daarmee kent het hele dorp ons wel."
    )
    page.click("[data-do=undo]")
    expect(page.locator("[name=text]")).to_have_value(
        "Wij hadden een gele tractor en daarmee kent het hele dorp ons wel."
    )


def test_what_is_not_decided_is_asked_once(live: str, page: Page, cem: User, point: Vertelpunt) -> None:
    world.story(point, released=False, text=TOLD)
    sign_in(page, live, cem)
    page.goto(live + PLACE)
    page.click("[data-release]")
    expect(page.locator("[data-status]")).to_contain_text("fatima")
    assert not StoryRelease.objects.exists()
    page.click("[data-release]")
    expect(page.get_by_text("is vrijgegeven")).to_be_visible()
    assert StoryRelease.objects.get().text == TOLD


def test_without_javascript_what_is_ticked_goes(
    live: str, browser: Browser, page: Page, cem: User, point: Vertelpunt
) -> None:
    world.story(point, released=False, text=TOLD)
    sign_in(page, live, cem)
    context = browser.new_context(
        locale="nl-NL", java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(live + PLACE)
    plain.click("text=Toon de tekst zonder wat is aangekruist")
    assert plain.input_value("[name=text]") == CLEAN
    plain.click("button[value=release]")
    assert StoryRelease.objects.get().text == CLEAN
    context.close()
