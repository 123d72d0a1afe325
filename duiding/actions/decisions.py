"""Deciding on proposals, agreeing who does what, and writing down how it goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.actions.announcing import tell_programs
from duiding.actions.followers import concern
from duiding.mails import tell_followers
from duiding.models import Agreement, Decision, ProgressEntry, Proposal
from duiding.queries.decided import as_shown
from duiding.queries.proposals import standing_of
from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.roles import Permission

REFERS = (Decision.Outcome.RUNNING, Decision.Outcome.PASSED_ON)


@contextmanager
def moved_on(proposal: Proposal) -> Iterator[None]:
    """Tell everybody whom it concerns when a proposal stands otherwise after what happens within."""
    before = standing_of(proposal)
    yield
    after = standing_of(Proposal.objects.get(pk=proposal.pk))
    if after != before:
        tell_followers(proposal, after)
        tell_programs(proposal)


def _happened(day: date) -> None:
    if day > timezone.localdate():
        raise Refused("to_come", _("This day is still to come. Choose today, or a day before it."))


def _as_seen(proposal: Proposal, standing: Decision | None, seen: str, values: dict[str, object]) -> None:
    """Refuse to decide on a page that is outdated: somebody decided otherwise, or changed what the proposal says."""
    if standing and all(getattr(standing, name) == value for name, value in values.items()):
        return  # the button was pressed twice
    if seen != as_shown(proposal) and (seen or standing):
        message = _(
            "Since you opened this page somebody decided, or changed the proposal. Nothing was saved; your words are "
            "still here. Read what it says now. Saving again puts your decision in place of theirs."
        )
        raise Refused("outdated", message, status=409)


def _written(decision: Decision, values: dict[str, object], desk: Desk) -> Decision:
    """Write a decision; the history keeps every one."""
    for name, value in values.items():
        setattr(decision, name, value)
    kept: Any = decision
    kept._history_user = desk.user  # read by simple_history
    decision.save()
    return decision


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
    seen: str | None = None,
) -> Decision:
    """Decide on a proposal that was presented, with the reason; what was decided before is kept.

    `seen` is what the page showed (`as_shown`), for who decides on a page.
    """
    desk.require(Permission.DECIDE)
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state == Proposal.State.DRAFT:
        raise Refused("not_presented", _("This proposal is still being written. It has to be presented first."))
    if outcome in REFERS and not refers_to.strip():
        raise Refused("refers_to", _("Say which plan it fits, or to whom it is passed on."))
    _happened(decided_on)
    fields = {"outcome": outcome, "reason": reason, "conditions": conditions, "refers_to": refers_to}
    values = fields | {"decided_on": decided_on, "decided_by": desk.user}
    standing = Decision.objects.filter(proposal=proposal).first()
    if seen is not None:
        _as_seen(held, standing, seen, values)
    with moved_on(proposal):
        decision = _written(standing or Decision(proposal=proposal), values, desk)
        proposal.state = Proposal.State.DECIDED
        proposal.save(update_fields=["state"])
    concern(proposal, desk.user)
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
    *, desk: Desk, proposal: Proposal, status: str, text: str, on: date, public: bool = True, **more: str
) -> ProgressEntry:
    """Write how it goes with a proposal; public lines are for the tellers, `more` is for members."""
    _follow(desk, proposal)
    _happened(on)
    with moved_on(proposal):
        entry = ProgressEntry.objects.create(
            proposal=proposal, status=status, text=text, on=on, public=public, written_by=desk.user, **more
        )
    log("progress-written", actor=desk.user, coalition=desk.coalition, thing=proposal)
    return entry
