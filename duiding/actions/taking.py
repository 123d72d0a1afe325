"""Taking up the glove: somebody at a table, or a member, becomes the owner of a proposal that has none."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from duiding.access import Seat, must_be_open
from duiding.actions.followers import PURPOSE
from duiding.actions.once import Answer, once
from duiding.live import touch
from duiding.mails import tell_new_owner
from duiding.models import Follower, Proposal
from duiding.queries.board import proposals_at
from lib.errors import Refused
from lib.secrets import keyed_digest
from people.access import Desk
from people.actions import log
from people.roles import Permission

MOST_OWNER = 80


def _free(pk: int) -> Proposal:
    """Return a proposal that still has no owner, while nobody else can take it up."""
    proposal = Proposal.objects.select_for_update().get(pk=pk)
    if proposal.owner:
        message = _("%(who)s took up this proposal a moment ago. Ask whether you can help.")
        raise Refused("taken_up", str(message) % {"who": proposal.owner}, status=409)
    if not proposal.may_be_taken_up:
        raise Refused("not_to_take_up", _("This proposal is not carried out here. Choose another one."), status=409)
    return proposal


def _own(proposal: Proposal, name: str, email: str, *, anew: bool) -> None:
    """Make somebody the owner, reached at `email`; `anew`: also who stopped mails about it before."""
    reach = email.strip().lower()
    digest = keyed_digest(PURPOSE, reach)
    found = proposal.followers.filter(digest=digest).first()
    if found is not None and found.stopped_on and not anew:
        message = _("At this mail address somebody stopped the mails about this proposal. Give another address.")
        raise Refused("stopped", message, status=409)
    proposal.followers.filter(owner=True).exclude(digest=digest).update(owner=False)
    values = {"email": reach, "stopped_on": None, "owner": True}
    owner, _new = Follower.objects.update_or_create(proposal=proposal, digest=digest, defaults=values)
    proposal.owner = name[:MOST_OWNER]
    proposal.save(update_fields=["owner"])
    tell_new_owner(owner)


def take_up(*, seat: Seat, client_id: UUID, proposal: int, name: str, email: str) -> Answer:
    """Become the owner of a proposal of one's own table, with a name and a mail address."""

    def act() -> Answer:
        must_be_open(seat)
        found = proposals_at(seat.table).filter(number=proposal).first()
        if found is None:
            raise Refused("proposal_gone", _("This proposal is not on the table any more."), status=409)
        _own(_free(found.pk), name, email, anew=False)
        log("glove-taken-up", actor=seat.member, coalition=seat.session.coalition, thing=found)
        return {"proposal": found.number, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "take-up", "proposal": proposal, "name": name, "email": email}, act)


@transaction.atomic
def take_up_as_member(*, desk: Desk, proposal: Proposal) -> None:
    """Become the owner of a proposal of one's coalition, under the name and the address of one's account."""
    desk.require(Permission.READ_FIGURES)
    found = _free(proposal.pk)
    _own(found, str(desk.user), desk.user.email, anew=True)
    log("glove-taken-up", actor=desk.user, coalition=desk.coalition, thing=found)
    if found.cluster is not None:
        touch(found.cluster.board)
