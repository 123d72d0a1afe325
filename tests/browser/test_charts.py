"""Charts in a real browser: drawn under the strict content policy, still without a script, by keyboard too."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from patterns.models import Pattern
from people.models import User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import no_sideways, sign_in
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser
PLACE = "/c/noord/v/jeugdhulp/"
KINDS = ("slider_ordered", "slider_slider", "ordered_nominal")
BESIDE = f"compare/?a={quote('region=ZUID')}&b="


@pytest.fixture(scope="module", autouse=True)
def _script_is_built() -> None:
    """Make the script that draws, unless it is there."""
    call_command("build_charts")


@pytest.fixture
def told(point: Vertelpunt) -> Vertelpunt:
    """Ninety stories in two regions."""
    tell_many(point, 60, region=world.region("Noordland"))
    tell_many(point, 30, region=world.region("Zuidland"))
    return point


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """Everything the browser complains about: what the content policy blocks, and faults of scripts."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    yield said
    assert not said


def patterns_of(point: Vertelpunt) -> list[str]:
    evaluate(point)
    return [Pattern.objects.filter(kind=kind)[0].key for kind in KINDS]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_form_is_drawn_and_accessible(
    live: str, page: Page, bram: User, told: Vertelpunt, complaints: list[str], size: dict[str, int]
) -> None:
    keys = patterns_of(told)
    sign_in(page, live, bram)
    page.set_viewport_size({"width": size["width"], "height": 3000})
    for path in (*(f"patterns/{key}/" for key in keys), BESIDE, "figures/themes/"):
        page.goto(live + PLACE + path)
        expect(page.locator(".is-live").first).to_be_attached()
        live_charts = page.locator("[aria-hidden=true] > svg, .picture-live svg")
        assert live_charts.count() > 0, path
        assert no_sideways(page), path
        check_axe(page)


def test_without_the_script_the_server_has_drawn(live: str, browser: Browser, bram: User, told: Vertelpunt) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    sign_in(page, live, bram)
    page.goto(f"{live}{PLACE}figures/heard/")
    assert page.locator(".picture-still svg[role=img]").count() == 1
    assert page.locator("a[download]").count() == 3
    page.goto(live + PLACE + BESIDE)
    assert page.locator("#stack ~ figure .picture-still svg").count() == 2
    page.goto(f"{live}{PLACE}figures/themes/")
    assert page.locator(".chart-table[open] table").count() == 1
    context.close()


def test_a_bar_opens_the_explorer_with_its_condition(
    live: str, page: Page, bram: User, told: Vertelpunt, complaints: list[str]
) -> None:
    sign_in(page, live, bram)
    page.goto(f"{live}{PLACE}figures/themes/?audience=parent")
    page.locator(".is-live .layer_1_marks path").nth(1).click()
    page.wait_for_url("**/jeugdhulp/?audience=parent&themes=*")


def test_a_part_of_a_slider_is_brushed(
    live: str, page: Page, bram: User, told: Vertelpunt, complaints: list[str]
) -> None:
    sign_in(page, live, bram)
    page.set_viewport_size(DESK)
    page.goto(f"{live}{PLACE}figures/heard/")
    expect(page.locator(".is-live")).to_be_attached()
    box = page.locator(".is-live .picture-live svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 70, steps=5)
    page.mouse.up()
    page.wait_for_url("**/jeugdhulp/?heard=*")
    low, high = page.url.split("heard=")[1].split("..")
    assert 20 <= int(low) <= 40
    assert 60 <= int(high) <= 80


def test_a_part_of_a_slider_is_chosen_by_keyboard(
    live: str, page: Page, bram: User, told: Vertelpunt, complaints: list[str]
) -> None:
    sign_in(page, live, bram)
    page.goto(f"{live}{PLACE}figures/heard/")
    page.locator(".chart-table > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="0–4", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/jeugdhulp/?heard=0..4")


def test_tellers_never_load_the_script(live: str, page: Page, told: Vertelpunt) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live}/v/jeugdhulp/")
    page.wait_for_load_state("networkidle")
    assert asked
    assert not [url for url in asked if "vega" in url or "chart" in url]
