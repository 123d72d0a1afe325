"""What follows on the demo's session: who hears of it, owners who ask each other, an effect, others, a report."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from duiding.actions.copying import take_over
from duiding.actions.effects import hope_to_move
from duiding.actions.followers import add_follower, make_pairs
from duiding.actions.inviting import add_people, forget_old_contacts
from duiding.actions.proposals import ask_decision, create_proposal, present
from duiding.actions.session_reports import send_report, write_report
from duiding.models import Invitee, Proposal, Session
from people.access import Desk, roles_in
from people.models import Coalition, Membership, Message
from storycycle.demo.points import content
from storycycle.demo.world import person
from vertelpunt.models import Vertelpunt

LED_BY, ELSEWHERE = "Ingrid", "Joris"


def make_outcomes(held: Session, other: Coalition, point: Vertelpunt) -> None:
    """Follow up on a session that was held, and let another coalition take something over."""
    data, led_by = content("outcomes.json"), person(LED_BY)
    desk = Desk(led_by, held.coalition, roles_in(led_by, held.coalition))
    follow(desk, data)
    wait_for_decision(desk, held, data["waits"])
    report(desk, held, data)
    elsewhere(other, point, proposal_of(held.coalition, data["taken_over"]["proposal"]), data)
    Message.objects.filter(sent_at=None).update(sent_at=timezone.now())


def proposal_of(coalition: Coalition, number: int) -> Proposal:
    """Return a proposal of the demo by its number."""
    return Proposal.objects.get(coalition=coalition, number=number)


def follow(desk: Desk, data: Mapping[str, Any]) -> None:
    """Add owners and others who hear how it goes, let owners ask each other, and name what one hopes to move."""
    for number, address in data["owners"].items():
        add_follower(desk=desk, proposal=proposal_of(desk.coalition, int(number)), email=address, owner=True)
    for number, addresses in data["followers"].items():
        for address in addresses:
            add_follower(desk=desk, proposal=proposal_of(desk.coalition, int(number)), email=address)
    make_pairs(desk=desk)
    hoped = dict(data["effect"])
    proposal = proposal_of(desk.coalition, hoped.pop("proposal"))
    hope_to_move(desk=desk, proposal=proposal, **hoped | {"since": date.fromisoformat(hoped["since"])})


def wait_for_decision(desk: Desk, held: Session, data: Mapping[str, Any]) -> None:
    """Put a proposal of the session before somebody who decides; nobody has taken it up yet."""
    day: Any = {"first_step_on": date.fromisoformat(data["first_step_on"])}
    own: Any = data["proposal"] | day | {"vertelpunt": held.vertelpunt, "session": held}
    proposal = create_proposal(desk=desk, data=own)
    present(desk=desk, proposal=proposal, public=True)
    decider = Membership.objects.get(user=person(data["decider"]), coalition=desk.coalition)
    ask_decision(desk=desk, proposal=proposal, decider=decider, before=date.fromisoformat(data["before"]))


def report(desk: Desk, held: Session, data: Mapping[str, Any]) -> None:
    """Write in the report, and send its link to some who came."""
    add_people(desk=desk, session=held, people=data["came"])
    held.invitees.update(answer=Invitee.Answer.COMES, answered_on=held.held_on, invited_on=held.held_on)
    write_report(desk=desk, session=held, texts=data["report"], owners_named=True)
    send_report(desk=desk, session=held)
    forget_old_contacts(timezone.localdate())


def elsewhere(coalition: Coalition, point: Vertelpunt, source: Proposal, data: Mapping[str, Any]) -> None:
    """Let another coalition do the same, and present something of its own."""
    by = person(ELSEWHERE)
    desk = Desk(by, coalition, roles_in(by, coalition))
    own: Any = data["own"] | {"vertelpunt": point}
    taken = take_over(desk=desk, source=source, vertelpunt=point)
    taken.owner, taken.first_step = data["taken_over"]["owner"], data["taken_over"]["first_step"]
    taken.save()
    for proposal in (taken, create_proposal(desk=desk, data=own)):
        proposal.first_step_on = date.fromisoformat(data["first_step_on"])
        proposal.save()
        present(desk=desk, proposal=proposal, public=True)
