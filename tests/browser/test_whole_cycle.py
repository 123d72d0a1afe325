"""The whole cycle in a real browser, as the different people: tell, find, make a card, meet, decide, withdraw."""

import re
from collections.abc import Iterator

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Page, expect

from storycycle.demo.load import load
from tests.browser.conftest import DESK, PHONE, check_axe
from vertelpunt.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("cycle")]

SENTENCE = "Toen legde ze haar telefoon weg en schonk eerst thee in."
TELLS = (
    "We zaten met z'n vieren aan tafel en niemand wist hoe we moesten beginnen. "
    f"{SENTENCE} Daarna vroeg ze wat ik die dag had gedaan en pas later hoe het met mijn zoon ging. "
    "Er is die middag niets opgelost, maar ik ging voor het eerst lichter naar huis."
)
PATTERN = "slider_ordered:heard:consequences"
TITLE = "Luisteren en goede gevolgen gaan samen op"
DO, SO_THAT = "bij het eerste gesprek geen laptop moeten meenemen", "mensen merken dat er tijd is"


class Walk:
    """The people of the demo, each with a browser window of their own."""

    def __init__(self, browser: Browser, live: str) -> None:
        self.browser, self.live = browser, live
        self.windows: dict[str, Page] = {}

    def person(self, name: str, phone: bool = False) -> Page:
        """Return the window of `name`; members have signed in."""
        if name not in self.windows:
            context = self.browser.new_context(viewport=PHONE if phone else DESK, locale="nl-NL")
            self.windows[name] = context.new_page()
            if not phone:
                self.sign_in(name)
        return self.windows[name]

    def sign_in(self, name: str) -> None:
        """Choose who you are on the page of the demo."""
        page = self.see(name, "/demo/")
        self.press(page, f"form:has(input[value='{name}@demo.example']) button")

    def see(self, name: str, path: str, phone: bool = False) -> Page:
        """Let `name` open a page, and check its accessibility."""
        page = self.person(name, phone)
        page.goto(self.live + path)
        check_axe(page)
        return page

    def press(self, page: Page, selector: str) -> None:
        """Press a button that leads to another page, and check that page."""
        with page.expect_navigation():
            page.locator(selector).first.click()
        check_axe(page)


@pytest.fixture
def walk(browser: Browser, live: str) -> Iterator[Walk]:
    """The demo, with its people."""
    load()
    made = Walk(browser, live)
    yield made
    for page in made.windows.values():
        page.context.close()


def test_the_whole_cycle(walk: Walk) -> None:
    code = a_parent_tells(walk)
    number = a_moderator_releases(walk)
    the_dashboard_shows_it(walk, number)
    an_analyst_evaluates(walk)
    card = a_card_is_made(walk, number)
    table, session = a_session_is_prepared(walk, number)
    notes_are_shared_at_once(walk, session)
    proposal = a_cluster_becomes_a_proposal(walk, table)
    the_region_decides_and_follows(walk, proposal)
    everybody_reads_what_happened(walk, code)
    the_teller_withdraws(walk, code, number, card, table)


def a_parent_tells(walk: Walk) -> str:
    """Tell at 360 px: a story, then sliders and choices; return the code."""
    page = walk.see("moeder", "/v/jeugdhulp/", phone=True)
    walk.press(page, "a[href*='/tell/parent/']")
    page.fill("#text", TELLS)
    walk.press(page, "button:has-text('Bewaar en ga door')")
    page.get_by_role("radio", name="zeer positief").check(force=True)
    page.get_by_role("slider", name=re.compile("juiste hulp")).press("End")
    while page.get_by_role("button", name="Klaar").count() == 0:
        answer_what_is_here(page)
        walk.press(page, "button[name=next]")
    answer_what_is_here(page)
    walk.press(page, "button[name=next]")
    return page.locator("#code").inner_text()


def answer_what_is_here(page: Page) -> None:
    """Say that the story may be quoted, and that one was heard, on the pages that ask."""
    for slider in page.get_by_role("slider", name=re.compile("gehoord")).all():
        slider.press("End")
    for yes in page.get_by_role("radio", name="ja, dat mag").all():
        yes.check(force=True)


def a_moderator_releases(walk: Walk) -> int:
    """Read the new story and release it; return its number."""
    story = Story.objects.get(text=TELLS)
    page = walk.see("tessa", f"/c/landelijk/v/jeugdhulp/moderation/{story.pk}/")
    walk.press(page, "button[value=release]")
    story.refresh_from_db()
    assert (story.state, story.may_quote, story.answers["heard"]) == ("released", "yes", 100)
    return story.number


