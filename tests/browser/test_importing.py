"""A file comes in by the wizard, on a phone and a desk, and goes out again; every page is accessible."""

import pytest
from playwright.sync_api import Page, expect

from people.models import User
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import no_sideways, sign_in
from tests.vertelpunt.importing.dirty import columns
from vertelpunt.models import Intake, Story, Vertelpunt

CELLS = [["1", "99", "None"], ["9", "4", "school"], ["5", "1", "buurt"], ["3", "9", "school"]]


def fits(page: Page) -> None:
    """Fail when a page goes sideways or cannot be used by everybody."""
    assert no_sideways(page), page.url
    check_axe(page)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_file_comes_in_and_goes_out_again(
    live: str, anna: User, point: Vertelpunt, page: Page, size: dict[str, int]
) -> None:
    sign_in(page, live, anna)
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(f"{live}/c/noord/v/jeugdhulp/import/")
    fits(page)
    data = columns(["Gehoord", "Cijfer", "Wie hielp"], CELLS)
    page.get_by_label("Bestand met verhalen").set_input_files(
        {"name": "lijst.csv", "mimeType": "text/csv", "buffer": data}
    )
    page.get_by_role("button", name="Bekijk het bestand").press("Enter")
    expect(page.get_by_role("heading", name="De kolommen van lijst.csv")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Controleer alles").click()
    expect(page.locator("#column-2.import-open")).to_be_visible()
    for box in page.locator('.import-ask input[type="checkbox"]').all():
        box.check()
    page.get_by_role("button", name="Controleer alles").click()
    expect(page.get_by_text("Er zouden 12 verhalen binnenkomen.")).to_be_visible()
    fits(page)
    assert not Story.everything.exists()
    page.get_by_role("button", name="Lees 12 verhalen in").click()
    expect(page.get_by_text("12 verhalen zijn ingelezen")).to_be_visible()
    assert Story.objects.filter(state="told", source="import").count() == 12
    fits(page)
    page.get_by_label("Ja, haal 12 verhalen weg").check()
    page.get_by_role("button", name="Maak dit inlezen ongedaan").click()
    expect(page.get_by_text("Er is niets meer van hier.")).to_be_visible()
    fits(page)
    assert not Story.everything.exists()
    assert Intake.objects.get().state == "undone"
