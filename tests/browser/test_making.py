"""A Vertelpunt from nothing to the first story, by keyboard too; every page of setting up on a phone and a desk."""

import pytest
from playwright.sync_api import Page, expect

from people.models import User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import no_sideways, sign_in
from tests.vertelpunt import spread
from vertelpunt.models import Story, StoryRelease, Vertelpunt

STORY = "Toen de juf belde, kwam er eindelijk iemand langs die met ons meedacht en ook terugkwam."


def test_from_nothing_to_the_first_story_by_keyboard(live: str, anna: User, page: Page) -> None:
    sign_in(page, live, anna)
    page.goto(f"{live}/c/noord/")
    page.get_by_role("link", name="Maak je eerste Vertelpunt").press("Enter")
    page.get_by_label("Hoe heet het?", exact=True).fill("Ons punt")
    page.get_by_label("Peiling onder professionals").press("Space")
    page.get_by_role("button", name="Maak het").press("Enter")
    page.get_by_role("link", name="Naar de vragen").press("Enter")
    down = page.locator("#q-time_enough").get_by_role("button", name="later")
    down.press("Enter")
    expect(page.locator("[data-card]").nth(2)).to_have_id("q-time_enough")
    page.get_by_role("link", name="Vergelijken en publiceren").press("Enter")
    page.get_by_role("button", name="Publiceer versie 1").press("Enter")
    page.get_by_role("link", name="Openen").press("Enter")
    page.get_by_role("button", name="Ja, openen").press("Enter")
    page.get_by_role("link", name="/v/ons-punt/").press("Enter")
    page.get_by_role("link", name="Ik werk met kinderen of gezinnen").press("Enter")
    page.locator("#text").fill(STORY)
    page.locator("button.main").press("Enter")
    expect(page.locator("fieldset.question").first).to_be_visible()
    assert Story.objects.get().text == STORY


def test_the_phone_shows_the_pages_of_tellers_and_a_question_is_dragged(
    live: str, anna: User, point: Vertelpunt, page: Page
) -> None:
    sign_in(page, live, anna)
    page.set_viewport_size(DESK)
    page.goto(f"{live}/c/noord/v/jeugdhulp/preview/?audience=parent")
    phone = page.frame_locator("iframe.phone")
    phone.locator("#text").fill("Een proef.")
    phone.locator("button.main").click()
    expect(phone.locator("fieldset.question").first).to_be_visible()
    assert not Story.everything.exists()
    page.goto(f"{live}/c/noord/v/jeugdhulp/questions/")
    to = page.locator("#q-consequences")
    page.locator("#q-phase").drag_to(to, source_position={"x": 200, "y": 10}, target_position={"x": 20, "y": 4})
    expect(page.locator("[data-card]").first).to_have_id("q-phase")


PAGES = (
    "settings", "state", "groups", "questions", "questions/heard", "questions/own-choice", "questions/publish",
    "preview", "trials", "elsewhere", "start-page", "start-page/edit",
    "spread", "spread/link/poster", "spread/response", "spread/targets", "spread/partners", "spread/who-asks",
)  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_setting_up_is_accessible(
    live: str, anna: User, point: Vertelpunt, page: Page, size: dict[str, int]
) -> None:
    spread.make(point)
    world.story(point, complete=True)
    sign_in(page, live, anna)
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    for address in ("new", *(f"v/jeugdhulp/{name}" for name in PAGES)):
        page.goto(f"{live}/c/noord/{address}/")
        assert no_sideways(page), address
        check_axe(page)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_wall_is_accessible_and_searched(
    live: str, cem: User, point: Vertelpunt, page: Page, size: dict[str, int]
) -> None:
    Vertelpunt.objects.update(wall=True)
    for at in range(3):
        world.story(point, "youth", text=f"Mijn mentor geloofde mij {at}.", answers={"may_publish": "yes"})
    StoryRelease.objects.update(released_by=cem)
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(f"{live}/v/jeugdhulp/wall/")
    check_axe(page)
    page.get_by_label("Zoek een woord").fill("mij 2")
    page.keyboard.press("Enter")
    expect(page.locator(".brick")).to_have_count(1)
