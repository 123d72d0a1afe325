"""Sign-in through an organisation's own provider (OpenID Connect): for accounts that are here, never for new ones."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

from people.models import User


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Nobody gets an account by signing in elsewhere; the mail address, verified there, says who it is."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Believe an address only when the provider says that it was verified."""
        verified = [address.email.lower() for address in login.email_addresses if address.verified]
        return email.lower() in verified and User.objects.filter(email=email.lower(), is_active=True).exists()

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """Take nothing over: name and roles are kept here."""
        sociallogin.user.email = (data.get("email") or "").lower()
        return sociallogin.user
