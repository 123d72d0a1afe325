"""A whole session in real browsers: two facilitators, six phones of 360 pixels; and once by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from duiding.models import Cluster, Dot, Leading, LookBack, Note, Proposal, Session
from people.models import Coalition, User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import sign_in
from tests.duiding import builders
from vertelpunt.actions.withdrawal import withdraw
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser
NAMES = ("Sara", "Youssef", "Meryem", "Tom", "Ans", "Ibrahim")
SOON = 8000
WITHOUT_PUSH = 13000  # from this thread nothing is pushed: screens ask themselves every ten seconds


@pytest.fixture
def meeting(live: str, dina: User, noord: Coalition, point: Vertelpunt) -> Session:
    """An open session of two tables, with a card on each and stories on the first."""
    made = builders.session(builders.desk(dina, noord), point, tables=2)
    for table in made.tables.all():
        table.cards.create(observation=builders.card(noord, point))
    for text in ("Ze belde elke week en vroeg hoe het ging.", "We wachtten een jaar en niemand belde terug."):
        made.tables.all()[0].stories.create(story=world.story(point, text=text))
    return made


@pytest.fixture
def leaders(browser: Browser, live: str, meeting: Session, dina: User, anna: User) -> Iterator[list[Page]]:
    """Two facilitators: one leads, the other works at the first table."""
    contexts = [browser.new_context(viewport=DESK, locale="nl-NL") for _user in (dina, anna)]
    pages = [context.new_page() for context in contexts]
    for page, user in zip(pages, (dina, anna), strict=True):
        sign_in(page, live, user)
    pages[0].goto(f"{live}/c/noord/sessions/{meeting.pk}/lead/")
    pages[1].goto(f"{live}/c/noord/sessions/{meeting.pk}/tables/{meeting.tables.all()[0].pk}/")
    yield pages
    for context in contexts:
        context.close()


@pytest.fixture
def phones(browser: Browser, live: str, meeting: Session) -> Iterator[list[Page]]:
    """Six phones, three at each table."""
    contexts = [browser.new_context(viewport=PHONE, locale="nl-NL") for _name in NAMES]
    pages = [context.new_page() for context in contexts]
    for place, (page, name) in enumerate(zip(pages, NAMES, strict=True)):
        sit_down(page, live, meeting, name, place // 3)
    yield pages
    for context in contexts:
        context.close()


def sit_down(page: Page, live: str, meeting: Session, name: str, table: int) -> None:
    """Scan the square of a table, and choose a name."""
    page.goto(f"{live}/meet/?code={meeting.join_code}&table={meeting.tables.all()[table].pk}")
    page.fill("[name=name]", name)
    page.check("[value=parent]")
    page.click("main button")
    expect(page.locator(".now")).to_be_visible()


def following(phones: list[Page], step: str) -> None:
    """Wait until all phones are in a step, and fit in their width."""
    for phone in phones:
        expect(phone.locator(f"[data-live=now][data-step={step}]")).to_be_visible(timeout=SOON)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def go_on(leader: Page, phones: list[Page], step: str) -> None:
    """Press next, and wait until all phones have followed."""
    leader.click("#step-after")
    following(phones, step)


def write(phone: Page, kind: str, text: str, so_that: str = "") -> None:
    """Put a note."""
    phone.locator(f".write .kind-{kind}").click()
    phone.fill("#note-text", text)
    if so_that:
        phone.fill("#note-so-that", so_that)
    phone.locator("#write button.wide").click()


def agree_and_open(lead: Page, phones: list[Page]) -> None:
    """Agree on what is used, read a story aloud, and see it go when it is taken back."""
    sara = phones[0]
    lead.fill("#id_trusted", "Noor, bij de deur")
    lead.select_option("#id_aloud", index=1)
    for name in ("hide_ideas", "votes", "guess_first"):
        lead.check(f"#id_{name}")
    lead.click("#agree")
    for phone in phones:
        expect(phone.locator(".trusted")).to_contain_text("Noor, bij de deur", timeout=SOON)
    go_on(lead, phones, "open")
    expect(lead.locator("[data-live=aloud] .story-text")).to_be_visible()
    expect(sara.locator("#aloud-title")).to_be_visible()
    aloud = Leading.objects.get().aloud
    assert aloud is not None
    withdraw(story=aloud)
    expect(sara.locator("#aloud-title")).to_have_count(0, timeout=WITHOUT_PUSH)
    expect(lead.locator("[data-live=aloud] .story-text")).to_have_count(0, timeout=WITHOUT_PUSH)
    expect(lead.locator("#id_aloud option")).to_have_count(2)


def read_and_choose(lead: Page, phones: list[Page]) -> None:
    """Read, and choose which reading of a card fits."""
    sara, youssef = phones[:2]
    go_on(lead, phones, "read")
    expect(sara.locator("#read")).to_be_visible()
    expect(sara.locator("#write form")).to_be_hidden()
    expect(sara.locator("[data-clock]")).to_contain_text(":")
    go_on(lead, phones, "interpret")
    sara.locator("[id^=fits-]").nth(1).click()
    expect(sara.locator("[id^=fits-]").nth(1)).to_have_attribute("aria-pressed", "true", timeout=SOON)
    lead.click("#do-fits")
    expect(youssef.locator(".fit-reading .tag").nth(1)).to_contain_text("1 keer", timeout=SOON)
    check_axe(sara)


def notice(lead: Page, phones: list[Page]) -> None:
    """Put notes, while the boards are locked and opened and the timer stands still."""
    sara, youssef = phones[:2]
    go_on(lead, phones, "notice")
    write(sara, "good", "Dat ze elke week belde.")
    expect(youssef.locator("#notes .note-text")).to_have_text("Dat ze elke week belde.", timeout=SOON)
    lead.click("#do-lock")
    expect(youssef.locator(".locked")).to_be_visible(timeout=SOON)
    expect(youssef.locator("#write form")).to_be_hidden()
    lead.click("#do-lock")
    expect(youssef.locator("#write form")).to_be_visible(timeout=SOON)
    lead.click("#do-time")
    expect(sara.locator("[data-live=timer]")).to_contain_text("staat stil", timeout=SOON)


def think(lead: Page, phones: list[Page]) -> None:
    """Have ideas that stay covered until they are shown; words that somebody is busy with stay."""
    sara, youssef = phones[:2]
    youssef.fill("#note-text", "Nog bezig met")
    go_on(lead, phones, "ideas")
    assert youssef.input_value("#note-text") == "Nog bezig met"
    youssef.fill("#note-text", "")
    expect(youssef.locator("#kind-idea")).to_be_checked(timeout=SOON)
    write(sara, "idea", "iedereen terugbellen", "niemand wacht")
    expect(youssef.locator("#notes .notice")).to_be_visible(timeout=SOON)
    expect(youssef.locator("#notes .kind-idea.note")).to_have_count(0)
    lead.click("#do-ideas")
    expect(youssef.locator("#notes .kind-idea.note")).to_have_count(1, timeout=SOON)
    go_on(lead, phones, "ground")
    youssef.locator("[id^=ground-]").last.click()
    expect(sara.locator(".grounds [aria-pressed=true]")).to_have_count(1, timeout=SOON)


def put_together(lead: Page, helper: Page, phones: list[Page]) -> None:
    """Make groups, put dots on them, and make a proposal of one."""
    sara, youssef = phones[:2]
    go_on(lead, phones, "cluster")
    for name in ("Terugbellen", "Aandacht"):
        helper.fill("#new-cluster", name)
        helper.press("#new-cluster", "Enter")
        expect(helper.locator(".cluster-board")).to_contain_text(name, timeout=SOON)
    expect(sara.locator(".dot-row")).to_have_count(2, timeout=SOON)
    sara.locator(".dot-row select").first.select_option("2")
    sara.locator(".dot-row button").first.click()
    expect(sara.locator(".dots")).to_contain_text("Je hebt nog 1 stip", timeout=SOON)
    lead.click("#do-dots")
    expect(youssef.locator(".dot-total").first).to_have_text("2 stippen in totaal", timeout=SOON)
    check_axe(youssef)
    go_on(lead, phones, "propose")
    helper.locator(".cluster-tools form button.mean").first.click()
    helper.wait_for_url("**/proposals/**")


def sharpen_and_look_back(lead: Page, phones: list[Page]) -> None:
    """Say what a yes needs, present, and look back."""
    sara = phones[0]
    go_on(lead, phones, "sharpen")
    expect(sara.locator(".step-part .proposal-text")).to_be_visible()
    write(sara, "need", "Eén vast nummer.")
    go_on(lead, phones, "present")
    go_on(lead, phones, "evaluate")
    for phone in phones:
        phone.check("#grade-4")
        phone.fill("#look-takes", "Dat luisteren helpt.")
        phone.click("#look-send")
    expect(lead.locator("[data-live=looked] blockquote")).to_have_count(6, timeout=WITHOUT_PUSH)
    expect(sara.locator(".step-part .notice")).to_be_visible(timeout=SOON)


def test_two_facilitators_and_six_phones_go_through_every_step(
    meeting: Session, leaders: list[Page], phones: list[Page]
) -> None:
    lead, helper = leaders
    following(phones, "welcome")
    check_axe(lead)
    check_axe(phones[0])
    agree_and_open(lead, phones)
    read_and_choose(lead, phones)
    notice(lead, phones)
    think(lead, phones)
    put_together(lead, helper, phones)
    sharpen_and_look_back(lead, phones)
    check_axe(phones[0])
    check_axe(lead)
    assert (Note.objects.count(), Cluster.objects.count(), Proposal.objects.count()) == (3, 2, 1)
    assert (LookBack.objects.count(), Dot.objects.count()) == (6, 2)


def test_the_big_screen_and_the_helpers_board_follow_too(leaders: list[Page], phones: list[Page], live: str) -> None:
    lead, helper = leaders
    helper.goto(lead.url.split("/lead/")[0] + "/plenary/")
    expect(helper.locator(".screen-head")).to_contain_text("6 mensen doen mee")
    expect(helper.locator(".join-square")).to_be_visible()
    lead.click("#step-after")
    expect(helper.locator(".screen-step")).to_have_text("Openen met een verhaal", timeout=SOON)
    assert "Sara" not in helper.content()
    check_axe(helper)


def press_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press tab until `target` has the keyboard."""
    for _press in range(120):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError("the keyboard never came there")