def the_dashboard_shows_it(walk: Walk, number: int) -> None:
    """See the distribution of every answer, filtered, and the story itself."""
    page = walk.see("youssef", "/c/landelijk/v/jeugdhulp/")
    expect(page.locator("main")).to_contain_text("343")
    page = walk.see("youssef", "/c/landelijk/v/jeugdhulp/?audience=parent")
    expect(page.locator("main")).to_contain_text("201")
    page = walk.see("youssef", f"/c/landelijk/v/jeugdhulp/stories/{number}/")
    expect(page.locator("main")).to_contain_text(SENTENCE)


def an_analyst_evaluates(walk: Walk) -> None:
    """Evaluate, and find a strong pattern among the findings."""
    page = walk.see("youssef", "/c/landelijk/v/jeugdhulp/patterns/")
    walk.press(page, "button[value=evaluate]")
    expect(page.locator("main")).to_contain_text("343")
    page = walk.see("youssef", f"/c/landelijk/v/jeugdhulp/patterns/{PATTERN}/")
    expect(page.locator("main")).to_contain_text("sterk")


def a_card_is_made(walk: Walk, number: int) -> str:
    """Make an observation with two readings, a story and a quote; print it; return its address."""
    page = walk.see("youssef", f"/c/landelijk/v/jeugdhulp/patterns/{PATTERN}/")
    walk.press(page, "form.make-card button")
    page.fill("[name=title]", TITLE)
    walk.press(page, "form.editor button")
    address = page.url.removeprefix(walk.live)
    page = walk.see("youssef", f"{address}stories/")
    page.fill("#by-number", str(number))
    walk.press(page, "form.by-number button")
    page = walk.see("youssef", f"{address}stories/{number}/")
    page.get_by_role("checkbox", name=SENTENCE).check(force=True)
    walk.press(page, "form:has([name=sentence]) button")
    page = walk.see("youssef", address)
    page.fill("[name=reading_0]", "Wie gehoord wordt, komt verder.")
    page.fill("[name=reading_1]", "Wie verder komt, kijkt milder terug.")
    page.select_option("[name=opposing]", "AB")
    page.check("[name=state][value=final]")
    walk.press(page, "form.editor button")
    with page.expect_download() as download:
        page.evaluate(
            "address => { const link = document.createElement('a'); link.href = address; "
            "link.download = 'kaart.pdf'; link.click(); }",
            f"{address}card.pdf",
        )
    assert download.value.path().read_bytes().startswith(b"%PDF")
    expect(walk.see("youssef", f"{address}card/?see=all").locator("main")).to_contain_text(SENTENCE)
    return address


def a_session_is_prepared(walk: Walk, number: int) -> tuple[str, str]:
    """Another region makes a session with a table, the lent card and story; return table and session."""
    page = walk.see("hakan", "/c/zandhoven/sessions/new/")
    page.fill("[name=title]", "Zandhoven luistert weer")
    lent = page.locator("[name=vertelpunt] option", has_text="Vertelpunt Jeugdhulp").get_attribute("value")
    page.select_option("[name=vertelpunt]", lent)
    page.fill("[name=starts_at]", f"{localdate():%Y-%m-%d}T13:00")
    page.fill("[name=ends_at]", f"{localdate():%Y-%m-%d}T16:00")
    walk.press(page, "main form button.main, main form button.mean, main form button[type=submit]")
    session = page.url.removeprefix(walk.live)
    page = walk.see("hakan", f"{session}tables/new/")
    page.fill("[name=name]", "Blauw")
    walk.press(page, "main form button")
    table = re.search(r"/tables/(\d+)/", page.content())
    assert table is not None
    material = f"{session}tables/{table.group(1)}/material/"
    page = walk.see("hakan", material)
    walk.press(page, f"form:has-text('{TITLE}') button[value=put]")
    page = walk.see("hakan", f"{material}?q=schonk+eerst+thee")
    page.locator("summary", has_text=str(number)).click()
    walk.press(page, f"form:has-text('{number}') button[value=put]")
    walk.press(walk.see("hakan", session), "button[value=open]")
    page = walk.see("hakan", f"{session}lead/")
    page.locator("#all-steps summary").click()
    walk.press(page, "#all-steps button:has-text('Ideeën')")
    return f"{session}tables/{table.group(1)}/", session


