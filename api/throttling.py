"""How often one key, one person or one unknown sender may ask; counted where all processes count together."""

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from api.authentication import Program
from lib.limits import Limit, sender
from people.models import User

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which needs this module to begin with

SECONDS = 60
KNOWN = Limit("api-known", most=600, seconds=SECONDS)
UNKNOWN = Limit("api-unknown", most=120, seconds=SECONDS)


class PerMinute(BaseThrottle):
    """So many a minute; of an unknown sender only the keyed digest of its address is held, for that minute."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Tell whether whoever asks may go on."""
        limit, who = _limit(request)
        if limit.reached(who):
            return False
        limit.count(who)
        return True

    def wait(self) -> float:
        """Return after how many seconds it is worth asking again."""
        return float(SECONDS)


def _limit(request: Request) -> tuple[Limit, str]:
    if isinstance(request.auth, Program):
        return KNOWN, f"key-{request.auth.token.pk}"
    if isinstance(request.user, User):
        return KNOWN, f"user-{request.user.pk}"
    return UNKNOWN, sender(request._request)
