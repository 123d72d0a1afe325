"""The cookies of participants: who they are in a session, the invitation that a right code gives, and coming back."""

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
WAITING = "return-"
WAITING_SECONDS = 2 * 60 * 60
PASSING = "passing"
PASSING_SECONDS = 10 * 60
OWN_SECONDS = 12 * 60 * 60  # on somebody's own phone: a day of meeting, however long the pocket was closed
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


def keep_token(response: HttpResponse, participant: Participant, token: str, *, own: bool = False) -> None:
    """Let this browser be `participant` until it is closed; for twelve hours on somebody's `own` phone."""
    keep(response, f"{PREFIX}{participant.session_id}", token, path=PATH, seconds=OWN_SECONDS if own else None)
    response.delete_cookie(INVITATION, path=PATH)
    drop_waiting(response, participant.session_id)


def drop_token(response: HttpResponse, session: int) -> None:
    """Let this browser forget who it was in `session`."""
    response.delete_cookie(f"{PREFIX}{session}", path=PATH)
    drop_waiting(response, session)


def keep_waiting(response: HttpResponse, session: Session, token: str) -> None:
    """Let this browser wait until it is let in."""
    keep(response, f"{WAITING}{session.pk}", token, path=PATH, seconds=WAITING_SECONDS)


def waiting_token(cookies: Mapping[str, str], session: int) -> str:
    """Return the token with which this browser waits to be let in, or nothing."""
    return cookies.get(f"{WAITING}{session}", "")


def drop_waiting(response: HttpResponse, session: int) -> None:
    """Let this browser wait no longer."""
    response.delete_cookie(f"{WAITING}{session}", path=PATH)


def keep_passing(response: HttpResponse, key: str) -> None:
    """Let this browser say whether it goes on with the seat of another device."""
    keep(response, PASSING, key, path=PATH, seconds=PASSING_SECONDS)


def passing(cookies: Mapping[str, str]) -> str:
    """Return the key to the seat of another device, or nothing."""
    return cookies.get(PASSING, "")


def drop_passing(response: HttpResponse) -> None:
    """Forget the key to the seat of another device."""
    response.delete_cookie(PASSING, path=PATH)


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
