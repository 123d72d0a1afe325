"""Links that carry a secret: to tell how a proposal goes, and to stop mails. Each serves one purpose and expires."""

from django.core import signing
from django.http import HttpRequest, HttpResponse

from duiding.models import Follower
from lib.cookies import keep
from lib.links import whole_address

REPORT, STOP, HERE = "duiding.report", "duiding.stop", "duiding.reporting"
REPORT_SECONDS = 30 * 24 * 60 * 60
STOP_SECONDS = 2 * 365 * 24 * 60 * 60
HERE_SECONDS = 2 * 60 * 60
COOKIE, PATH = "report", "/report/"


def report_link(follower: Follower) -> str:
    """Return the address by which the owner tells how it goes, without an account."""
    return whole_address("duiding:report_arrive", signing.dumps(follower.pk, salt=REPORT))


def stop_link(follower: Follower) -> str:
    """Return the address that stops mails about one proposal to one person."""
    return whole_address("duiding:stop", signing.dumps(follower.pk, salt=STOP))


def _follower(key: str, salt: str, seconds: int) -> Follower | None:
    try:
        pk = signing.loads(key, salt=salt, max_age=seconds)
    except (signing.BadSignature, ValueError):
        return None
    return Follower.objects.select_related("proposal__coalition", "proposal__decision").filter(pk=pk).first()


def stopping(key: str) -> Follower | None:
    """Return whose mails `key` stops."""
    return _follower(key, STOP, STOP_SECONDS)


def arriving(key: str) -> Follower | None:
    """Return the owner whose link has `key`, as long as it is theirs and has not expired."""
    return _owner(_follower(key, REPORT, REPORT_SECONDS))


def reporting(request: HttpRequest) -> Follower | None:
    """Return the owner who came in by a link a short while ago."""
    return _owner(_follower(request.COOKIES.get(COOKIE, ""), HERE, HERE_SECONDS))


def _owner(follower: Follower | None) -> Follower | None:
    if follower is None or not follower.owner or follower.proposal.hidden:
        return None
    return follower


def let_in(response: HttpResponse, follower: Follower) -> HttpResponse:
    """Let this browser report for a while; the secret is no longer in its address."""
    keep(response, COOKIE, signing.dumps(follower.pk, salt=HERE), path=PATH, seconds=HERE_SECONDS)
    return response


def let_out(response: HttpResponse) -> HttpResponse:
    """Let this browser forget who reports."""
    response.delete_cookie(COOKIE, path=PATH)
    return response
