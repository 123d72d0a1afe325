"""How sign-in works here: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes an account without an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
