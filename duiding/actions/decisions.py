"""Deciding on proposals, agreeing who does what, and writing down how it goes."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.models import Agreement, Decision, ProgressEntry, Proposal
from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.roles import Permission

REFERS = (Decision.Outcome.RUNNING, Decision.Outcome.PASSED_ON)


def _happened(day: date) -> None:
    if day > timezone.localdate():
        raise Refused("to_come", _("This day is still to come. Choose today, or a day before it."))


@transaction.atomic
def decide(
    *,
    desk: Desk,
    proposal: Proposal,
    outcome: str,
    reason: str,
    decided_on: date,
    conditions: str = "",
    refers_to: str = "",
) -> Decision:
    """Decide on a proposal that was presented, with the reason; deciding again replaces the decision."""
    desk.require(Permission.DECIDE)
    if proposal.state == Proposal.State.DRAFT:
        raise Refused("not_presented", _("This proposal is still being written. It has to be presented first."))
    if outcome in REFERS and not refers_to.strip():
        raise Refused("refers_to", _("Say which plan it fits, or to whom it is passed on."))
    _happened(decided_on)
    fields = {"outcome": outcome, "reason": reason, "conditions": conditions, "refers_to": refers_to}
    values = fields | {"decided_on": decided_on, "decided_by": desk.user}
    decision, _made = Decision.objects.update_or_create(proposal=proposal, defaults=values)
    proposal.state = Proposal.State.DECIDED
    proposal.save(update_fields=["state"])
    log("proposal-decided", actor=desk.user, coalition=desk.coalition, thing=proposal)
    return decision


def _follow(desk: Desk, proposal: Proposal) -> None:
    desk.require(Permission.FOLLOW_UP)
    if proposal.state != Proposal.State.DECIDED:
        raise Refused("not_decided", _("Nothing was decided on this proposal yet. Follow it once that is done."))


@transaction.atomic
def agree(*, desk: Desk, proposal: Proposal, who: str, what: str, before: date) -> Agreement:
    """Write down who does what, and before when."""
    _follow(desk, proposal)
    agreement = Agreement.objects.create(proposal=proposal, who=who, what=what, before=before)
    log("agreement-made", actor=desk.user, coalition=desk.coalition, thing=proposal)
    return agreement


@transaction.atomic
def mark_done(*, desk: Desk, agreement: Agreement, done: bool = True) -> None:
    """Mark an agreement as done today, or as not done after all."""
    _follow(desk, agreement.proposal)
    agreement.done_on = timezone.localdate() if done else None
    agreement.save(update_fields=["done_on"])
    log("agreement-done" if done else "agreement-not-done", actor=desk.user, coalition=desk.coalition, thing=agreement)


@transaction.atomic
def write_progress(
    *, desk: Desk, proposal: Proposal, status: str, text: str, on: date, public: bool = True
) -> ProgressEntry:
    """Write how it goes with a proposal; public lines are for the tellers."""
    _follow(desk, proposal)
    _happened(on)
    entry = ProgressEntry.objects.create(
        proposal=proposal, status=status, text=text, on=on, public=public, written_by=desk.user
    )
    log("progress-written", actor=desk.user, coalition=desk.coalition, thing=proposal)
    return entry
