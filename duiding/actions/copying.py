"""A proposal goes to another coalition: taken over as «we do this too», or handed over to who can decide."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.actions.followers import concern
from duiding.actions.proposals import next_number
from duiding.mails import tell_deciders, tell_of_copy
from duiding.models import Proposal
from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.models import Coalition, User
from people.roles import Permission
from vertelpunt.access import vertelpunten_for
from vertelpunt.models import Vertelpunt

TAKEN = ("title", "we_see", "we_want", "so_that", "needs", "theme", "level")


def _copy(source: Proposal, to: Coalition, point: Vertelpunt, user: User, **fields: object) -> Proposal:
    return Proposal.objects.create(
        coalition=to,
        number=next_number(to),
        vertelpunt=point,
        copied_from=source,
        created_by=user,
        **{name: getattr(source, name) for name in TAKEN},
        **fields,
    )


@transaction.atomic
def take_over(*, desk: Desk, source: Proposal, vertelpunt: Vertelpunt) -> Proposal:
    """Begin a proposal of one's own from one of another coalition, once, and tell who takes that up."""
    desk.require(Permission.PREPARE_SESSIONS)
    if source.coalition_id == desk.coalition.pk:
        raise Refused("own_proposal", _("This is a proposal of your own coalition."))
    before = source.copies.filter(coalition=desk.coalition).first()
    if before is not None:
        return before
    made = _copy(source, desk.coalition, vertelpunt, desk.user)
    concern(made, desk.user)
    tell_of_copy(source, made)
    log("proposal-taken-over", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


def may_receive(coalition: Coalition) -> list[Coalition]:
    """Return the coalitions to which `coalition` can hand a proposal over: those above it and right below it."""
    return [*coalition.with_ancestors()[1:], *coalition.children.all()]


@transaction.atomic
def hand_over(*, desk: Desk, source: Proposal, to: Coalition) -> Proposal:
    """Put a proposal before who decides in another coalition, once."""
    desk.require(Permission.DECIDE)
    before = source.copies.filter(coalition=to, passed_on=True).first()
    if before is not None:
        return before
    there = vertelpunten_for(to)
    point = there.filter(pk=source.vertelpunt_id).first() or there.first()
    if point is None or to not in may_receive(source.coalition):
        raise Refused(
            "cannot_receive",
            _("That coalition does not work here yet. Write down to whom it goes, and tell them yourself."),
        )
    today = timezone.localdate()
    made = _copy(source, to, point, desk.user, state=Proposal.State.PRESENTED, presented_on=today, passed_on=True)
    concern(made, desk.user)
    tell_deciders(made)
    log("proposal-handed-over", actor=desk.user, coalition=desk.coalition, thing=made)
    return made
