"""Tracks, code book and key figures in a real browser: by mouse, by keyboard, without a finding of axe."""

import pytest
from playwright.sync_api import Page, expect

from patterns.models import Annotation, TrackStory
from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import no_sideways, sign_in
from tests.patterns import added
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser
PLACE = "/c/noord/v/jeugdhulp/"
TEXT = "Na de intake moesten wij maanden wachten op hulp. De wachtlijst was lang. Dit is verhaal nummer"


@pytest.fixture
def desk(bram: User, noord: Coalition) -> Desk:
    """The desk of Bram, analyst of Noord."""
    return Desk(bram, noord, roles_in(bram, noord))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_fits_and_is_accessible(
    live: str, page: Page, desk: Desk, dina: User, noord: Coalition, point: Vertelpunt, size: dict[str, int]
) -> None:
    stories = [world.story(point, text=f"{TEXT} {number}.", title="Lang wachten") for number in range(6)]
    track = added.track(desk, point, *stories[:2], description="Wachten op hulp: de wachtlijst, de intake.")
    asked = added.question(desk, point, help="Kies wie als eerste iets deed.")
    added.question(desk, point, "slider", "Hoeveel tijd was er?", low="weinig", high="veel")
    added.question(desk, point, "note", "Wat viel op?")
    other = Desk(dina, noord, roles_in(dina, noord))
    for reader, value in ((desk, "gezin"), (other, "school")):
        added.say(reader, stories[0], asked, value)
    figure = added.figure(desk, point, track)
    sign_in(page, live, desk.user)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    for path in (
        f"stories/{stories[0].number}/", "tracks/", "tracks/wachten/", "tracks/wachten/edit/", "tracks/wachten/add/",
        "tracks/wachten/proposals/", "codes/", f"codes/read/{stories[0].number}/", f"codes/question/{asked.key}/",
        "key-figures/", "key-figures/wachten/", f"key-figures/figure/{figure.pk}/",
    ):  # fmt: skip
        page.goto(live + PLACE + path)
        assert no_sideways(page), path
        check_axe(page)


def test_proposals_are_judged_by_keyboard(live: str, page: Page, desk: Desk, point: Vertelpunt) -> None:
    for number in range(4):
        world.story(point, text=f"{TEXT} {number}.")
    added.track(desk, point, description="Wachten op hulp: de wachtlijst, de intake.")
    sign_in(page, live, desk.user)
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{live}{PLACE}tracks/wachten/proposals/")
    page.click("[data-keys] button")
    offered = page.locator("[data-offered] > li")
    expect(offered.first).to_be_focused()
    page.keyboard.press("a")
    expect(offered.first.locator("[role=status]")).to_be_visible()
    expect(offered.nth(1)).to_be_focused()
    page.keyboard.press("r")
    expect(offered.nth(1).locator("[role=status]")).to_be_visible()
    expect(offered.nth(2)).to_be_focused()
    assert sorted(TrackStory.objects.values_list("rejected", flat=True)) == [False, True]
    offered.nth(1).get_by_role("button").click()
    expect(offered.nth(1).locator("[data-key=a]")).to_be_visible()
    assert list(TrackStory.objects.values_list("rejected", flat=True)) == [False]


def test_a_whole_page_is_ticked_at_once(live: str, page: Page, desk: Desk, point: Vertelpunt) -> None:
    for _ in range(3):
        world.story(point)
    added.track(desk, point)
    sign_in(page, live, desk.user)
    page.goto(f"{live}{PLACE}tracks/wachten/add/")
    page.check("[data-tick-all] input")
    page.click(".tick-bar button")
    expect(page.locator(".notice").first).to_contain_text("3")
    assert TrackStory.objects.count() == 3


def test_a_story_is_judged_by_keyboard(live: str, page: Page, desk: Desk, point: Vertelpunt) -> None:
    first, second = sorted((world.story(point) for _ in range(2)), key=lambda story: story.number)
    asked, scale = added.question(desk, point), added.question(desk, point, "ordered", "Hoe afgerond?")
    sign_in(page, live, desk.user)
    page.goto(f"{live}{PLACE}codes/read/")
    page.locator("[data-judging] fieldset input").first.focus()
    page.keyboard.press("2")
    page.keyboard.press("0")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/codes/read/{second.number}/")
    said = {one.question_id: (one.value, one.cannot_tell) for one in Annotation.objects.filter(story=first)}
    assert said == {asked.pk: ("school", False), scale.pk: (None, True)}