def join_by_keyboard(page: Page, live: str, meeting: Session) -> None:
    """Type the code, a name, from where one looks and a table."""
    page.goto(f"{live}/meet/")
    press_to(page, page.locator("[name=code]"))
    page.keyboard.type(meeting.join_code)
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=name]")
    press_to(page, page.locator("[name=name]"))
    page.keyboard.type("Sara")
    for name in ("perspective", "table"):
        press_to(page, page.locator(f"[name={name}]").first)
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector(".now")


def go_to(lead: Page, page: Page, step: str) -> None:
    """Press next with the keyboard until a phone is in `step`."""
    while page.locator(f"[data-live=now][data-step={step}]").count() == 0:
        before = page.locator("[data-live=now]").get_attribute("data-step")
        press_to(lead, lead.locator("#step-after"))
        lead.keyboard.press("Enter")
        expect(page.locator(f"[data-live=now][data-step={before}]")).to_have_count(0, timeout=SOON)


def group_by_keyboard(helper: Page) -> None:
    """Make a group and put the note in it."""
    press_to(helper, helper.locator("#new-cluster"))
    helper.keyboard.type("Bellen")
    helper.keyboard.press("Enter")
    expect(helper.locator(".cluster[data-drop]")).to_have_count(2, timeout=SOON)
    press_to(helper, helper.locator(".move select").first, "Shift+Tab")
    helper.keyboard.type("Bel")
    press_to(helper, helper.locator(".move button").first)
    helper.keyboard.press("Enter")


