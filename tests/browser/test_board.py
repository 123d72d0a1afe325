"""Boards in real browsers: notes are seen at once, wait in sight without a connection, and arrive once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from duiding.actions.leading import set_step
from duiding.models import Cluster, LookBack, Note, Session
from people.access import Desk
from people.models import Coalition, User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import sign_in
from tests.duiding import builders
from vertelpunt.actions.withdrawal import withdraw
from vertelpunt.models import Story, Vertelpunt

pytestmark = pytest.mark.browser


@pytest.fixture
def meeting(live: str, dina: User, noord: Coalition, point: Vertelpunt) -> Session:
    """An open session with one table, a card and a story on it."""
    desk = builders.desk(dina, noord)
    made = builders.session(desk, point)
    set_step(desk=desk, session=made, step=Session.Step.NOTICE)
    table = made.tables.get()
    table.cards.create(observation=builders.card(noord, point))
    table.stories.create(story=world.story(point))
    return made


@pytest.fixture
def phones(browser: Browser, live: str, meeting: Session) -> Iterator[tuple[Page, Page]]:
    """Two phones at the same table."""
    contexts = [browser.new_context(viewport=PHONE, locale="nl-NL") for _phone in range(2)]
    pages = [context.new_page() for context in contexts]
    for page, name in zip(pages, ("Sara", "Youssef"), strict=True):
        sit_down(page, live, meeting, name)
    yield pages[0], pages[1]
    for context in contexts:
        context.close()


@pytest.fixture
def screen(browser: Browser, live: str, meeting: Session, dina: User) -> Iterator[Page]:
    """The facilitator at the board of the table."""
    context = browser.new_context(viewport=DESK, locale="nl-NL")
    page = context.new_page()
    sign_in(page, live, dina)
    page.goto(f"{live}/c/noord/sessions/{meeting.pk}/tables/{meeting.tables.get().pk}/")
    yield page
    context.close()


def sit_down(page: Page, live: str, meeting: Session, name: str) -> None:
    """Join with the code."""
    page.goto(f"{live}/meet/")
    page.fill("[name=code]", meeting.join_code)
    page.click("main button")
    page.fill("[name=name]", name)
    page.check("[value=parent]")
    page.click("main button")
    expect(page.locator("#write")).to_be_visible()


def write(page: Page, text: str) -> None:
    """Put a surprise on the board."""
    page.locator(".kind-surprise").first.click()
    page.fill("#note-text", text)
    page.locator("#write button.wide").click()


def test_two_phones_see_each_others_note_at_once(phones: tuple[Page, Page]) -> None:
    sara, youssef = phones
    write(sara, "Dat er koffie was.")
    expect(youssef.locator("#notes .note-text")).to_have_text("Dat er koffie was.", timeout=3000)
    write(youssef, "Dat niemand haast had.")
    expect(sara.locator("#notes .note-text")).to_have_count(2, timeout=3000)
    check_axe(youssef)


def test_a_note_waits_in_sight_without_a_connection_and_arrives_once(phones: tuple[Page, Page]) -> None:
    sara, youssef = phones
    sara.context.set_offline(True)
    write(sara, "Geschreven in de lift.")
    expect(sara.locator("#waiting .waiting-text")).to_have_text("Geschreven in de lift.")
    assert not Note.objects.exists()
    sara.context.set_offline(False)
    expect(youssef.locator("#notes .note-text")).to_have_text("Geschreven in de lift.", timeout=15000)
    expect(sara.locator("#waiting")).to_be_hidden()
    assert Note.objects.count() == 1


def test_a_kind_that_was_chosen_without_words_goes_with_its_step_and_nothing_is_said(
    phones: tuple[Page, Page], meeting: Session, dina: User, noord: Coalition
) -> None:
    sara, _youssef = phones
    sara.locator(".kind-chance").first.click()
    set_step(desk=builders.desk(dina, noord), session=meeting, step=Session.Step.IDEAS)
    sara.evaluate("document.dispatchEvent(new CustomEvent('board:refresh', { detail: {} }))")
    expect(sara.locator(".write .kind-idea")).to_be_visible()
    expect(sara.locator("#waiting")).to_be_hidden()


def test_an_answer_that_got_lost_does_not_make_a_second_note(phones: tuple[Page, Page]) -> None:
    sara, _youssef = phones
    lost = []

    def lose(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]
        lost.append(route.abort())  # type: ignore[attr-defined]

    sara.route("**/notes/", lose, times=1)
    write(sara, "Twee keer verstuurd.")
    expect(sara.locator("#notes .note-text")).to_have_count(1, timeout=10000)
    expect(sara.locator("#waiting")).to_be_hidden(timeout=10000)
    assert len(lost) == 1
    assert Note.objects.count() == 1


def test_words_of_a_phone_that_lost_its_place_are_offered_and_never_put_under_another_name(
    phones: tuple[Page, Page], live: str, meeting: Session
) -> None:
    sara, _youssef = phones
    sara.route("**/notes/", lambda route: route.abort())
    write(sara, "Geschreven als Sara.")
    expect(sara.locator("#waiting .waiting-text")).to_have_text("Geschreven als Sara.")
    other = sara.context.new_page()
    sara.context.clear_cookies()
    sit_down(other, live, meeting, "Meryem")
    sara.unroute("**/notes/")
    expect(sara.locator(".waiting-why")).to_contain_text("onder een andere naam", timeout=15000)
    assert not Note.objects.exists()
    sara.reload()
    expect(sara.locator(".waiting-why")).to_contain_text("onder een andere naam")
    sara.click("[data-do=edit]")
    sara.locator("#write button.wide").click()
    expect(sara.locator("#notes .note.own .note-text")).to_have_text("Geschreven als Sara.", timeout=3000)
    expect(sara.locator("#waiting")).to_be_hidden()
    assert Note.objects.get().participant.name == "Meryem"  # type: ignore[union-attr]


def test_a_refused_note_keeps_its_words(phones: tuple[Page, Page]) -> None:
    sara, _youssef = phones
    write(sara, "lang " * 200)
    expect(sara.locator("#waiting .refused")).to_be_visible()
    sara.click("#waiting [data-do=edit]")
    assert sara.input_value("#note-text").startswith("lang lang")
    assert not Note.objects.exists()


def test_a_note_that_is_far_too_long_comes_back_beside_what_is_being_written(phones: tuple[Page, Page]) -> None:
    sara = phones[0]
    write(sara, "lang " * 1000)
    expect(sara.locator("#waiting .refused")).to_contain_text("Maak er twee briefjes van")
    sara.fill("#note-text", "Intussen getypt.")
    sara.locator("#waiting [data-do=edit]").click()
    kept = sara.input_value("#note-text")
    assert kept.startswith("lang lang")
    assert kept.endswith("Intussen getypt.")
    sara.route("**/notes/", lambda route: route.fulfill(status=413, body="<h1>413</h1>"))
    write(sara, "Nog iets.")
    expect(sara.locator("#waiting .refused")).to_contain_text("Kopieer je woorden")
    expect(sara.locator("#waiting .waiting-text")).to_have_text("Nog iets.")


def test_the_facilitator_groups_by_menu_and_by_drag_while_notes_come_in(
    screen: Page, phones: tuple[Page, Page]
) -> None:
    sara, youssef = phones
    write(sara, "Samen bellen.")
    screen.fill("#new-cluster", "Wachten")
    screen.press("#new-cluster", "Enter")
    cluster = screen.locator(".cluster[data-drop]").nth(1)
    expect(cluster).to_contain_text("Wachten")
    expect(screen.locator("#new-cluster")).to_have_value("")
    screen.select_option(".move select", label="Wachten")
    screen.click(".move button")
    expect(cluster.locator(".note")).to_have_count(1)
    write(youssef, "Iemand die terugbelt.")
    second = screen.locator(".cluster.free .note")
    expect(second).to_have_count(1)
    second.locator(".note-text").drag_to(cluster)
    expect(cluster.locator(".note")).to_have_count(2)
    expect(sara.locator(".cluster .note")).to_have_count(2, timeout=3000)
    assert set(Note.objects.values_list("cluster", flat=True)) == {Cluster.objects.get().pk}
    check_axe(screen)


def test_a_tap_on_a_note_and_then_on_a_group_moves_it(screen: Page, phones: tuple[Page, Page]) -> None:
    sara, youssef = phones
    write(sara, "Samen bellen.")
    screen.fill("#new-cluster", "Wachten")
    screen.press("#new-cluster", "Enter")
    group = screen.locator(".cluster[data-drop]").nth(1)
    expect(group).to_contain_text("Wachten")
    screen.locator(".cluster.free .note-text").click()
    write(youssef, "Intussen.")
    expect(screen.locator(".cluster.free .note")).to_have_count(2)
    group.locator("h3").click()
    expect(group.locator(".note-text")).to_have_text("Samen bellen.")
    expect(sara.locator(".cluster .note")).to_have_count(1, timeout=3000)


def test_participants_write_from_the_third_step_on(phones: tuple[Page, Page], meeting: Session, dina: User) -> None:
    sara, _youssef = phones
    expect(sara.locator("#write form")).to_be_visible()
    set_step(desk=builders.desk(dina, meeting.coalition), session=meeting, step=Session.Step.READ)
    expect(sara.locator("#write")).to_be_hidden(timeout=13000)
    assert sara.locator(".now").bounding_box()["y"] < sara.locator("#read").bounding_box()["y"]  # type: ignore[index]


def test_typing_survives_what_others_do(phones: tuple[Page, Page], meeting: Session, dina: User) -> None:
    sara, youssef = phones
    sara.fill("#note-text", "Ik ben nog bez")
    sara.locator("details.tell.reading summary").click()
    write(youssef, "Intussen.")
    expect(sara.locator("#notes .note-text")).to_have_count(1, timeout=3000)
    assert sara.input_value("#note-text") == "Ik ben nog bez"
    expect(sara.locator("details.tell.reading .story-text")).to_be_visible()
    sara.fill("#note-text", "")
    look_back_while_the_session_goes_on(sara, meeting, builders.desk(dina, meeting.coalition))


def look_back_while_the_session_goes_on(sara: Page, meeting: Session, desk: Desk) -> None:
    """Words stay when the step goes, also when they are refused, until they have arrived."""
    set_step(desk=desk, session=meeting, step=Session.Step.EVALUATE)
    sara.dispatch_event("body", "visibilitychange")
    sara.locator(".pill:has(#grade-4)").click()
    sara.fill("#look-takes", "lang " * 140)
    set_step(desk=desk, session=meeting, step=Session.Step.NOTICE)
    sara.dispatch_event("body", "visibilitychange")
    expect(sara.locator(".went-on")).to_be_visible()
    sara.click("#look-send")
    expect(sara.locator(".form-why")).to_contain_text("Maak het korter")
    sara.fill("#look-takes", "Luisteren helpt.")
    sara.click("#look-send")
    expect(sara.locator("#look-takes")).to_have_count(0, timeout=3000)
    assert LookBack.objects.get().takes_along == "Luisteren helpt."


def test_a_withdrawn_story_leaves_open_screens_at_once(phones: tuple[Page, Page]) -> None:
    sara, _youssef = phones
    expect(sara.locator("details.tell.reading")).to_have_count(1)
    withdraw(story=Story.objects.get())
    expect(sara.locator("details.tell.reading")).to_have_count(0, timeout=13000)


def test_the_board_works_without_any_script(browser: Browser, live: str, meeting: Session) -> None:
    context = browser.new_context(viewport=PHONE, locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    sit_down(page, live, meeting, "Sara")
    write(page, "Zonder script.")
    expect(page.locator("#notes .note-text")).to_have_text("Zonder script.")
    context.close()


def test_a_photo_of_the_sheet_lies_beside_the_form_and_never_leaves_the_browser(
    screen: Page, meeting: Session
) -> None:
    sent: list[str] = []
    screen.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    screen.click("#write-for > summary")
    screen.click("#sheet > summary")
    photo = {"name": "vel.png", "mimeType": "image/png", "buffer": screen.screenshot()}
    screen.set_input_files("#sheet-file", photo)  # type: ignore[arg-type]
    image = screen.locator(".sheet-view img")
    expect(image).to_be_visible()
    wide = image.evaluate("image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])")
    screen.fill("#sheet-zoom", "300")
    assert screen.locator(".sheet-view").evaluate("view => view.scrollWidth > 2 * view.clientWidth")
    screen.click("[data-do=turn]")
    expect(image).to_have_js_property("naturalWidth", wide[1])
    write(screen, "Overgetypt.")
    expect(screen.locator(".note-text")).to_have_text("Overgetypt.", timeout=3000)
    expect(image).to_be_visible()
    assert [("Overgetypt" in body, "vel.png" in body) for body in sent] == [(True, False)]
    check_axe(screen)
