"""Who decides, before when, in which order; other coalitions that decide; and proposals on one page."""

import io
from datetime import date, timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pypdf import PdfReader

from duiding.actions.copying import hand_over
from duiding.actions.decisions import decide
from duiding.actions.proposals import ask_decision, create_proposal, move_presented, present
from duiding.mails import tell_deciders
from duiding.models import Proposal
from duiding.onepager import onepagers
from duiding.queries.proposals import waiting_in
from lib.errors import Refused
from people.access import Desk
from people.models import Coalition, Membership, Message, User
from people.roles import Role
from tests import world
from tests.duiding import builders
from vertelpunt.models import Vertelpunt

DAY = date(2026, 10, 1)


@pytest.fixture
def ruud(national: Coalition) -> User:
    """Decider of the national programme."""
    return world.person("Ruud", national, Role.DECIDER)


def waiting(desk: Desk, point: Vertelpunt, title: str = "Koffie") -> Proposal:
    """Return a proposal that waits for a decision."""
    made = create_proposal(desk=desk, data={"title": title, "vertelpunt": point, "we_want": "Koffie schenken."})
    present(desk=desk, proposal=made)
    return made


def test_the_named_decider_alone_gets_the_mail_with_the_day(dinas_desk: Desk, point: Vertelpunt, emre: User) -> None:
    world.person("Fatma", dinas_desk.coalition, Role.DECIDER)
    proposal = waiting(dinas_desk, point)
    Message.objects.all().delete()
    ask_decision(desk=dinas_desk, proposal=proposal, decider=emre.memberships.get(), before=date(2027, 1, 15))
    mail = Message.objects.get()
    assert mail.to == emre.email
    assert "15-01-2027" in mail.body
    assert "Koffie" not in mail.body + mail.subject


def test_a_national_decider_decides_for_a_region_and_others_do_not_see_it(
    dinas_desk: Desk, point: Vertelpunt, ruud: User, zoe: User, client: Client
) -> None:
    proposal = waiting(dinas_desk, point)
    ask_decision(desk=dinas_desk, proposal=proposal, decider=ruud.memberships.get(), before=None)
    assert (waiting_in(dinas_desk.coalition.pk), waiting_in(ruud.memberships.get().coalition_id)) == (0, 1)
    address = reverse("duiding:asked", args=["landelijk", proposal.pk])
    client.force_login(ruud)
    assert "Koffie schenken" in client.get(address).content.decode()
    client.post(address, {"outcome": "chosen", "reason": "Dit kan overal.", "decided_on": localdate().isoformat()})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision.decided_by) == ("decided", ruud)
    Membership.objects.create(user=zoe, coalition=zoe.memberships.get().coalition, role=Role.DECIDER)
    client.force_login(zoe)
    assert client.get(reverse("duiding:asked", args=["zuid", proposal.pk])).status_code == 404


def test_what_was_not_asked_of_a_coalition_does_not_exist_there(
    dinas_desk: Desk, point: Vertelpunt, ruud: User, client: Client
) -> None:
    proposal = waiting(dinas_desk, point)
    client.force_login(ruud)
    assert client.get(reverse("duiding:asked", args=["landelijk", proposal.pk])).status_code == 404


def test_passing_on_puts_it_before_the_deciders_there_once(
    dinas_desk: Desk, point: Vertelpunt, emre: User, ruud: User, national: Coalition, client: Client
) -> None:
    world.vertelpunt(national, "landelijk-punt")
    proposal = waiting(dinas_desk, point)
    client.force_login(emre)
    address = reverse("duiding:decide", args=["noord", proposal.number])
    form = {"outcome": "passed_on", "reason": "Dit kan alleen landelijk.", "decided_on": localdate().isoformat()}
    for _again in range(2):
        assert client.post(address, form | {"pass_to": str(national.pk)}).status_code == 302
    copy = Proposal.objects.get(coalition=national)
    assert (copy.state, copy.passed_on, copy.copied_from, copy.title) == ("presented", True, proposal, "Koffie")
    proposal.refresh_from_db()
    assert proposal.decision.refers_to == national.name
    assert Message.objects.filter(to=ruud.email).count() == 1


