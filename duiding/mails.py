"""Mails of duiding: they say which proposal it is about, and nothing of its content."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from duiding.models import Follower, Proposal
from duiding.queries.following import DECIDERS
from duiding.secret_links import report_link, stop_link
from lib.links import whole_address
from people.actions import post
from people.models import User


def _values(proposal: Proposal) -> dict[str, object]:
    return {"number": proposal.number, "coalition": proposal.coalition}


def who_decides(proposal: Proposal) -> Iterable[User]:
    """Return who is asked to decide: the person named, else everybody who decides where that person did."""
    if proposal.decider is not None and proposal.decider.is_active:
        return [proposal.decider]
    where = proposal.decides_at or proposal.coalition
    at = {"memberships__coalition": where, "memberships__role__in": DECIDERS}
    return User.objects.filter(is_active=True, **at).distinct()


def where_decided(proposal: Proposal) -> str:
    """Return the address where who decides finds a proposal."""
    if proposal.decides_at is not None and proposal.decides_at_id != proposal.coalition_id:
        return whole_address("duiding:asked", proposal.decides_at.slug, proposal.pk)
    return whole_address("duiding:proposal", proposal.coalition.slug, proposal.number)


def tell_deciders(proposal: Proposal, *, again: bool = False) -> None:
    """Tell who decides that a proposal waits for them, and before when."""
    values = _values(proposal)
    with override(settings.LANGUAGE_CODE):
        subject = _("Proposal %(number)d of %(coalition)s waits for a decision") % values
        lines = [_("Proposal %(number)d of %(coalition)s was presented to you.") % values]
        if again:
            lines = [_("Proposal %(number)d of %(coalition)s still waits for your decision.") % values]
        if proposal.decide_before:
            day = f"{proposal.decide_before:%d-%m-%Y}"
            lines.append(_("A decision is asked before %(day)s.") % {"day": day})
        lines.append(_("Sign in and read it here: %(address)s") % {"address": where_decided(proposal)})
        for user in who_decides(proposal):
            post(to=user.email, subject=subject, body="\n\n".join(lines), coalition=proposal.coalition)


def _post_follower(follower: Follower, subject: str, lines: list[str]) -> None:
    stop = stop_link(follower)
    why = _("You get this because %(coalition)s noted that this proposal concerns you.")
    values = {"coalition": follower.proposal.coalition}
    body = "\n\n".join([*lines, "--\n" + why % values, _("No more mails about it: %(address)s") % {"address": stop}])
    coalition = follower.proposal.coalition
    post(to=follower.email, subject=subject, body=body, coalition=coalition, unsubscribe=stop)


def tell_followers(proposal: Proposal, standing: str) -> None:
    """Tell everybody whom it concerns that it stands otherwise with a proposal."""
    values = _values(proposal) | {"standing": standing}
    with override(settings.LANGUAGE_CODE):
        subject = _("Proposal %(number)d of %(coalition)s: %(standing)s") % values
        lines = [_("It stands otherwise with proposal %(number)d of %(coalition)s. It is now: %(standing)s.") % values]
        if proposal.public:
            page = whole_address("duiding:outcomes", proposal.vertelpunt.slug, fragment=f"proposal-{proposal.pk}")
            lines.append(_("What tellers read of it: %(address)s") % {"address": page})
        for follower in proposal.followers.filter(stopped_on=None):
            _post_follower(follower, subject, lines)


def tell_new_owner(follower: Follower) -> None:
    """Confirm to who took up a proposal that they did, and what follows."""
    values = _values(follower.proposal)
    with override(settings.LANGUAGE_CODE):
        subject = _("You took up proposal %(number)d of %(coalition)s") % values
        lines = [
            _("You took up proposal %(number)d of %(coalition)s. Thank you.") % values,
            _("Now and then you get a mail with a link. With it you tell in two minutes how it goes."),
            _("Did you not do this? Then somebody typed your address. Stop the mails with the link below."),
        ]
        _post_follower(follower, subject, lines)


def ask_owner(follower: Follower, *, pair: bool = False) -> None:
    """Ask the owner how it goes, with a link that needs no account."""
    values = _values(follower.proposal)
    with override(settings.LANGUAGE_CODE):
        subject = _("How does it go with proposal %(number)d of %(coalition)s?") % values
        lines = [_("You took up proposal %(number)d of %(coalition)s. How does it go?") % values]
        if pair:
            lines.append(_("You also ask another owner how it goes, along a short list. It is on the same page."))
        lines.append(_("Tell it in two minutes, without an account: %(address)s") % {"address": report_link(follower)})
        lines.append(_("The link is yours alone and works for 30 days."))
        _post_follower(follower, subject, lines)


def tell_of_copy(proposal: Proposal, copy: Proposal) -> None:
    """Tell the owner of a proposal, and who wrote it, that another coalition does it too."""
    values = _values(proposal) | {"other": copy.coalition}
    with override(settings.LANGUAGE_CODE):
        subject = _("%(other)s also takes up proposal %(number)d of %(coalition)s") % values
        line = _("%(other)s also takes up proposal %(number)d of %(coalition)s. It started from your words.") % values
        writer = proposal.created_by.email if proposal.created_by and proposal.created_by.is_active else None
        concerned = proposal.followers.filter(Q(owner=True) | Q(email__iexact=writer), stopped_on=None)
        for follower in concerned:
            _post_follower(follower, subject, [line])
