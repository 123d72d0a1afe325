"""How it goes, told by the owner with a link, or asked by another owner; the coalition shows it to everybody."""

from collections.abc import Sequence
from typing import TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.actions.decisions import moved_on
from duiding.models import Agreement, Follower, Pair, ProgressEntry, Proposal
from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.roles import Permission


class Report(TypedDict, total=False):
    """What an owner tells."""

    status: str
    text: str
    obstacles: str
    involved: str
    help_wanted: str


def _write(proposal: Proposal, report: Report, told_by: str) -> ProgressEntry:
    if proposal.state != Proposal.State.DECIDED:
        raise Refused("not_decided", _("Nothing was decided on this proposal yet. Follow it once that is done."))
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    told = {"on": timezone.localdate(), "told_by": told_by, **report}
    before = proposal.progress.filter(**told).first()
    if before is not None:  # the button was pressed twice
        return before
    with moved_on(proposal):
        entry = ProgressEntry.objects.create(proposal=proposal, public=False, **told)
    log("progress-told", actor=None, coalition=proposal.coalition, thing=proposal)
    return entry


@transaction.atomic
def report(*, owner: Follower, data: Report, done: Sequence[Agreement] = ()) -> ProgressEntry:
    """Tell how it goes, as its owner; on the public page only after somebody of the coalition read it."""
    proposal = owner.proposal
    entry = _write(proposal, data, ProgressEntry.Teller.OWNER)
    proposal.agreements.filter(pk__in=[one.pk for one in done], done_on=None).update(done_on=timezone.localdate())
    return entry


@transaction.atomic
def tell_for_other(*, pair: Pair, data: Report) -> ProgressEntry:
    """Write down what another owner answered, along the list."""
    return _write(pair.answers, data, ProgressEntry.Teller.INTERVIEW)


@transaction.atomic
def show_entry(*, desk: Desk, entry: ProgressEntry, public: bool) -> None:
    """Let everybody read a line of progress on the public page, or only members."""
    desk.require(Permission.FOLLOW_UP)
    entry.public = public
    entry.save(update_fields=["public"])
    log("progress-shown" if public else "progress-kept", actor=desk.user, coalition=desk.coalition, thing=entry)