def test_another_coalition_is_asked_only_when_it_belongs_to_them_and_that_is_said(
    dinas_desk: Desk, point: Vertelpunt, emre: User, national: Coalition, client: Client
) -> None:
    proposal = waiting(dinas_desk, point)
    client.force_login(emre)
    address = reverse("duiding:decide", args=["noord", proposal.number])
    data = {"outcome": "declined", "reason": "Niet van ons.", "decided_on": localdate(), "pass_to": national.pk}
    page = client.post(address, data)
    assert page.status_code == 400
    assert "Er wordt nog niets voorgelegd aan" in page.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.PRESENTED


def test_when_the_named_decider_left_their_colleagues_there_are_told(
    dinas_desk: Desk, point: Vertelpunt, ruud: User, national: Coalition
) -> None:
    proposal = waiting(dinas_desk, point)
    ask_decision(desk=dinas_desk, proposal=proposal, decider=ruud.memberships.get(), before=None)
    world.person("Rob", national, Role.DECIDER)
    User.objects.filter(pk=ruud.pk).update(is_active=False)
    Message.objects.all().delete()
    tell_deciders(Proposal.objects.get(pk=proposal.pk))
    assert [mail.to for mail in Message.objects.all()] == [User.objects.get(name="Rob").email]


def test_who_cannot_receive_refuses_and_nothing_is_decided(
    dinas_desk: Desk, point: Vertelpunt, emre: User, zuid: Coalition
) -> None:
    proposal = waiting(dinas_desk, point)
    with pytest.raises(Refused, match="cannot_receive"):
        hand_over(desk=builders.desk(emre, dinas_desk.coalition), source=proposal, to=zuid)


def test_proposals_are_presented_in_an_order_that_somebody_chose(
    dinas_desk: Desk, point: Vertelpunt, lena: User, client: Client
) -> None:
    first, second = waiting(dinas_desk, point, "Eerste"), waiting(dinas_desk, point, "Tweede")
    move_presented(desk=dinas_desk, proposal=second, earlier=True)
    client.force_login(lena)
    page = client.get(reverse("duiding:proposals", args=["noord"])).content.decode()
    assert page.index("Tweede") < page.index("Eerste")
    with pytest.raises(Http404):
        move_presented(desk=builders.desk(lena, dinas_desk.coalition), proposal=first, earlier=True)


def test_each_proposal_is_on_a_page_of_its_own_however_long(dinas_desk: Desk, point: Vertelpunt) -> None:
    proposals = [waiting(dinas_desk, point, "Eerste"), waiting(dinas_desk, point, "Tweede")]
    Proposal.objects.update(we_see="Ouders wachten lang en weten niet waar ze terecht kunnen. " * 40, needs="Geld")
    proposals = list(Proposal.objects.order_by("place"))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(onepagers(proposals))).pages]
    assert len(pages) == 2
    assert "Eerste" in pages[0]
    assert "Tweede" in pages[1]
    assert "Koffie schenken." in pages[1]


def test_the_pages_of_what_waits_are_printed_and_without_any_there_is_no_file(
    dinas_desk: Desk, point: Vertelpunt, emre: User, client: Client
) -> None:
    client.force_login(emre)
    address = reverse("duiding:proposals_print", args=["noord"])
    assert client.get(address).status_code == 404
    proposal = waiting(dinas_desk, point)
    assert client.get(address).headers["Content-Type"] == "application/pdf"
    decide(
        desk=builders.desk(emre, dinas_desk.coalition),
        proposal=proposal,
        outcome="declined",
        reason="Te duur.",
        decided_on=localdate() - timedelta(days=1),
    )
    assert client.get(address).status_code == 404
    assert client.get(reverse("duiding:proposal_print", args=["noord", proposal.number])).status_code == 200
