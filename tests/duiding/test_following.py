"""Following a proposal: owners without an account, who hears of it, one click to stop, pairs, reminders."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from duiding.actions.decisions import agree, decide, write_progress
from duiding.actions.followers import add_follower, make_pairs, stop_mails
from duiding.actions.proposals import create_proposal, present
from duiding.actions.reminding import remind_deciders, remind_owners
from duiding.actions.reporting import report, show_entry
from duiding.models import Follower, Pair, Proposal
from duiding.overdue import Course, asks_decider, asks_owner, late, paired
from duiding.secret_links import report_link, stop_link
from lib.errors import Refused
from people.access import Desk
from people.actions import send_waiting
from people.models import Message, User
from tests.duiding import builders
from vertelpunt.models import Vertelpunt

TODAY = date(2026, 11, 22)
OWNER = "marieke@example.org"


def started(desk: Desk, emre: User, point: Vertelpunt, title: str = "Koffie", **fields: Any) -> Proposal:
    """Return a proposal that was chosen five weeks ago and that somebody takes up."""
    data = {"title": title, "vertelpunt": point, "we_want": "Koffie schenken.", "owner": f"Eigenaar van {title}"}
    made = create_proposal(desk=desk, data=data | fields)  # type: ignore[arg-type]
    present(desk=desk, proposal=made, public=True)
    day = localdate() - timedelta(days=35)
    decide(desk=builders.desk(emre, desk.coalition), proposal=made, outcome="chosen", reason="Goed.", decided_on=day)
    made.refresh_from_db()
    Message.objects.all().delete()
    return made


@pytest.fixture
def proposal(dinas_desk: Desk, emre: User, point: Vertelpunt) -> Proposal:
    """A proposal that is being carried out."""
    return started(dinas_desk, emre, point)


@pytest.fixture
def owner(dinas_desk: Desk, proposal: Proposal) -> Follower:
    """How its owner is reached."""
    return add_follower(desk=dinas_desk, proposal=proposal, email=OWNER, owner=True)


def path(address: str) -> str:
    """Return an address without the name of the site."""
    return "/" + address.split("/", 3)[3]


def test_the_owner_tells_how_it_goes_without_an_account_and_the_secret_leaves_the_address(
    owner: Follower, dinas_desk: Desk, nobody: Client
) -> None:
    agreement = agree(desk=dinas_desk, proposal=owner.proposal, who="Ans", what="Zet koffie", before=localdate())
    arrived = nobody.get(path(report_link(owner)))
    assert arrived.headers["Location"] == "/report/"
    assert "Koffie" in nobody.get("/report/").content.decode()
    told = {"status": "started", "text": "De kan staat er.", "help_wanted": "Kopjes", "done": [agreement.pk]}
    assert nobody.post("/report/", told).status_code == 200
    entry = owner.proposal.progress.get()
    assert (entry.text, entry.help_wanted, entry.told_by, entry.public) == (
        "De kan staat er.",
        "Kopjes",
        "owner",
        False,
    )
    agreement.refresh_from_db()
    assert agreement.done_on == localdate()


def test_an_owner_who_presses_twice_tells_it_once(owner: Follower) -> None:
    told = [report(owner=owner, data={"status": "started", "text": "Begonnen."}) for _press in range(2)]
    assert told[0] == told[1]
    report(owner=owner, data={"status": "started", "text": "Nog iets."})
    assert owner.proposal.progress.filter(told_by="owner").count() == 2


def test_what_the_owner_tells_is_public_only_after_a_member_looked_at_it(
    owner: Follower, dinas_desk: Desk, point: Vertelpunt, nobody: Client, lena: User
) -> None:
    nobody.get(path(report_link(owner)))
    nobody.post("/report/", {"status": "started", "text": "De kan staat er."})
    page = reverse("duiding:outcomes", args=[point.slug])
    assert "De kan staat er" not in nobody.get(page).content.decode()
    entry = owner.proposal.progress.get()
    with pytest.raises(Http404):
        show_entry(desk=builders.desk(lena, dinas_desk.coalition), entry=entry, public=True)
    show_entry(desk=dinas_desk, entry=entry, public=True)
    assert "De kan staat er" in nobody.get(page).content.decode()


def test_a_link_of_somebody_else_or_of_who_is_no_owner_any_more_opens_nothing(
    owner: Follower, dinas_desk: Desk, nobody: Client
) -> None:
    link = path(report_link(owner))
    assert nobody.get("/report/").status_code == 410
    assert nobody.get("/report/guessed/").status_code == 410
    assert nobody.get(path(stop_link(owner)).replace("/mails/stop/", "/report/")).status_code == 410
    add_follower(desk=dinas_desk, proposal=owner.proposal, email="nieuw@example.org", owner=True)
    assert nobody.get(link).status_code == 410


def test_those_concerned_hear_when_it_stands_otherwise_and_nothing_of_the_content(
    owner: Follower, dinas_desk: Desk
) -> None:
    written = {"desk": dinas_desk, "proposal": owner.proposal, "on": localdate()}
    write_progress(**written, status="stuck", text="Niemand heeft een sleutel.")
    mine = Message.objects.get(to=OWNER)
    assert "loopt vast" in mine.subject or "stuck" in mine.subject
    assert "sleutel" not in mine.body
    write_progress(**written, status="stuck", text="Nog steeds niet.")
    assert Message.objects.filter(to=OWNER).count() == 1


def test_one_click_stops_mails_as_mail_programs_do_it(owner: Follower, dinas_desk: Desk) -> None:
    write_progress(desk=dinas_desk, proposal=owner.proposal, on=localdate(), status="stuck", text="Wacht.")
    Message.objects.exclude(to=OWNER).delete()
    send_waiting()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = path(headers["List-Unsubscribe"].strip("<>"))
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(address).status_code == 200
    assert Follower.objects.filter(email=OWNER).exists()
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Follower.objects.filter(email=OWNER).exists()
    write_progress(desk=dinas_desk, proposal=owner.proposal, on=localdate(), status="done", text="Klaar.")
    assert not Message.objects.filter(to=OWNER, sent_at=None).exists()


def test_who_stopped_is_not_added_again(owner: Follower, dinas_desk: Desk) -> None:
    stop_mails(follower=owner)
    with pytest.raises(Refused, match="stopped"):
        add_follower(desk=dinas_desk, proposal=owner.proposal, email=OWNER.upper())


def test_an_owner_who_is_silent_for_four_weeks_is_asked_once(owner: Follower) -> None:
    assert remind_owners(localdate()) == 1
    assert remind_owners(localdate()) == 0
    assert "/report/" in Message.objects.get(to=OWNER).body
    assert remind_owners(localdate() + timedelta(days=14)) == 1


def test_who_decides_is_reminded_before_and_after_the_day(dinas_desk: Desk, emre: User, point: Vertelpunt) -> None:
    data = {"title": "Thee", "vertelpunt": point, "we_want": "Thee."}
    waiting = create_proposal(desk=dinas_desk, data=data)  # type: ignore[arg-type]
    present(desk=dinas_desk, proposal=waiting)
    Proposal.objects.update(decide_before=TODAY)
    assert [remind_deciders(TODAY + timedelta(days=days)) for days in (-8, -7, -1, 0, 3, 7)] == [0, 1, 0, 1, 0, 1]
    assert Message.objects.filter(to=emre.email).count() == 4


def test_owners_ask_each_other_and_write_down_what_they_hear(
    owner: Follower, dinas_desk: Desk, emre: User, point: Vertelpunt, nobody: Client
) -> None:
    other = started(dinas_desk, emre, point, "Thee")
    assert make_pairs(desk=dinas_desk) == 2
    assert Message.objects.filter(to=OWNER).count() == 1
    nobody.get(path(report_link(owner)))
    assert "Eigenaar van Thee" in nobody.get("/report/other/").content.decode()
    nobody.post("/report/other/", {"status": "under_way", "text": "Er is thee.", "involved": "Twee ouders"})
    entry = other.progress.get()
    assert (entry.told_by, entry.involved) == ("interview", "Twee ouders")
    assert not owner.proposal.progress.exists()


def test_one_owner_alone_makes_no_pair(proposal: Proposal, dinas_desk: Desk) -> None:
    with pytest.raises(Refused, match="too_few_owners"):
        make_pairs(desk=dinas_desk)
    assert not Pair.objects.exists()


def test_three_ask_in_a_ring_and_pairs_are_others_next_time() -> None:
    assert paired([1, 2, 3], set()) == [(1, 2), (2, 3), (3, 1)]
    first = paired([1, 2, 3, 4], set())
    again = paired([1, 2, 3, 4], {frozenset(pair) for pair in first})
    assert {frozenset(pair) for pair in first}.isdisjoint({frozenset(pair) for pair in again})
    assert sorted(one for one, _other in again) == [1, 2, 3, 4]


def test_what_is_late_is_named() -> None:
    def days(number: int) -> date:
        return TODAY - timedelta(days=number)

    assert late(Course(waits=True, running=False, decide_before=days(1)), TODAY) == ("decision",)
    running = Course(waits=False, running=True, decided_on=days(70), first_step_on=days(3), agreements=(days(2),))
    assert late(running, TODAY) == ("first_step", "agreement", "silent")
    assert late(Course(waits=False, running=True, decided_on=days(5), first_step_on=TODAY), TODAY) == ()
    assert not asks_owner(Course(waits=False, running=False, decided_on=days(70)), None, TODAY)
    assert not asks_decider(None, TODAY)


def test_the_overview_shows_what_is_late_first(
    dinas_desk: Desk, emre: User, point: Vertelpunt, client: Client
) -> None:
    started(dinas_desk, emre, point, "Op tijd")
    slow = started(dinas_desk, emre, point, "Te laat")
    agree(desk=dinas_desk, proposal=slow, who="Ans", what="Zet koffie", before=localdate() - timedelta(days=3))
    client.force_login(dinas_desk.user)
    page = client.get(reverse("duiding:following", args=["noord"]), headers={"accept-language": "en"}).content.decode()
    assert page.index("Te laat") < page.index("Op tijd")
    assert "An agreement is late" in page
