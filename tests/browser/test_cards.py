"""Cards in a real browser: every page fits and is accessible, and marking text makes a quote."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from patterns.models import CardInSet, CardSet, Observation
from people.models import User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import no_sideways, sign_in
from tests.patterns.cards import add_story, observation, pattern
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser
TOLD = "Blij was ik 😀 die dag. Zij vroeg hoe het met de hond ging. Daarna pas ging het over school."
SELECT = """([from, to]) => {
  const text = document.querySelector("[data-quote-text]").firstChild;
  const range = document.createRange();
  range.setStart(text, from);
  range.setEnd(text, to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def card(point: Vertelpunt) -> Observation:
    """A card with a story and a quote."""
    tell_many(point, 60)
    made = observation(pattern(evaluate(point)))
    add_story(made, world.story(point, text=TOLD), "Zij vroeg hoe het met de hond ging.")
    return made


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_fits_and_is_accessible(
    live: str, page: Page, bram: User, card: Observation, size: dict[str, Any]
) -> None:
    sign_in(page, live, bram)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    story = card.typical_stories.get().story
    pages = ("", "1/", "1/card/", "1/stories/", f"1/stories/{story.number}/")
    new = f"/c/noord/v/jeugdhulp/observations/new/?pattern={card.pattern_key}"
    for path in (*(f"/c/noord/observations/{each}" for each in pages), new):
        page.goto(live + path)
        assert no_sideways(page), path
        check_axe(page)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_to_print_from_fits_and_is_accessible(
    live: str, page: Page, bram: User, card: Observation, size: dict[str, Any]
) -> None:
    laid = CardSet.objects.create(coalition=card.coalition, number=1, name="Voor de eerste tafel", budget=4)
    CardInSet.objects.create(card_set=laid, observation=card, position=0)
    sign_in(page, live, bram)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    chosen = f"stories/?source=card-{card.pk}&format=a6"
    for path in ("1/print/", "1/print/?numbers=young&stories=a5", "print/", "sets/1/print/", "stories/", chosen):
        page.goto(f"{live}/c/noord/observations/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert no_sideways(page), path
        check_axe(page)
    expect(page.get_by_role("button", name="Maak de pdf")).to_be_visible()


def test_marking_text_makes_a_quote_of_exactly_these_words(
    live: str, page: Page, bram: User, card: Observation, point: Vertelpunt
) -> None:
    story = world.story(point, text=TOLD)
    sign_in(page, live, bram)
    page.goto(f"{live}/c/noord/observations/1/stories/{story.number}/")
    start = len(TOLD[: TOLD.index("Daarna")].encode("utf-16-le")) // 2
    page.evaluate(SELECT, [start - 1, start + len("Daarna pas ")])  # blanks at both ends
    expect(page.locator("[data-quote-chosen]")).to_have_text("“Daarna pas”")
    page.get_by_role("button", name="Citeer dit").click()
    expect(page.locator("#quoted")).to_be_visible()
    assert [quote.text for quote in card.quotes.filter(release__story=story)] == ["Daarna pas"]
