"""The page where stories are taken along, in a browser: all columns or none, also by keyboard and without scripts."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from people.models import User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import let_in, no_sideways
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser
SMALL: Any = PHONE
EXPORT = "/c/noord/v/jeugdhulp/export/"


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_all_columns_or_none_by_one_button(live: str, page: Page, bram: User, point: Vertelpunt, size: Any) -> None:
    world.story(point)
    let_in(page.context, live, bram)
    page.set_viewport_size(size)
    page.goto(live + EXPORT)
    boxes, ticked = page.locator("input[name=parts]"), page.locator("input[name=parts]:checked")
    page.get_by_role("button", name="Vink niets aan").press("Enter")
    expect(ticked).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="aangevinkt")).to_have_text(f"0 van {boxes.count()} aangevinkt.")
    boxes.first.press("Space")
    expect(page.get_by_role("status").filter(has_text="aangevinkt")).to_have_text(f"1 van {boxes.count()} aangevinkt.")
    assert no_sideways(page)
    check_axe(page)
    page.get_by_role("button", name="Vink alles aan").click()
    expect(ticked).to_have_count(boxes.count())


def test_without_scripts_the_page_comes_back_with_the_rest_as_it_was(
    live: str, browser: Browser, bram: User, point: Vertelpunt
) -> None:
    world.story(point)
    context = browser.new_context(java_script_enabled=False, locale="nl-NL", viewport=SMALL)
    let_in(context, live, bram)
    page = context.new_page()
    page.goto(live + EXPORT)
    page.locator("input[value=jsonl]").check()
    page.get_by_role("button", name="Vink niets aan").click()
    expect(page.locator("input[name=parts]:checked")).to_have_count(0)
    expect(page.locator("input[value=jsonl]")).to_be_checked()
    assert page.url.endswith("#id_parts")
    context.close()
