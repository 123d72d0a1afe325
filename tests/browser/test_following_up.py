"""What follows on a session, in a real browser: the report, proposals, library, cycle, and the owner's own page."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page

from duiding.actions.decisions import decide, write_progress
from duiding.actions.followers import add_follower
from duiding.actions.proposals import create_proposal, present
from duiding.models import Proposal, ReportText, Session
from duiding.secret_links import report_link
from people.models import Coalition, User
from tests import world
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import sign_in
from tests.duiding import builders
from vertelpunt.models import Vertelpunt

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = date(2026, 10, 1)


@pytest.fixture
def decided(dina: User, emre: User, noord: Coalition, point: Vertelpunt) -> Proposal:
    """A proposal of a session that was held: chosen, with progress and an owner who can be mailed."""
    desk = builders.desk(dina, noord)
    held = builders.session(desk, point)
    held.tables.all()[0].stories.create(story=world.story(point))
    builders.note(builders.seat(builders.sit(held)), "Een heel lang woord: " + "wachtlijstbemiddelingsgesprek" * 3)
    data: Any = {"title": "Eén nummer", "vertelpunt": point, "we_want": "Bellen.", "owner": "Marieke", "session": held}
    made = create_proposal(desk=desk, data=data)
    present(desk=desk, proposal=made, public=True)
    decide(desk=builders.desk(emre, noord), proposal=made, outcome="chosen", reason="Goed plan.", decided_on=DAY)
    write_progress(desk=desk, proposal=made, status="started", text="Begonnen.", on=DAY)
    add_follower(desk=desk, proposal=made, email="marieke@example.org", owner=True)
    Session.objects.filter(pk=held.pk).update(state="finished")
    return made


def _looked_at(page: Page, address: str) -> None:
    """Open a page on a phone and on a desk: nothing wider than the screen, and nothing that axe finds."""
    for size in (PHONE, DESK):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
        check_axe(page)


def test_all_pages_of_proposals_and_the_report_can_be_used_by_everybody(
    live: str, page: Page, dina: User, decided: Proposal
) -> None:
    sign_in(page, live, dina)
    proposals, held = f"{live}/c/noord/proposals/", Session.objects.get()
    here = f"{live}/c/noord/sessions/{held.pk}/"
    own = f"{proposals}{decided.number}/"
    for address in (proposals, own, f"{own}edit/", f"{proposals}following/", f"{own}effect/", f"{here}actions/"):
        _looked_at(page, address)
    for address in (f"{live}/c/noord/library/", f"{live}/c/noord/cycle/", f"{here}report/", f"{here}report/edit/"):
        _looked_at(page, address)
    page.locator("#id_introduction").fill("Het was een goede middag.")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Bewaren").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{here}report/")
    assert page.get_by_text("Het was een goede middag.").is_visible()
    assert ReportText.objects.get().history.count() == 1


def test_who_decides_sees_a_page_that_works_on_a_phone(
    live: str, page: Page, dina: User, emre: User, noord: Coalition, point: Vertelpunt
) -> None:
    desk = builders.desk(dina, noord)
    data: Any = {"title": "Koffie", "vertelpunt": point, "we_want": "Koffie schenken."}
    waits = create_proposal(desk=desk, data=data)
    present(desk=desk, proposal=waits)
    sign_in(page, live, emre)
    _looked_at(page, f"{live}/c/noord/proposals/{waits.number}/")


def test_the_owner_tells_by_a_link_that_leaves_the_address(live: str, page: Page, decided: Proposal) -> None:
    key = report_link(decided.followers.get(owner=True)).rstrip("/").rsplit("/", 1)[1]
    page.goto(f"{live}/report/{key}/")
    assert page.url == f"{live}/report/"
    _looked_at(page, f"{live}/report/")