def notes_are_shared_at_once(walk: Walk, session: str) -> None:
    """Two people join on their own phones; what one writes, the other sees."""
    typed = walk.see("hakan", session).locator("[data-join-code], .join-code").first.inner_text()
    for name, perspective in (("sara", "parent"), ("koen", "youth")):
        page = walk.see(name, "/meet/", phone=True)
        page.fill("[name=code]", typed)
        walk.press(page, "main button")
        page.fill("[name=name]", name.title())
        page.check(f"[value={perspective}]")
        walk.press(page, "main button")
    sara, koen = walk.person("sara"), walk.person("koen")
    sara.locator(".kind-idea").first.click()
    sara.fill("#note-text", DO)
    sara.fill("#note-so-that", SO_THAT)
    sara.locator("#write button.wide").click()
    expect(koen.locator("main")).to_contain_text(DO)
    check_axe(koen)


def a_cluster_becomes_a_proposal(walk: Walk, table: str) -> str:
    """The facilitator groups the note, and makes a proposal with owner, first step and date; return its address."""
    page = walk.see("hakan", table)
    page.fill("#new-cluster", "Tijd aan tafel")
    page.locator("form:has(#new-cluster) button").click()
    move = page.locator("form:has(select[name=cluster])").first
    expect(move.locator("option", has_text="Tijd aan tafel")).to_have_count(1)
    move.locator("select").select_option(label="Tijd aan tafel")
    move.locator("button").click()
    propose = page.locator("form[action$='/propose/'] button")
    expect(propose).to_have_count(1)
    propose.click()
    page.wait_for_url(re.compile("/proposals/"))
    address = re.sub(r"edit/$", "", page.url.removeprefix(walk.live))
    page = walk.see("hakan", f"{address}edit/")
    page.fill("[name=title]", "Het eerste gesprek zonder laptop")
    page.fill("[name=owner]", "Sara, moeder")
    page.fill("[name=first_step]", "Vier gesprekken zonder laptop proberen")
    page.fill("[name=first_step_on]", f"{localdate():%Y-%m-%d}")
    walk.press(page, "main form button.mean, main form button.main, main form button")
    walk.press(walk.see("hakan", address), "a[href$='/present/']")
    expect(page.locator("main")).to_contain_text(f"{DO[0].upper()}{DO[1:]}.")
    walk.press(page, "button[name=public][value=yes]")
    return address


def the_region_decides_and_follows(walk: Walk, proposal: str) -> None:
    """The decider chooses it; the process leader writes how it goes."""
    page = walk.see("petra", proposal)
    page.check("[name=outcome][value=chosen]", force=True)
    page.fill("[name=reason]", "Dit kan morgen beginnen.")
    walk.press(page, "form[action$='/decide/'] button")
    page = walk.see("ingrid", proposal)
    page.select_option("[name=status]", "started")
    page.fill("form[action$='/progress/'] [name=text]", "De eerste vier gesprekken zijn geweest.")
    walk.press(page, "form[action$='/progress/'] button")


def everybody_reads_what_happened(walk: Walk, code: str) -> None:
    """The public page tells it; the teller sees what came of the own story."""
    page = walk.see("moeder", "/v/jeugdhulp/outcomes/", phone=True)
    expect(page.locator("main")).to_contain_text("De eerste vier gesprekken zijn geweest.")
    page = with_code(walk, code)
    expect(page.locator("main")).to_contain_text("Zandhoven")


def with_code(walk: Walk, code: str) -> Page:
    """Let the teller type the code."""
    page = walk.see("moeder", "/code/", phone=True)
    page.get_by_label("Typ of plak je code").fill(code)
    walk.press(page, "button:has-text('Laat mijn verhaal zien')")
    return page


def the_teller_withdraws(walk: Walk, code: str, number: int, card: str, table: str) -> None:
    """After withdrawing, the story is gone everywhere, and the patterns are made again without it."""
    page = with_code(walk, code)
    walk.press(page, "button:has-text('Trek mijn verhaal terug')")
    walk.press(page, "button:has-text('Ja, verwijder mijn verhaal')")
    assert not Story.objects.filter(number=number, text=TELLS).exists()
    expect(walk.see("youssef", "/c/landelijk/v/jeugdhulp/").locator("main")).to_contain_text("342")
    expect(walk.see("youssef", "/c/landelijk/v/jeugdhulp/patterns/").locator("main")).to_contain_text("342")
    assert walk.person("youssef").goto(f"{walk.live}/c/landelijk/v/jeugdhulp/stories/{number}/").status == 404  # type: ignore[union-attr]
    expect(walk.see("youssef", f"{card}card/").locator("main")).not_to_contain_text(SENTENCE)
    expect(walk.see("hakan", table).locator("main")).not_to_contain_text(SENTENCE)
