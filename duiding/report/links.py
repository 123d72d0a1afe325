"""The link by which somebody who took part reads the report: for half a year, and out of the address at once."""

from django.core import signing
from django.http import HttpRequest, HttpResponse

from duiding.models import Invitee, Session
from lib.cookies import keep
from lib.links import whole_address

SALT, HERE = "duiding.session-report", "duiding.reading-report"
SECONDS = 180 * 24 * 60 * 60
HERE_SECONDS = 2 * 60 * 60
COOKIE, PATH = "session-report", "/meeting-report/"


def read_link(invitee: Invitee) -> str:
    """Return the address by which somebody reads the report of their session."""
    return whole_address("duiding:read_arrive", signing.dumps(invitee.pk, salt=SALT))


def _session(key: str, salt: str, seconds: int) -> tuple[int, Session] | None:
    try:
        pk = int(signing.loads(key, salt=salt, max_age=seconds))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    people = Invitee.objects.select_related("session__coalition", "session__vertelpunt")
    found = people.filter(pk=pk, session__report__sent__invitee=pk).first()
    return (found.pk, found.session) if found else None


def arriving(key: str) -> int | None:
    """Return who comes in by `key`, as long as it works and the report was sent to them."""
    found = _session(key, SALT, SECONDS)
    return found[0] if found else None


def read_by(request: HttpRequest) -> Session | None:
    """Return the session whose report this browser may read, of who came in by a link a short while ago."""
    found = _session(request.COOKIES.get(COOKIE, ""), HERE, HERE_SECONDS)
    return found[1] if found else None


def let_in(response: HttpResponse, invitee: int) -> HttpResponse:
    """Let this browser read for a while; the secret is no longer in its address."""
    keep(response, COOKIE, signing.dumps(invitee, salt=HERE), path=PATH, seconds=HERE_SECONDS)
    return response
