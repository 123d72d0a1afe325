"""Facilitators arrange the board in real browsers: by drag, by touch, by keyboard alone, by menu; and undo it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, expect

from duiding.actions.leading import set_step
from duiding.models import Cluster, Note, Session
from people.models import Coalition, User
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_board import sit_down
from tests.browser.test_find import let_in
from tests.duiding import builders
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser
TABLET = {"width": 1024, "height": 1100}


@pytest.fixture
def meeting(live: str, dina: User, noord: Coalition, point: Vertelpunt) -> Session:
    """An open session with one table and four notes."""
    made = builders.session(builders.desk(dina, noord), point)
    seat = builders.seat(builders.sit(made))
    for text in ("Samen bellen", "Koffie", "Lang wachten", "Uitleg vooraf. En iemand die meegaat."):
        builders.note(seat, text)
    return made


def signed_in(browser: Browser, live: str, dina: User, **options: object) -> BrowserContext:
    """Return a browser of the facilitator."""
    context = browser.new_context(locale="nl-NL", **options)  # type: ignore[arg-type]
    let_in(context, live, dina)
    return context


def opened(context: BrowserContext, live: str, meeting: Session, where: str = "") -> Page:
    """Return the board of the table."""
    page = context.new_page()
    page.goto(f"{live}/c/noord/sessions/{meeting.pk}/tables/{meeting.tables.get().pk}/{where}")
    return page


@pytest.fixture
def desk(browser: Browser, live: str, dina: User) -> Iterator[BrowserContext]:
    """The facilitator at a desk."""
    context = signed_in(browser, live, dina, viewport=DESK)
    yield context
    context.close()


def note_in(page: Page, text: str) -> Locator:
    """Return a note by what it says."""
    return page.locator(".note", has_text=text)


def place_of(text: str) -> tuple[float, float] | None:
    """Return where a note lies on the wall."""
    note = Note.objects.get(text=text)
    return None if note.x is None or note.y is None else (round(note.x, 2), round(note.y, 2))


def box_of(thing: Locator) -> FloatRect:
    """Return where something is; it may be drawn anew just now."""
    expect(thing).to_have_count(1)
    while (box := thing.bounding_box()) is None:
        continue
    return box


def drag(page: Page, note: Locator, x: float, y: float) -> None:
    """Drag a note to a place in the window."""
    box = box_of(note.locator(".note-kind"))
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(x, y, steps=6)
    page.mouse.up()


def test_notes_are_dragged_on_the_wall_ticked_where_they_lie_near_and_undone(
    desk: BrowserContext, live: str, meeting: Session
) -> None:
    page, other = opened(desk, live, meeting, "wall/"), opened(desk, live, meeting, "wall/")
    page.set_viewport_size({"width": 1280, "height": 2400})
    wall = page.locator("[data-wall]")
    for text, x, y in (("Koffie", 80, 60), ("Samen bellen", 130, 200), ("Lang wachten", 900, 600)):
        box = box_of(wall)
        drag(page, note_in(page, text), box["x"] + x, box["y"] + y)
        expect(wall.locator(".note", has_text=text)).to_have_count(1)
        expect(other.locator("[data-wall] .note", has_text=text)).to_have_count(1)
    expect(wall.locator(".note-text")).to_have_text(["Koffie", "Samen bellen", "Lang wachten"])
    assert place_of("Lang wachten") > place_of("Koffie")  # type: ignore[operator]
    assert box_of(other.locator(".pinned", has_text="Lang wachten"))["x"] > 500
    note_in(page, "Koffie").locator("details.more summary").click()
    note_in(page, "Koffie").locator("[data-near]").click()
    expect(page.locator(".note-pick:checked")).to_have_count(2)
    page.fill("#new-cluster", "Contact")
    page.press("#new-cluster", "Enter")
    expect(wall.locator(".note-group")).to_have_count(2)
    expect(page.locator(".note-pick:checked")).to_have_count(0)
    assert Cluster.objects.get().notes.count() == 2
    check_axe(page)
    other.click("#undo-1")
    expect(page.locator(".note-group")).to_have_count(0)
    assert not Cluster.objects.exists()


def test_a_note_goes_where_one_taps(browser: Browser, live: str, dina: User, meeting: Session) -> None:
    context = signed_in(browser, live, dina, viewport=TABLET, has_touch=True)
    page = opened(context, live, meeting, "wall/")
    page.set_viewport_size({"width": 1024, "height": 2400})
    note_in(page, "Koffie").locator(".note-text").tap()
    expect(note_in(page, "Koffie")).to_have_class("note kind-surprise picked")
    page.locator("[data-wall]").tap(position={"x": 300, "y": 300})
    expect(page.locator("[data-wall] .note")).to_have_count(1)
    expect(page.locator("#undo-1")).to_contain_text("Koffie")
    place = place_of("Koffie")
    assert place is not None
    assert 0.3 < place[0] < 0.8
    context.close()


def test_everything_is_done_by_keyboard_alone(desk: BrowserContext, live: str, meeting: Session) -> None:
    page = opened(desk, live, meeting, "wall/")
    grip = note_in(page, "Koffie").locator("[data-hold]")
    grip.focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("#board-said")).to_have_text("54 procent van links, 60 procent van boven")
    expect(page.locator("#undo-1")).to_contain_text("Koffie")
    assert place_of("Koffie") == (0.54, 0.6)
    expect(page.locator("[data-wall] [data-hold]")).to_be_focused()
    page.focus("#undo-1")
    page.keyboard.press("Enter")
    expect(page.locator("[data-waiting] .note")).to_have_count(4)
    expect(page.locator("#board-said")).to_contain_text("Ongedaan gemaakt")
    expect(page.locator("#notes-title")).to_be_focused()
    for text in ("Koffie", "Lang wachten"):
        note_in(page, text).locator(".note-pick").focus()
        page.keyboard.press("Space")
    page.focus("#new-cluster")
    page.keyboard.type("Samen")
    page.keyboard.press("Enter")
    expect(page.locator(".note-group")).to_have_count(2)
    page.goto(page.url.removesuffix("wall/"))
    group = page.locator(".cluster[data-drop]", has_text="Samen").nth(1)
    group.locator(".note", has_text="Lang wachten").locator("details.more summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(group.locator(".note-text")).to_have_text(["Lang wachten", "Koffie"])
    expect(page.locator("#board-said")).to_contain_text("verplaatst binnen de groep")


def test_a_note_is_dragged_between_others_and_made_into_two(desk: BrowserContext, live: str, meeting: Session) -> None:
    cluster = builders.cluster(builders.lead(User.objects.get(email__startswith="dina"), meeting), "Groep")
    Note.objects.exclude(text="Koffie").update(cluster=cluster)
    page = opened(desk, live, meeting)
    page.set_viewport_size({"width": 1280, "height": 2400})
    group = page.locator(".cluster[data-drop]").nth(1)
    below = box_of(group.locator(".note").nth(1))
    drag(page, note_in(page, "Koffie"), below["x"] + 20, below["y"] + 4)
    expect(group.locator(".note-text").nth(1)).to_have_text("Koffie")
    expect(page.locator("#undo-1")).to_contain_text("Koffie")
    assert [note.text for note in cluster.notes.all()][:3] == ["Samen bellen", "Koffie", "Lang wachten"]
    note = note_in(page, "Uitleg vooraf")
    note.locator("details.more summary").click()
    note.get_by_role("link", name="Maak er twee briefjes van").click()
    expect(page.locator("[name=second]")).to_have_value("En iemand die meegaat.")
    page.locator("[name=first]").evaluate("field => field.setSelectionRange(6, 6)")
    page.click("[data-do=divide]")
    expect(page.locator("[name=second]")).to_have_value("vooraf. En iemand die meegaat.")
    check_axe(page)
    page.locator("main button.mean").click()
    expect(group.locator(".note")).to_have_count(5)


def test_who_moves_two_notes_by_keys_and_leaves_the_page_loses_no_place(
    desk: BrowserContext, live: str, meeting: Session
) -> None:
    page, other = opened(desk, live, meeting, "wall/"), opened(desk, live, meeting, "wall/")
    for text, keys in (("Koffie", "Shift+ArrowRight"), ("Lang wachten", "Shift+ArrowDown")):
        note_in(page, text).locator("[data-hold]").focus()
        page.keyboard.press(keys)
    page.goto(page.url.removesuffix("wall/"))
    expect(other.locator("[data-wall] .note-text")).to_have_text(["Koffie", "Lang wachten"])
    assert (place_of("Koffie"), place_of("Lang wachten")) == ((0.6, 0.5), (0.5, 0.6))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_both_views_fit_and_are_read_by_everybody(
    browser: Browser, live: str, dina: User, meeting: Session, size: dict[str, int]
) -> None:
    Note.objects.filter(text="Koffie").update(x=0.9, y=0.1)
    Note.objects.filter(text="Lang wachten").update(x=0.1, y=0.12)
    Note.objects.filter(text="Samen bellen").update(x=0.5, y=0.9)
    builders.cluster(builders.lead(dina, meeting), "Groep", tuple(Note.objects.all()[:2]))
    context = signed_in(browser, live, dina, viewport=size)
    for where in ("", "wall/"):
        page = opened(context, live, meeting, where)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.fill("#find-q", "koffi")
        expect(page.locator(".find-count")).to_have_text("1 van 4")
        expect(page.locator("#notes .note:visible")).to_have_count(1)
        page.fill("#find-q", "")
        expect(page.locator("#notes .note:visible")).to_have_count(4)
        check_axe(page)
    assert page.locator("[data-wall] .note-text").all_text_contents() == ["Lang wachten", "Koffie", "Samen bellen"]
    context.close()


def test_ideas_of_all_tables_are_looked_for_on_the_big_screen(
    desk: BrowserContext, live: str, meeting: Session, dina: User
) -> None:
    for text in ("Vaker bellen", "Thee schenken"):
        builders.note(builders.lead(dina, meeting), text, kind="idea")
    page = desk.new_page()
    page.goto(f"{live}/c/noord/sessions/{meeting.pk}/plenary/")
    page.fill("#find-q", "BELLEN")
    expect(page.locator(".find-count")).to_have_text("1 van 2")
    expect(page.locator("[data-findable]:visible")).to_have_text(["Vaker bellen"])
    check_axe(page)


def test_who_takes_part_looks_for_words_once_there_are_many(
    browser: Browser, live: str, meeting: Session, dina: User
) -> None:
    context = browser.new_context(viewport=PHONE, locale="nl-NL")
    page = context.new_page()
    sit_down_at(page, live, meeting, dina)
    expect(page.locator("#notes .note")).to_have_count(4)
    expect(page.locator("[data-find]")).to_be_hidden()
    for text in ("Vijf", "Zes"):
        builders.note(builders.lead(dina, meeting), text)
    expect(page.locator("[data-find]")).to_be_visible()
    page.fill("#find-q", "zes")
    expect(page.locator(".find-count")).to_have_text("1 van 6")
    expect(page.locator("#notes .note:visible")).to_have_count(1)
    check_axe(page)
    context.close()


def sit_down_at(page: Page, live: str, meeting: Session, dina: User) -> None:
    """Take part while notes are written."""
    set_step(desk=builders.desk(dina, meeting.coalition), session=meeting, step=Session.Step.NOTICE)
    sit_down(page, live, meeting, "Bo")
