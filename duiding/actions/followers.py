"""Who hears of a proposal: added by the coalition, stopped by themselves; and owners who ask each other."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.mails import ask_owner
from duiding.models import Follower, Pair, Proposal
from duiding.overdue import paired
from duiding.queries.following import running_in
from lib.errors import Refused
from lib.secrets import keyed_digest
from people.access import Desk
from people.actions import log
from people.models import User
from people.roles import Permission
from vertelpunt import ledger

PURPOSE = "follower"


def concern(proposal: Proposal, user: User | None) -> None:
    """Let a member who wrote or decided hear how it goes, unless they stopped that before."""
    if user is not None and user.is_active:
        digest = keyed_digest(PURPOSE, user.email.lower())
        Follower.objects.get_or_create(proposal=proposal, digest=digest, defaults={"email": user.email})


def ledger_key(follower: Follower) -> str:
    """Return what the ledger calls somebody who stopped mails about a proposal."""
    return f"{follower.proposal_id}:{follower.digest}"


@transaction.atomic
def add_follower(*, desk: Desk, proposal: Proposal, email: str, owner: bool = False) -> Follower:
    """Let somebody hear of a proposal; as its owner they are asked how it goes as well."""
    desk.require(Permission.FOLLOW_UP)
    reach = email.strip().lower()
    digest = keyed_digest(PURPOSE, reach)
    found = proposal.followers.filter(digest=digest).first()
    if found is not None and found.stopped_on:
        raise Refused("stopped", _("This person said that they want no more mails about it. Talk with them instead."))
    if owner:
        proposal.followers.filter(owner=True).exclude(digest=digest).update(owner=False)
    made, _new = Follower.objects.update_or_create(
        proposal=proposal, digest=digest, defaults={"email": reach, **({"owner": True} if owner else {})}
    )
    ledger.undo(PURPOSE, ledger_key(made), timezone.localdate())
    log("follower-added", actor=desk.user, coalition=desk.coalition, thing=proposal)
    return made


@transaction.atomic
def remove_follower(*, desk: Desk, follower: Follower) -> None:
    """Let somebody hear no more of a proposal, as the coalition sees it."""
    desk.require(Permission.FOLLOW_UP)
    log("follower-removed", actor=desk.user, coalition=desk.coalition, thing=follower.proposal)
    follower.delete()


@transaction.atomic
def stop_mails(*, follower: Follower) -> None:
    """Forget the address of who wants no more mails; the keyed digest stays, so that nobody adds them again."""
    if follower.stopped_on is None:
        ledger.note(PURPOSE, [ledger_key(follower)], timezone.localdate())
        follower.email, follower.stopped_on = "", timezone.localdate()
        follower.save(update_fields=["email", "stopped_on"])


@transaction.atomic
def invite_owner(*, desk: Desk, proposal: Proposal) -> None:
    """Send the owner the link by which they tell how it goes, now."""
    desk.require(Permission.FOLLOW_UP)
    owner = proposal.followers.filter(owner=True, stopped_on=None).first()
    if owner is None:
        raise Refused("no_owner_address", _("There is no mail address of the owner yet. Add it first."))
    ask_owner(owner)
    owner.reminded_on = timezone.localdate()
    owner.save(update_fields=["reminded_on"])
    log("owner-asked", actor=desk.user, coalition=desk.coalition, thing=proposal)


@transaction.atomic
def make_pairs(*, desk: Desk) -> int:
    """Let the owners of what is running ask each other, with somebody else than last time; tell them by mail."""
    desk.require(Permission.FOLLOW_UP)
    owners = {one.pk: one for one in running_in(desk.coalition)}
    if len(owners) < 2:
        raise Refused(
            "too_few_owners", _("Two owners are needed at least: proposals that are under way, each with an owner.")
        )
    last = Pair.objects.filter(coalition=desk.coalition).values_list("asks", "answers")
    before = {frozenset(pair) for pair in last}
    asks = paired(list(owners), before)
    Pair.objects.filter(coalition=desk.coalition).delete()
    today = timezone.localdate()
    Pair.objects.bulk_create(
        Pair(coalition=desk.coalition, asks=owners[one], answers=owners[other], made_on=today) for one, other in asks
    )
    for follower in Follower.objects.filter(proposal__in=list(owners), owner=True, stopped_on=None):
        ask_owner(follower, pair=True)
    log("owners-paired", actor=desk.user, coalition=desk.coalition)
    return len(asks)
