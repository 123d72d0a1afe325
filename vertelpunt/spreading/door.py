"""The cookies of partners: a secret from a link is exchanged for one at once, so that it leaves the address."""

from django.core import signing
from django.http import HttpRequest, HttpResponse

from lib.cookies import keep
from vertelpunt.actions.reminding import contact_with
from vertelpunt.models import PartnerContact, PartnerLink

PATH = "/partner/"
LINK, STOP = "partner-link", "partner-stop"
SECONDS = 8 * 60 * 60


def keep_link(response: HttpResponse, link: PartnerLink) -> None:
    """Let this browser see the part of the partner whose link was opened."""
    keep(response, LINK, signing.dumps(link.pk, salt=LINK), path=PATH, seconds=SECONDS)


def link_of(request: HttpRequest) -> int | None:
    """Return the key of the link that this browser opened; whether it still works is for the database to say."""
    try:
        return int(signing.loads(request.COOKIES.get(LINK, ""), salt=LINK, max_age=SECONDS))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def keep_stop(response: HttpResponse, key: str) -> None:
    """Let this browser stop the reminders that `key` is for."""
    keep(response, STOP, key, path=PATH, seconds=SECONDS)


def stopping(request: HttpRequest) -> PartnerContact | None:
    """Return whom this browser may stop reminders for."""
    return contact_with(request.COOKIES.get(STOP, ""))
