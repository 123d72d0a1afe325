"""Boards and proposals as files: everything that was said and decided, and nothing that must stay."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from duiding.actions.decisions import agree, write_progress
from duiding.actions.proposals import create_proposal
from duiding.models import Decision, Note, Proposal, Session
from people.access import Desk
from people.models import Event, User
from tests import world
from tests.duiding import builders
from vertelpunt.models import Vertelpunt


def rows(client: Client, address: str) -> list[dict[str, object]]:
    """Return the rows of a file."""
    made = b"".join(client.get(f"{address}?as=json").streaming_content)  # type: ignore[attr-defined]
    found: list[dict[str, object]] = json.loads(made)["rows"]
    return found


def test_notes_leave_with_their_groups_and_without_who_wrote_them(
    client: Client, meeting: Session, dina: User, point: Vertelpunt
) -> None:
    seat = builders.seat(builders.sit(meeting, name="Sara"))
    note = builders.note(seat, "Dat niemand belde.", kind="worry")
    gone = builders.note(seat, "Woorden van een verhaal.")
    Note.objects.filter(pk=gone.pk).update(hidden=True)
    builders.cluster(seat, "Bereikbaar", (note,))
    builders.cluster(seat, "Nog leeg")
    client.force_login(dina)
    found = rows(client, f"/c/noord/sessions/{meeting.pk}/boards/")
    assert [(row["note"], row["group"], row["dots"]) for row in found] == [
        ("Dat niemand belde.", "Bereikbaar", 0),
        (None, "Nog leeg", 0),
    ]
    assert "Sara" not in json.dumps(found)
    assert Event.objects.get(verb="boards-exported-json").thing_id == str(meeting.pk)


def test_proposals_leave_with_what_was_decided_agreed_and_done(
    client: Client, dinas_desk: Desk, point: Vertelpunt, dina: User
) -> None:
    data = {"title": "Koffie", "vertelpunt": point, "we_want": "Koffie schenken."}
    proposal = create_proposal(desk=dinas_desk, data=data)
    create_proposal(desk=dinas_desk, data=data | {"title": "Herhaalt een verhaal"})
    Proposal.objects.filter(title__startswith="Herhaalt").update(hidden=True)
    Decision.objects.create(proposal=proposal, outcome="chosen", reason="Goed plan.", decided_on=world.DAY)
    Proposal.objects.filter(pk=proposal.pk).update(state=Proposal.State.DECIDED)
    proposal.refresh_from_db()
    agree(desk=dinas_desk, proposal=proposal, who="Ans", what="zet koffie", before=world.DAY)
    today = timezone.localdate()
    write_progress(desk=dinas_desk, proposal=proposal, status="under_way", text="Er is koffie.", on=today)
    client.force_login(dina)
    (row,) = rows(client, "/c/noord/proposals/file/")
    assert (row["title"], row["reason"], row["decided_on"]) == ("Koffie", "Goed plan.", world.DAY.isoformat())
    assert row["agreements"] == [
        {"who": "Ans", "what": "zet koffie", "before": world.DAY.isoformat(), "done_on": None}
    ]
    assert "Er is koffie." in json.dumps(row["progress"])


@pytest.mark.parametrize("address", ["proposals/file/", "sessions/{}/boards/"])
def test_nobody_else_gets_them(client: Client, meeting: Session, zoe: User, address: str) -> None:
    client.force_login(zoe)
    assert client.get(f"/c/noord/{address.format(meeting.pk)}").status_code == 404
    assert not Event.objects.filter(verb__contains="exported").exists()
