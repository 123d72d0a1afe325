"""What is asked every day: of owners how it goes, of who decides whether they have decided."""

from datetime import date

from django.db import transaction

from duiding.mails import ask_owner, tell_deciders
from duiding.models import Follower, Proposal
from duiding.overdue import asks_decider, asks_owner
from duiding.queries.following import course_of, with_course


def remind_owners(today: date) -> int:
    """Ask owners from whom nothing was heard for four weeks, or whose agreement comes near; return how many."""
    waiting = Follower.objects.filter(owner=True, stopped_on=None, proposal__hidden=False)
    by_proposal = {one.proposal_id: one for one in waiting}
    asked = 0
    for proposal in with_course(Proposal.objects.filter(pk__in=by_proposal)):
        last = next(iter(proposal.progress.all()), None)
        if asks_owner(course_of(proposal, last), by_proposal[proposal.pk].reminded_on, today):
            asked += _ask(by_proposal[proposal.pk].pk, today)
    return asked


@transaction.atomic
def _ask(follower: int, today: date) -> int:
    """Ask one owner, unless another process did so today."""
    found = Follower.objects.select_for_update().select_related("proposal__coalition", "proposal__vertelpunt")
    owner = found.get(pk=follower)
    if owner.reminded_on == today or owner.stopped_on:
        return 0
    ask_owner(owner)
    owner.reminded_on = today
    owner.save(update_fields=["reminded_on"])
    return 1


@transaction.atomic
def remind_deciders(today: date) -> int:
    """Ask who decides a week before the day, on the day, and every week after; return about how many proposals."""
    waiting = Proposal.objects.filter(state=Proposal.State.PRESENTED, hidden=False, decide_before__isnull=False)
    due = [
        one
        for one in waiting.select_related("coalition", "decides_at", "decider")
        if asks_decider(one.decide_before, today)
    ]
    for proposal in due:
        tell_deciders(proposal, again=True)
    return len(due)
