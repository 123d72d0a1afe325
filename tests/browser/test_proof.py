"""The browser finds the proof of work while somebody writes."""

import pytest
from playwright.sync_api import Page, expect

from tests import world
from tests.vertelpunt.teller import STORY
from vertelpunt.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_browser_finds_the_proof_while_somebody_writes(live: str, page: Page) -> None:
    world.vertelpunt(world.coalition("Noord"), asked=[world.slider("heard")], released_on_arrival=True)
    page.goto(f"{live}/v/jeugdhulp/tell/parent/")
    expect(page.locator("[name=proof]")).not_to_have_value("", timeout=15_000)
    page.locator("#text").fill(STORY)
    for name in ("Bewaar en ga door", "Klaar"):
        with page.expect_navigation():
            page.get_by_role("button", name=name).click()
    assert Story.objects.get().state == Story.State.RELEASED
