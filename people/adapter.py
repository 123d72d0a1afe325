"""How sign-in works here: by invitation only; who has just signed in is not asked for the password again."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from lib.limits import sender


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes an account without an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count wrong passwords by the keyed digest of an address: none stands in the cache in clear."""
        return sender(request)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask for the password again only when signing in was longer ago than the usual few minutes."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0.0)
        return bool(time.time() - latest >= app_settings.REAUTHENTICATION_TIMEOUT)
