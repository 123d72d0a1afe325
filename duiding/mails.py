"""Mails of duiding: they say which proposal it is about, and nothing of its content."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from duiding.models import Proposal
from people.actions import post
from people.models import User
from people.roles import MAY, Permission

DECIDERS = [role for role, may in MAY.items() if Permission.DECIDE in may]


def tell_deciders(proposal: Proposal) -> None:
    """Tell who decides in the coalition that a proposal waits for them."""
    at = {"memberships__coalition": proposal.coalition, "memberships__role__in": DECIDERS}
    values = {"number": proposal.number, "coalition": proposal.coalition}
    with override(settings.LANGUAGE_CODE):
        subject = _("Proposal %(number)d of %(coalition)s waits for a decision") % values
        body = _(
            "Proposal %(number)d of %(coalition)s was presented to you. "
            "Sign in and open “Proposals”: what waits for a decision stands on top."
        )
        for user in User.objects.filter(is_active=True, **at).distinct():
            post(to=user.email, subject=subject, body=body % values, coalition=proposal.coalition)
