"""The cookies of participants: who they are in a session, and the invitation that a right code gives."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponse

from duiding.models import Participant, Session
from lib.cookies import keep

PATH = "/meet/"
PREFIX = "meet-"
INVITATION = "meeting"
INVITATION_SECONDS = 30 * 60
MOST = 10


@dataclass(frozen=True)
class Invitation:
    """A session whose code was right, and the table on whose sign it stood."""

    session: int
    table: int | None = None


def token_of(cookies: Mapping[str, str], session: int) -> str:
    """Return the token that this browser holds for `session`, or nothing."""
    return cookies.get(f"{PREFIX}{session}", "")


def tokens(cookies: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the sessions that this browser holds a token for, with the token."""
    names = [name for name in cookies if name.startswith(PREFIX) and name[len(PREFIX) :].isdigit()]
    for name in names[:MOST]:
        yield int(name[len(PREFIX) :]), cookies[name]


def keep_token(response: HttpResponse, participant: Participant, token: str) -> None:
    """Let this browser be `participant` until it is closed."""
    keep(response, f"{PREFIX}{participant.session_id}", token, path=PATH)
    response.delete_cookie(INVITATION, path=PATH)


def drop_token(response: HttpResponse, session: int) -> None:
    """Let this browser forget who it was in `session`."""
    response.delete_cookie(f"{PREFIX}{session}", path=PATH)


def keep_invitation(response: HttpResponse, session: Session, table: int | None) -> None:
    """Let this browser through to choose a name, for half an hour."""
    value = signing.dumps([session.pk, table], salt=INVITATION)
    keep(response, INVITATION, value, path=PATH, seconds=INVITATION_SECONDS)


def invitation(request: HttpRequest, session: int) -> Invitation | None:
    """Return the invitation of this browser for `session`."""
    try:
        invited, table = signing.loads(
            request.COOKIES.get(INVITATION, ""), salt=INVITATION, max_age=INVITATION_SECONDS
        )
    except (signing.BadSignature, json.JSONDecodeError, ValueError):
        return None
    return Invitation(invited, table) if invited == session else None
