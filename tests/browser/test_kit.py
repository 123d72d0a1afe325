"""The communication kit on a phone: chosen, looked at and downloaded, and accessible with everything in view."""

from playwright.sync_api import Page, expect

from people.models import User
from tests.browser.conftest import check_axe
from tests.browser.test_find import no_sideways, sign_in
from vertelpunt.kit.items import ITEMS
from vertelpunt.models import Vertelpunt


def test_a_kit_is_shown_and_taken_along(live: str, anna: User, point: Vertelpunt, page: Page) -> None:
    sign_in(page, live, anna)
    page.goto(f"{live}/c/noord/v/jeugdhulp/spread/kit/")
    page.get_by_label("Welke partner?").fill("Huisartsen Noord")
    page.get_by_role("button", name="Laat zien wat erin zit").click()
    pictures = page.locator(".kit img")
    expect(pictures).to_have_count(len([item for item in ITEMS if item.form != "txt"]))
    expect(page.get_by_label("Welke partner?")).to_have_value("Huisartsen Noord")
    pictures.first.scroll_into_view_if_needed()
    expect(pictures.first).to_have_js_property("complete", True, timeout=60_000)
    assert pictures.first.evaluate("image => image.naturalWidth") > 200
    page.locator("summary", has_text="Uitnodiging per mail").click()
    assert no_sideways(page)
    check_axe(page)
    with page.expect_download(timeout=60_000) as taken:
        page.get_by_role("button", name="Geef me alles (ZIP)").click()
    assert taken.value.suggested_filename == "jeugdhulp-huisartsen-noord-nl.zip"
