"""Guessing, versions, numbers and sets in a real browser: they fit, are accessible, and work by mouse and by keys."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from patterns.actions.observations import write_observation
from patterns.models import CardSet, Observation, PrintedCard
from people.access import Desk, roles_in
from people.models import User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import no_sideways, sign_in
from tests.duiding import builders
from tests.patterns.cards import observation, pattern
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser
CARDS = "/c/noord/observations/"


@pytest.fixture
def card(point: Vertelpunt, bram: User) -> Observation:
    """A card of Bram whose data has changed since."""
    tell_many(point, 60)
    made = observation(pattern(evaluate(point)), description="In deze 60 ervaringen gaan beide samen.")
    tell_many(point, 6)
    evaluate(point)
    desk = Desk(bram, point.coalition, roles_in(bram, point.coalition))
    words = {"title": made.title, "description": "In deze 60 ervaringen, dus.", "theme": "", "state": "draft"}
    return write_observation(desk=desk, observation=made, readings=("Een kop.", "Een kop"), **words)  # type: ignore[arg-type]


@pytest.fixture
def lying(card: Observation, point: Vertelpunt) -> CardSet:
    """A set with three cards."""
    made = CardSet.objects.create(coalition=point.coalition, number=1, name="Tafel", budget=2)
    others = [builders.card(point.coalition, point, number=ord(one), title=f"Kaart {one}") for one in "BC"]
    for position, one in enumerate((card, *others)):
        made.cards.create(observation=one, position=position)
    return made


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_fits_and_is_accessible(
    live: str, page: Page, bram: User, card: Observation, lying: CardSet, size: dict[str, Any]
) -> None:
    out = {"printed_on": world.DAY, "digest": "d", "take_out": "withdrawn", "printed_by": bram}
    PrintedCard.objects.create(observation=card, coalition=card.coalition, **out)
    sign_in(page, live, bram)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    guess = "1/card/?see=guess&g0=high&g1-drawn=10,20,70"
    for path in ("", "1/", "1/versions/", "1/numbers/", "1/card/", guess, "sets/", "sets/1/"):
        page.goto(live + CARDS + path)
        assert no_sideways(page), path
        check_axe(page)


def test_a_guess_is_drawn_by_pointer_and_by_keys(live: str, page: Page, bram: User, card: Observation) -> None:
    sign_in(page, live, bram)
    page.goto(f"{live}{CARDS}1/card/")
    area = page.locator(".draw-area").first
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.15, box["y"] + box["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.9)
    page.mouse.up()
    bars = area.get_by_role("slider")
    expect(bars.nth(0)).to_have_attribute("aria-valuenow", "50")
    expect(bars.nth(1)).to_have_attribute("aria-valuenow", "10")
    bars.nth(2).focus()
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowUp")
    expect(bars.nth(2)).to_have_attribute("aria-valuenow", "25")
    page.get_by_role("button", name="Laat de gegevens zien").click()
    expect(page.locator(".guess-bars").first).to_contain_text("59%")
    expect(page.get_by_role("heading", name=card.title)).to_be_visible()


def test_a_word_goes_before_a_drawing(live: str, page: Page, bram: User, card: Observation) -> None:
    sign_in(page, live, bram)
    page.goto(f"{live}{CARDS}1/card/")
    page.locator(".draw-area").first.get_by_role("slider").first.press("End")
    page.locator("input[name=g0][value=high]").check()
    page.get_by_role("button", name="Laat de gegevens zien").click()
    expect(page.locator(".guessed-one").first).to_contain_text("Jij dacht: hoog")
    expect(page.locator(".guess-bars")).to_have_count(0)


def test_without_scripts_one_chooses_words(live: str, page: Page, browser: Any, bram: User, card: Observation) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL", viewport=PHONE)
    plain = context.new_page()
    sign_in(plain, live, bram)
    plain.goto(f"{live}{CARDS}1/card/")
    plain.locator("input[name=g0][value=low]").check()
    plain.get_by_role("button", name="Laat de gegevens zien").click()
    expect(plain.locator(".guessed-one").first).to_contain_text("Jij dacht: laag")
    context.close()


def test_words_that_explain_are_pointed_at_while_one_types(
    live: str, page: Page, bram: User, card: Observation
) -> None:
    sign_in(page, live, bram)
    page.goto(f"{live}{CARDS}1/")
    expect(page.locator("[data-explained] mark")).to_have_text(["dus"])
    page.fill("#id_description", "Dat leidt vaak tot wachten, omdat het druk is.")
    expect(page.locator("[data-explained] mark")).to_have_text(["leidt vaak tot", "omdat"])
    page.fill("#id_description", "In deze ervaringen ligt het hoog.")
    expect(page.locator("[data-explained]")).to_be_hidden()
    expect(page.get_by_text("bijna dezelfde woorden")).to_be_visible()


def order(lying: CardSet) -> list[str]:
    """Return the titles of a set in their order."""
    return list(lying.cards.values_list("observation__title", flat=True))


def test_a_set_is_ordered_by_dragging_and_by_keys(live: str, page: Page, bram: User, lying: CardSet) -> None:
    sign_in(page, live, bram)
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{live}{CARDS}sets/1/")
    cards = page.locator("[data-card]")
    cards.nth(2).drag_to(cards.nth(0), target_position={"x": 20, "y": 4})
    expect(cards.nth(0)).to_contain_text("Kaart C")
    page.wait_for_load_state("load")
    assert order(lying)[0] == "Kaart C"
    page.get_by_role("button", name="later").first.press("Enter")
    expect(cards.nth(1)).to_contain_text("Kaart C")
    assert order(lying)[1] == "Kaart C"
    expect(page.get_by_text("meer dan mensen in één keer")).to_be_visible()
