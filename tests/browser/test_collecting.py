"""A story table on one device: written down, handed over, kept while the connection is lost, and sent once."""

import re

import pytest
from playwright.sync_api import Page, expect

from people.roles import Role
from tests import world
from tests.browser.conftest import check_axe
from tests.duiding import builders
from tests.vertelpunt.teller import STORY
from vertelpunt.actions.sittings import open_sitting, sitting_key
from vertelpunt.models import Sitting, Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAITS = "1 verhaal wacht nog op verbinding."


@pytest.fixture
def table(live: str, page: Page) -> Page:
    """The page for stories of a sitting; nobody is signed in."""
    noord = world.coalition("Noord")
    point = world.vertelpunt(noord)
    desk = builders.desk(world.person("Dina", noord, Role.FACILITATOR), noord)
    audience = point.audiences.get(key="youth")
    made = open_sitting(
        desk=desk, point=point, kind="table", audience=audience, place="De Ster", held_on=world.DAY, region=None
    )
    page.goto(f"{live}/v/jeugdhulp/together/{sitting_key(made)}/")
    return page


def write_and_answer(page: Page, text: str = STORY) -> str:
    """Write a story down by keyboard, hand over, answer a slider, and return the code that is shown."""
    page.locator("#text").fill(text)
    page.locator("#text").press("Control+Enter")
    expect(page.get_by_role("heading", name="Nu is de verteller aan de beurt")).to_be_focused()
    expect(page.locator("#text")).to_be_hidden()
    page.get_by_role("button", name="Ik vertelde dit verhaal: begin").click()
    page.get_by_role("slider", name="heard?").focus()
    page.keyboard.press("End")
    page.get_by_role("button", name="Klaar").click()
    expect(page.get_by_role("heading", name="Dit is jouw code")).to_be_focused()
    return page.locator("[data-code]").inner_text()


def test_what_is_told_without_a_connection_waits_visibly_and_is_sent_once(table: Page) -> None:
    check_axe(table)
    table.context.set_offline(True)
    code = write_and_answer(table)
    assert re.fullmatch(r"([A-Z2-9]{4}-){2}[A-Z2-9]{4}", code)
    expect(table.get_by_text(WAITS)).to_be_visible()
    expect(table.get_by_text("Het staat alleen op deze pagina")).to_be_visible()
    assert table.evaluate("JSON.stringify({...localStorage})") == "{}"
    check_axe(table)
    table.get_by_role("button", name="Ik heb mijn code").click()
    table.get_by_role("button", name="Volgende verteller").click()
    expect(table.locator("#text")).to_have_value("")
    expect(table.locator("#text")).to_be_focused()
    assert code not in table.inner_text("body")
    write_and_answer(table, "Het tweede verhaal van deze tafel.")
    expect(table.get_by_text("2 verhalen wachten nog op verbinding.")).to_be_visible()
    assert not Story.objects.exists()
    table.context.set_offline(False)
    expect(table.get_by_text("2 verhalen wachten")).to_be_hidden(timeout=15_000)
    expect(table.get_by_text("Je verhaal is bewaard.")).to_be_visible()
    assert Story.objects.count() == Sitting.objects.get().told == 2
    assert Story.objects.get(text=STORY).answers["heard"] == 100


def test_on_an_own_device_it_survives_the_page(table: Page) -> None:
    table.get_by_label("Dit is mijn eigen telefoon of computer").check()
    table.context.set_offline(True)
    write_and_answer(table)
    expect(table.get_by_text("Het blijft hooguit 48 uur op dit apparaat")).to_be_visible()
    assert "Het staat alleen" not in table.inner_text("body")
    address = table.url
    table.goto("about:blank")  # before there is a connection, or the page may send it just before it goes
    table.context.set_offline(False)
    table.goto(address)
    expect(table.get_by_text("1 verhaal bewaard")).to_be_visible(timeout=15_000)
    assert Story.objects.count() == 1
    assert "queue" not in table.evaluate("JSON.stringify({...localStorage})") or "[]" in table.evaluate(
        "JSON.stringify({...localStorage})"
    )


def test_leaving_quickly_covers_what_would_be_lost(table: Page) -> None:
    table.context.set_offline(True)
    write_and_answer(table)
    table.get_by_role("link", name="Snel weg").click()
    expect(table.get_by_role("heading", name="Nu niet")).to_be_focused()
    expect(table.locator("[data-code]")).to_be_hidden()
    table.get_by_role("button", name="Verder", exact=True).click()
    expect(table.locator("[data-code]")).to_be_visible()


def test_an_answer_that_does_not_fit_is_named_and_the_story_is_kept(table: Page) -> None:
    table.evaluate(
        """() => {
          const field = Object.assign(document.createElement("input"), {type: "hidden", name: "q-consequences"});
          field.value = "heel anders";
          document.querySelector("form[data-collect]").append(field);
        }"""
    )
    write_and_answer(table)
    expect(table.get_by_text("Een antwoord dat niet past, is weggelaten: consequences?")).to_be_visible()
    expect(table.get_by_text("Je verhaal is bewaard.")).to_be_visible()
    check_axe(table)
    table.get_by_role("button", name="Ik heb mijn code").click()
    table.get_by_role("button", name="Volgende verteller").click()
    expect(table.get_by_text("is weggelaten")).to_be_hidden()
    assert Story.objects.get().answers["heard"] == 100
