"""Answers and patterns in a real browser: the choice, the button, every page without a finding of axe."""

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from patterns.models import Pattern
from people.models import User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser
PLACE = "/c/noord/v/jeugdhulp/"


def sign_in(page: Page, live: str, person: User) -> None:
    """Let the browser be that of `person`."""
    let_in(page.context, live, person)


def let_in(context: BrowserContext, live: str, person: User) -> None:
    """Let all pages of a browser be those of `person`."""
    client = Client()
    client.force_login(person)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])


def no_sideways(page: Page) -> bool:
    """Tell whether the page fits the width of the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_fits_and_is_accessible(live: str, page: Page, bram: User, point: Vertelpunt, size: dict) -> None:  # type: ignore[type-arg]
    stories = tell_many(point, 90, region=world.region("Noordland"), channel=world.channel(point, "flyer"))
    evaluate(point)
    sign_in(page, live, bram)
    page.set_viewport_size(size)
    kinds = ("slider_ordered", "slider_slider", "slider_multi", "ordered_nominal", "nominal_multi")
    found = [Pattern.objects.filter(kind=kind)[0].key for kind in kinds]
    for path in ("", f"stories/{stories[0].number}/", "patterns/", *(f"patterns/{key}/" for key in found)):
        page.goto(live + PLACE + path)
        assert no_sideways(page), path
        check_axe(page)


def test_the_button_leads_to_findings(live: str, page: Page, bram: User, point: Vertelpunt) -> None:
    tell_many(point, 90)
    sign_in(page, live, bram)
    page.goto(f"{live}{PLACE}patterns/")
    page.click("button[value=evaluate]")
    first = page.locator(".finding h3 a").first
    expect(first).to_be_visible()
    first.click()
    expect(page.locator("svg[role=img]").first).to_be_visible()
