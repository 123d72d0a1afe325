"""Presenting a proposal: first a look at how tellers read it, then who decides hears of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from duiding.actions.decisions import decide, write_progress
from duiding.actions.proposals import create_proposal, present, publish
from duiding.models import Proposal, Session
from lib.errors import Refused
from people.access import Desk
from people.models import Message, User
from tests.duiding import builders


@pytest.fixture
def draft(meeting: Session, dinas_desk: Desk) -> Proposal:
    """A proposal that is being written."""
    data = {"vertelpunt": meeting.vertelpunt, "session": meeting, "title": "Samen bellen", "we_want": "Elke week"}
    return create_proposal(desk=dinas_desk, data=data | {"so_that": "niemand alleen wacht"})  # type: ignore[arg-type]


def outcomes(client: Client, proposal: Proposal) -> str:
    """Return the public page on which `proposal` could stand."""
    return client.get(reverse("duiding:outcomes", args=[proposal.vertelpunt.slug])).content.decode()


def test_a_preview_comes_before_presenting_and_changes_nothing(draft: Proposal, client: Client, dina: User) -> None:
    client.force_login(dina)
    page = client.get(reverse("duiding:proposal_present", args=["noord", draft.number])).content.decode()
    assert "Zo lezen vertellers dit" in page
    assert "niemand alleen wacht.</span>" in page
    draft.refresh_from_db()
    assert (draft.state, draft.public) == ("draft", False)


def test_what_is_presented_is_public_only_when_somebody_says_so(
    draft: Proposal, client: Client, dinas_desk: Desk
) -> None:
    present(desk=dinas_desk, proposal=draft)
    assert "Samen bellen" not in outcomes(client, draft)
    publish(desk=dinas_desk, proposal=draft, public=True)
    assert "Samen bellen" in outcomes(client, draft)
    publish(desk=dinas_desk, proposal=draft, public=False)
    assert "Samen bellen" not in outcomes(client, draft)


def test_a_draft_is_not_published(draft: Proposal, dinas_desk: Desk) -> None:
    with pytest.raises(Refused, match="not_presented"):
        publish(desk=dinas_desk, proposal=draft, public=True)


def test_who_decides_gets_a_mail_without_content_a_count_and_the_proposal_on_top(
    draft: Proposal, dinas_desk: Desk, emre: User, client: Client
) -> None:
    present(desk=dinas_desk, proposal=draft)
    mail = Message.objects.get()
    assert mail.to == emre.email
    assert "Samen bellen" not in mail.subject + mail.body
    client.force_login(emre)
    page = client.get(reverse("duiding:proposals", args=["noord"])).content.decode()
    assert page.index('id="group-presented"') < page.index("Samen bellen")
    assert "waiting-count" in page


def test_the_count_is_for_who_decides(draft: Proposal, dinas_desk: Desk, client: Client) -> None:
    present(desk=dinas_desk, proposal=draft)
    client.force_login(dinas_desk.user)
    assert "waiting-count" not in client.get(reverse("duiding:proposals", args=["noord"])).content.decode()


def test_nothing_is_decided_or_done_on_a_day_to_come(draft: Proposal, dinas_desk: Desk, emre: User) -> None:
    present(desk=dinas_desk, proposal=draft)
    emres, tomorrow = builders.desk(emre, draft.coalition), localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="to_come"):
        decide(desk=emres, proposal=draft, outcome="chosen", reason="Goed.", decided_on=tomorrow)
    decide(desk=emres, proposal=draft, outcome="chosen", reason="Goed.", decided_on=localdate())
    with pytest.raises(Refused, match="to_come"):
        write_progress(desk=dinas_desk, proposal=draft, status="started", text="Bezig.", on=tomorrow)


def test_the_proposal_follows_how_it_goes(draft: Proposal, dinas_desk: Desk, emre: User, client: Client) -> None:
    present(desk=dinas_desk, proposal=draft)
    decide(
        desk=builders.desk(emre, draft.coalition),
        proposal=draft,
        outcome="chosen",
        reason="Ja.",
        decided_on=localdate(),
    )
    write_progress(desk=dinas_desk, proposal=draft, status="under_way", text="Twee gebeld.", on=localdate())
    client.force_login(emre)
    page = client.get(reverse("duiding:proposal", args=["noord", draft.number])).content.decode()
    assert '<span class="tag mean">onderweg</span>' in page or '<span class="tag mean">bezig</span>' in page
