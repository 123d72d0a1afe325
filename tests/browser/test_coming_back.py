"""Coming back to a seat in real browsers: closed and opened again, on another device, let in; and people put right."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from duiding.actions.coming_back import passing_key
from duiding.actions.leading import set_step
from duiding.models import Board, Note, Participant, Session
from people.models import Coalition, User
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_board import sit_down, write
from tests.browser.test_find import sign_in
from tests.duiding import builders
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser


@pytest.fixture
def meeting(live: str, dina: User, noord: Coalition, point: Vertelpunt) -> Session:
    """An open session with one table, where people write."""
    desk = builders.desk(dina, noord)
    made = builders.session(desk, point)
    set_step(desk=desk, session=made, step=Session.Step.NOTICE)
    return made


@pytest.fixture
def sara(browser: Browser, live: str, meeting: Session) -> Iterator[Page]:
    """Sara at the table, with a note."""
    context = browser.new_context(viewport=PHONE, locale="nl-NL")
    page = context.new_page()
    sit_down(page, live, meeting, "Sara")
    write(page, "Dat er koffie was.")
    expect(page.locator("#notes .note-text")).to_have_text("Dat er koffie was.")
    yield page
    context.close()


@pytest.fixture
def fresh(browser: Browser, live: str, meeting: Session) -> Iterator[Page]:
    """A browser that was closed and opened again, at the page for who was here already."""
    context = browser.new_context(viewport=PHONE, locale="nl-NL")
    page = context.new_page()
    page.goto(f"{live}/meet/")
    page.fill("[name=code]", meeting.join_code)
    page.click("#was-here")
    yield page
    context.close()


@pytest.fixture
def lead(browser: Browser, live: str, meeting: Session, dina: User) -> Iterator[Page]:
    """The facilitator, on a desk."""
    context = browser.new_context(viewport=DESK, locale="nl-NL")
    page = context.new_page()
    sign_in(page, live, dina)
    yield page
    context.close()


def test_who_closed_the_browser_comes_back_with_the_code_and_the_old_page_says_why(sara: Page, fresh: Page) -> None:
    before = sara.url
    sara.get_by_role("link", name="Later terugkomen").click()
    expect(sara.locator("img.join-square")).to_have_js_property("complete", value=True)
    check_axe(sara)
    code = sara.locator(".join-code").inner_text()
    sara.goto(before)
    check_axe(fresh)
    fresh.fill("[name=name]", "sara")
    fresh.fill("[name=code]", code.lower())
    fresh.click("#come-back")
    expect(fresh.locator("#notes .note-text")).to_have_text("Dat er koffie was.")
    assert fresh.url == before
    expect(sara.get_by_role("alert")).to_contain_text("Iemand ging als Sara verder op een ander apparaat")
    check_axe(sara)
    write(fresh, "En thee.")
    expect(fresh.locator("#notes .note-text")).to_have_count(2)
    assert Participant.objects.count() == 1


def test_who_has_no_code_is_let_in_with_one_tap_and_goes_on_by_itself(
    sara: Page, fresh: Page, lead: Page, live: str, meeting: Session
) -> None:
    lead.goto(f"{live}/c/noord/sessions/{meeting.pk}/lead/")
    fresh.locator("#no-code summary").click()
    check_axe(fresh)
    fresh.fill("[name=ask-name]", "Sara")
    fresh.check("[name=ask-perspective][value=parent]")
    fresh.click("#ask-back")
    expect(fresh.get_by_role("status")).to_contain_text("De gespreksleider ziet dat Sara")
    check_axe(fresh)
    let_in = lead.get_by_role("button", name="Binnenlaten als Sara")
    expect(let_in).to_be_visible(timeout=5000)
    check_axe(lead)
    let_in.click()
    expect(fresh.locator("#notes .note-text")).to_have_text("Dat er koffie was.")
    expect(sara.get_by_role("alert")).to_contain_text("op een ander apparaat")


def test_the_square_takes_the_seat_to_another_device(sara: Page, browser: Browser, live: str) -> None:
    tablet = browser.new_context(viewport=DESK, locale="nl-NL").new_page()
    tablet.goto(f"{live}/meet/here/?key={passing_key(Participant.objects.get())}")
    assert tablet.url == f"{live}/meet/here/"
    check_axe(tablet)
    tablet.click("#go-on-here")
    expect(tablet.locator("#notes .note-text")).to_have_text("Dat er koffie was.")
    expect(sara.get_by_role("alert")).to_contain_text("op een ander apparaat")
    tablet.goto(f"{live}/meet/here/")
    expect(tablet.get_by_role("heading", level=1)).to_have_text("Dit vierkant werkt niet meer")
    check_axe(tablet)
    tablet.context.close()


def test_who_is_moved_while_typing_finds_the_words_at_the_new_table(
    sara: Page, lead: Page, live: str, meeting: Session
) -> None:
    green = meeting.tables.create(name="Tafel green", colour="green", position=2)
    Board.objects.create(table=green)
    sara.fill("#note-text", "Nog niet af, maar")
    lead.goto(f"{live}/c/noord/sessions/{meeting.pk}/participants/")
    lead.get_by_role("link", name="Sara").click()
    lead.locator("form[action*=move] select").select_option(str(green.pk))
    lead.locator("form[action*=move] button").click()
    expect(sara.get_by_text("Je zit nu aan Tafel green.")).to_be_visible()
    waits = sara.locator("#waiting .waiting-item")
    expect(waits.locator(".waiting-text")).to_have_text("Nog niet af, maar")
    waits.get_by_role("button", name="Aanpassen").click()
    expect(sara.locator("#note-text")).to_have_value("Nog niet af, maar")
    sara.locator("#write button.wide").click()
    expect(sara.locator("#notes .note-text")).to_have_text("Nog niet af, maar")
    assert Note.objects.get(board__table=green).participant == Participant.objects.get()


def test_who_is_there_twice_is_put_together_moved_and_taken_off(
    sara: Page, lead: Page, live: str, meeting: Session
) -> None:
    builders.sit(meeting, "Saar")
    lead.goto(f"{live}/c/noord/sessions/{meeting.pk}/participants/")
    check_axe(lead)
    lead.get_by_role("link", name="Sara").click()
    check_axe(lead)
    lead.get_by_label("Dezelfde als").select_option(label="Saar (ouder of verzorger), Tafel blue")
    lead.click("#together")
    check_axe(lead)
    lead.click("#put-together")
    expect(lead.locator(".people-list li")).to_have_count(1)
    expect(sara.get_by_role("alert")).to_contain_text("twee keer meedeed")
    lead.get_by_role("link", name="Sara").click()
    lead.fill("[name=name]", "Sarah")
    lead.click("#save-name")
    lead.set_viewport_size(PHONE)
    check_axe(lead)
    lead.get_by_role("link", name="Sarah").click()
    lead.get_by_label("Het blijft liggen").check()
    check_axe(lead)
    lead.click("#take-off")
    expect(lead.get_by_text("Hier zit niemand.")).to_be_visible()
