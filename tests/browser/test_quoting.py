"""Stories and quotes of a card in a real browser: picked from proposals, marked by mouse, keyboard and buttons."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from patterns.models import Observation
from people.models import User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import no_sideways, sign_in
from tests.patterns.cards import add_story, observation, pattern
from tests.patterns.told import answers, evaluate, tell_many
from vertelpunt.models import Story, Vertelpunt

pytestmark = pytest.mark.browser
TOLD = (
    "Blij was ik 😀 die dag. Op maandag belde zij mij op en vroeg hoe het met de hond ging. "
    "Daarna pas ging het over school en over Daan. Wij zaten toen aan de keukentafel met koffie en een brief."
)


@pytest.fixture
def told(point: Vertelpunt) -> Story:
    """A story that may be quoted."""
    return world.story(point, text=TOLD, answers=answers(4))


@pytest.fixture
def card(point: Vertelpunt, told: Story) -> Observation:
    """A card without stories."""
    tell_many(point, 60)
    return observation(pattern(evaluate(point)))


@pytest.fixture
def page_of(live: str, page: Page, bram: User, card: Observation, told: Story) -> Page:
    """The page on which Bram quotes the story."""
    sign_in(page, live, bram)
    page.goto(f"{live}/c/noord/observations/1/stories/{told.number}/")
    return page


def quoted(card: Observation) -> list[str]:
    """Return the words on the card."""
    return [quote.text for quote in card.quotes.all()]


def test_a_finger_marks_a_sentence_by_a_tap(
    live: str, browser: Browser, bram: User, card: Observation, told: Story
) -> None:
    phone = browser.new_context(has_touch=True, is_mobile=True, locale="nl-NL", viewport=PHONE)  # type: ignore[arg-type]
    page = phone.new_page()
    sign_in(page, live, bram)
    page.goto(f"{live}/c/noord/observations/1/stories/{told.number}/")
    page.locator("[data-quote-text]").scroll_into_view_if_needed()
    at = page.evaluate(
        """words => {
            const node = document.querySelector("[data-quote-text]").firstChild;
            const range = document.createRange();
            const at = node.data.indexOf(words);
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            const box = range.getClientRects()[0];
            return [box.x + box.width / 2, box.y + box.height / 2];
        }""",
        "belde",
    )
    page.touchscreen.tap(*at)
    expect(page.locator("[data-quote-chosen]")).to_have_text(
        "“Op maandag belde zij mij op en vroeg hoe het met de hond ging.”"
    )
    page.locator("[data-quote-start='1']").tap()
    page.locator("[data-quote-send]").tap()
    expect(page.locator("main")).to_contain_text("maandag belde")
    assert quoted(card) == ["maandag belde zij mij op en vroeg hoe het met de hond ging."]
    phone.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_proposals_and_quotes_fit_and_are_accessible(
    page_of: Page, live: str, card: Observation, told: Story, size: dict[str, Any]
) -> None:
    add_story(card, told, "Blij was ik 😀 die dag.")
    page_of.set_viewport_size(size)  # type: ignore[arg-type]
    quote = card.quotes.get().pk
    for path in ("", f"{told.number}/", f"{told.number}/?quote={quote}", "?typical=1"):
        page_of.goto(f"{live}/c/noord/observations/1/stories/{path}")
        assert no_sideways(page_of), path
        check_axe(page_of)


def test_a_person_picks_a_proposal_and_a_quote_from_it(
    page_of: Page, live: str, card: Observation, told: Story
) -> None:
    page_of.goto(f"{live}/c/noord/observations/1/stories/")
    page_of.get_by_role("button", name=f"Kies als typerend {told.number:04d}").click()
    expect(page_of.locator("#quotable")).to_be_visible()
    words = page_of.locator(".quotable blockquote p").first.inner_text()
    page_of.locator(".quotable .button.find").first.click()
    expect(page_of.get_by_text("Het citaat staat op de kaart.")).to_be_visible()
    assert [f"“{quote}”" for quote in quoted(card)] == [words]


def test_marking_with_the_mouse_makes_a_quote(page_of: Page, card: Observation) -> None:
    text = page_of.locator("[data-quote-text]")
    text.evaluate("node => node.scrollIntoView({block: 'center'})")
    places = text.evaluate(
        """(node, [from, to]) => [from, to].map((at) => {
          const range = document.createRange();
          range.setStart(node.firstChild, at);
          range.setEnd(node.firstChild, at + 1);
          const box = range.getBoundingClientRect();
          return [box.left, box.top + box.height / 2];
        })""",
        [_units("Daarna"), _units(" en over Daan")],
    )
    page_of.mouse.move(places[0][0] + 1, places[0][1])
    page_of.mouse.down()
    page_of.mouse.move(*places[1], steps=8)
    page_of.mouse.up()
    expect(page_of.locator("[data-quote-chosen]")).to_have_text("“Daarna pas ging het over school”")
    page_of.locator("[data-quote-send]").click()
    expect(page_of.locator("#quoted")).to_be_visible()
    assert quoted(card) == ["Daarna pas ging het over school"]


def _units(words: str) -> int:
    return len(TOLD[: TOLD.index(words)].encode("utf-16-le")) // 2


def test_marking_with_the_keyboard_makes_a_quote(page_of: Page, card: Observation) -> None:
    page_of.locator("[data-quote-text]").focus()
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        page_of.keyboard.press(key)
    expect(page_of.locator("[data-quote-chosen]")).to_have_text("“Op maandag belde zij”")
    page_of.keyboard.press("Enter")
    expect(page_of.locator("[data-quote-send]")).to_be_focused()
    page_of.keyboard.press("Enter")
    expect(page_of.locator("#quoted")).to_be_visible()
    assert quoted(card) == ["Op maandag belde zij"]


def test_a_quote_is_adjusted_with_buttons(page_of: Page, live: str, card: Observation, told: Story) -> None:
    add_story(card, told, "pas ging het over")
    page_of.goto(f"{live}/c/noord/observations/1/stories/{told.number}/?quote={card.quotes.get().pk}")
    expect(page_of.locator("[data-quote-chosen]")).to_have_text("“pas ging het over”")
    page_of.get_by_role("button", name="Een woord eerder beginnen").click()
    page_of.get_by_role("button", name="Een woord later stoppen").click()
    expect(page_of.locator("[data-quote-chosen]")).to_have_text("“Daarna pas ging het over school”")
    page_of.get_by_role("button", name="Zo bewaren").click()
    expect(page_of.locator("#quoted + div")).to_contain_text("“Daarna pas ging het over school”")
    assert quoted(card) == ["Daarna pas ging het over school"]


def test_without_permission_there_is_nothing_to_mark(page_of: Page, live: str, card: Observation, told: Story) -> None:
    Story.objects.filter(pk=told.pk).update(may_quote="no")
    page_of.reload()
    expect(page_of.get_by_text("wil niet geciteerd worden")).to_be_visible()
    assert page_of.locator("form[data-quote], .sentences").count() == 0
