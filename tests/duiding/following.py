"""One of everything that follows on a proposal, for the addresses."""

from typing import Any

from duiding.actions.followers import add_follower
from duiding.actions.proposals import ask_decision, create_proposal, present
from duiding.actions.session_reports import send_report
from duiding.models import Invitee, Proposal, Session
from duiding.report.links import read_link
from duiding.secret_links import report_link, stop_link
from people.access import Desk
from people.models import Membership
from people.roles import Role
from tests import world
from tests.duiding import builders
from vertelpunt.models import Vertelpunt


def _key(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[1]


def _read(at: Desk) -> str:
    """Return the key of somebody who came and got the report."""
    Invitee.objects.update(answer=Invitee.Answer.COMES)
    came = Invitee.objects.select_related("session").latest("pk")
    send_report(desk=at, session=came.session)
    return _key(read_link(came))


def _asked(at: Desk) -> Proposal:
    """Return a proposal of a municipality below, put before a decider here."""
    below = world.coalition("Onder", parent=at.coalition)
    decider = world.person("Beslisser", at.coalition, Role.DECIDER)
    theirs = builders.desk(world.person("Buur", below, Role.PROCESS_LEADER), below)
    point = world.vertelpunt(below, "onder")
    data: Any = {"title": "Thee", "vertelpunt": point, "we_want": "Thee schenken."}
    made = create_proposal(desk=theirs, data=data)
    present(desk=theirs, proposal=made)
    named = Membership.objects.get(user=decider)
    ask_decision(desk=theirs, proposal=made, decider=named, before=None)
    return made


def make(at: Desk, point: Vertelpunt, proposal: Proposal) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Make one of each; return what stands in the addresses, and in which a name stands for something else."""
    data: Any = {"title": "Wacht nog", "vertelpunt": point, "we_want": "Wachten."}
    waits = create_proposal(desk=at, data=data)
    present(desk=at, proposal=waits, public=True)
    entry = proposal.progress.create(status="started", text="Begonnen.", on=world.DAY, told_by="owner")
    owner = add_follower(desk=at, proposal=proposal, email="eigenaar@example.org", owner=True)
    other = add_follower(desk=at, proposal=proposal, email="ander@example.org")
    special = {
        "duiding:asked": {"pk": _asked(at).pk},
        "duiding:library_proposal": {"pk": waits.pk},
        "duiding:proposal_move": {"number": waits.number},
        "duiding:report_arrive": {"key": _key(report_link(owner))},
        "duiding:stop": {"key": _key(stop_link(owner))},
        "duiding:session_report_file": {"pk": Session.objects.latest("pk").pk, "name": "report.json"},
        "duiding:read_arrive": {"key": _read(at)},
    }
    return {"entry": entry.pk, "follower": other.pk}, special
