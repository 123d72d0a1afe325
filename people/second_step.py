"""Who must have a second step: staff, who sees unreleased stories, who lets people in; the demo waives it."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from people.models import User
from people.roles import NEEDS_SECOND_STEP


def lacks_second_step(user: User) -> bool:
    """Tell whether this person must set up a second step first."""
    needs = user.is_staff or user.memberships.filter(role__in=NEEDS_SECOND_STEP).exists()
    return not settings.DEMO and needs and not is_mfa_enabled(user)
