"""Who must have a second step: staff, and roles that see unreleased stories; the demo waives it under its banner."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from people.models import User
from people.roles import SEES_UNRELEASED


def lacks_second_step(user: User) -> bool:
    """Tell whether this person must set up a second step first."""
    needs = user.is_staff or user.memberships.filter(role__in=SEES_UNRELEASED).exists()
    return not settings.DEMO and needs and not is_mfa_enabled(user)