def test_a_whole_session_by_keyboard_alone(browser: Browser, live: str, meeting: Session, leaders: list[Page]) -> None:
    lead, helper = leaders
    page = browser.new_context(viewport=PHONE, locale="nl-NL").new_page()
    join_by_keyboard(page, live, meeting)
    go_to(lead, page, "interpret")
    press_to(page, page.locator("[id^=fits-]").first)
    page.keyboard.press("Enter")
    expect(page.locator("[id^=fits-]").first).to_have_attribute("aria-pressed", "true", timeout=SOON)
    expect(page.locator("[id^=fits-]").first).to_be_focused()
    go_to(lead, page, "ideas")
    press_to(page, page.locator("#note-text"))
    page.keyboard.type("iedereen terugbellen")
    press_to(page, page.locator("#write button.wide"))
    page.keyboard.press("Enter")
    expect(page.locator("#notes .note-text")).to_have_count(1, timeout=SOON)
    go_to(lead, page, "cluster")
    group_by_keyboard(helper)
    expect(page.locator(".cluster .note")).to_have_count(1, timeout=SOON)
    go_to(lead, page, "evaluate")
    press_to(page, page.locator("#grade-5"))
    page.keyboard.press("Space")
    press_to(page, page.locator("#look-send"))
    page.keyboard.press("Enter")
    expect(page.locator(".step-part .notice")).to_be_visible(timeout=SOON)
    assert LookBack.objects.get().grade == 5
    page.context.close()
