"""Taking up the glove: who may, once, under which name, and how they are reached."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from duiding.actions.decisions import decide
from duiding.actions.followers import stop_mails
from duiding.actions.proposals import present, propose_cluster
from duiding.actions.taking import take_up, take_up_as_member
from duiding.models import Follower, Proposal, Session
from lib.errors import Refused
from people.access import Desk
from people.models import Message, User
from tests.duiding import builders

EMAIL = "sara@example.org"


@pytest.fixture
def proposal(meeting: Session, dinas_desk: Desk, dina: User) -> Proposal:
    """A proposal of the first table that nobody has taken up."""
    group = builders.cluster(builders.lead(dina, meeting), "Terugbellen")
    made = propose_cluster(desk=dinas_desk, cluster=group)
    Proposal.objects.update(we_want="Iedereen terugbellen.")
    Session.objects.update(step="present")
    made.refresh_from_db()
    return made


def take(seat: Any, number: int, name: str = "Sara", email: str = EMAIL) -> None:
    """Take up a proposal from a seat."""
    take_up(seat=seat, client_id=uuid.uuid4(), proposal=number, name=name, email=email)


def test_somebody_at_the_table_takes_up_a_proposal_once_and_is_reached(meeting: Session, proposal: Proposal) -> None:
    joined, phone = builders.sit(meeting, "Sara"), Client(headers={"accept-language": "nl"})
    phone.cookies[f"meet-{meeting.pk}"] = joined.token
    where = [meeting.pk, joined.participant.table_id]
    before, board = builders.board(meeting).revision, reverse("duiding:board", args=where)
    assert "Ik pak de handschoen op" in phone.get(board).content.decode()
    body = {"client_id": str(uuid.uuid4()), "owner": "Sara", "email": "Sara@Example.org"}
    for _again in range(2):
        assert phone.post(reverse("duiding:glove_take", args=[*where, proposal.number]), body).status_code == 302
    owner = Follower.objects.get(proposal=proposal, owner=True)
    assert (Proposal.objects.get().owner, owner.email, builders.board(meeting).revision) == ("Sara", EMAIL, before + 1)
    told = Message.objects.get(to=EMAIL)
    assert "/mails/stop/" in told.body
    assert "terugbellen" not in told.body.lower()
    shown = phone.get(board).content.decode()
    assert "Ik pak de handschoen op" not in shown
    assert EMAIL not in shown
    with pytest.raises(Refused, match="taken_up"):
        take(builders.seat(builders.sit(meeting, "Youssef")), proposal.number, "Youssef", "y@example.org")


def test_nobody_takes_up_what_lies_elsewhere_was_declined_or_under_an_address_that_said_no(
    meeting: Session, proposal: Proposal, dinas_desk: Desk, emre: User
) -> None:
    elsewhere = builders.seat(builders.sit(meeting, "Meryem", table=meeting.tables.all()[1]))
    with pytest.raises(Refused, match="proposal_gone"):
        take(elsewhere, proposal.number)
    seat = builders.seat(builders.sit(meeting, "Sara"))
    take(seat, proposal.number)
    stop_mails(follower=Follower.objects.get(email=EMAIL))
    Proposal.objects.update(owner="")
    with pytest.raises(Refused, match="stopped"):
        take(seat, proposal.number)
    present(desk=dinas_desk, proposal=proposal)
    data: Any = {"outcome": "declined", "reason": "Te duur.", "decided_on": localdate()}
    decide(desk=builders.desk(emre, meeting.coalition), proposal=proposal, **data)
    with pytest.raises(Refused, match="not_to_take_up"):
        take(seat, proposal.number, email="ander@example.org")
    assert Proposal.objects.get().owner == ""


def test_a_member_takes_up_a_proposal_under_the_own_account_also_after_stopping_mails(
    client: Client, meeting: Session, proposal: Proposal, dina: User, dinas_desk: Desk
) -> None:
    stop_mails(follower=Follower.objects.get(proposal=proposal, email=dina.email))
    client.force_login(dina)
    page = reverse("duiding:proposal", args=["noord", proposal.number])
    assert 'id="take-up"' in client.get(page).content.decode()
    client.post(reverse("duiding:proposal_take_up", args=["noord", proposal.number]))
    owner = Follower.objects.get(proposal=proposal, owner=True)
    assert (Proposal.objects.get().owner, owner.email, owner.stopped_on) == (dina.name, dina.email, None)
    assert 'id="take-up"' not in client.get(page).content.decode()
    with pytest.raises(Refused, match="taken_up"):
        take_up_as_member(desk=dinas_desk, proposal=proposal)
