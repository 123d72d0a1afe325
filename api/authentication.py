"""Who asks: a program with a key in its header, or somebody who is signed in."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from people.access import ProgramDesk
from people.actions.tokens import desk_with
from people.models import ApiToken, User

SCHEME = "bearer"
LONGEST = 100


@dataclass(frozen=True)
class Program:
    """A program that showed a key, with the desk that the key gives."""

    token: ApiToken
    desk: ProgramDesk


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer` and a key."""

    def authenticate(self, request: Request) -> tuple[User, Program] | None:
        """Return who made the key, and the program; refuse a key that does not work."""
        header = request.headers.get("Authorization", "")
        if header.split(" ")[0].lower() != SCHEME:
            return None
        found = desk_with(header[len(SCHEME) :].strip()[:LONGEST])
        if found is None:
            raise AuthenticationFailed(
                _("This key does not work: it was ended, has expired or is not complete. Ask for a new one.")
            )
        return found[1].user, Program(*found)

    def authenticate_header(self, request: Request) -> str:
        """Say how one may ask."""
        return 'Bearer realm="api"'


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the description of the API names it."""

    target_class = "api.authentication.KeyAuthentication"
    name: ClassVar[str] = "key"  # type: ignore[misc]

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return its description."""
        return {"type": "http", "scheme": SCHEME}
