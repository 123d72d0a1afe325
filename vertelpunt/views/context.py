"""What every public page of this floor shows: whose page it is, help lines, and a way to leave quickly."""

from collections.abc import Iterable
from time import monotonic
from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.http import HttpResponse
from django.utils.safestring import SafeString

from vertelpunt import queries
from vertelpunt.actions.loading import shipped_help_lines
from vertelpunt.models import HelpLine, Vertelpunt

SHOWN_AGAIN = "private, no-cache"  # with the usual no-store, Back to a posted page is an error page of the browser
HELP_SECONDS = 10.0  # for which a process keeps help lines; what changed in this process is there at once
_help: dict[int | None, tuple[float, "HelpLines"]] = {}


class HelpLines(list[HelpLine]):
    """Help lines, and how they look on a page, by language."""

    def __init__(self, lines: Iterable[HelpLine] = ()) -> None:
        super().__init__(lines)
        self.drawn: dict[str | None, SafeString] = {}
        self.says = str([(one.name, one.phone, one.address, one.note) for one in self])


def public_context(point: Vertelpunt | None) -> dict[str, Any]:
    """Return the context of a public page, of `point` or of no Vertelpunt in particular."""
    return {
        "point": point,
        "help_lines": help_lines(point),
        "leave_to": settings.LEAVE_TO,
        "languages": [
            (code, name) for code, name in settings.TELLER_LANGUAGES if not point or code in point.languages
        ],
    }


def help_lines(point: Vertelpunt | None) -> HelpLines:
    """Return the help lines of a public page, read some seconds ago at most."""
    pk = point.pk if point else None
    until, lines = _help.get(pk, (0.0, HelpLines()))
    if monotonic() >= until:
        lines = HelpLines(queries.help_lines(point))
        _help[pk] = monotonic() + HELP_SECONDS, lines
    return lines


def forget_help_lines(**_sent: object) -> None:
    """Read the help lines again the next time."""
    _help.clear()


post_save.connect(forget_help_lines, HelpLine, dispatch_uid="vertelpunt.help_lines.saved")
post_delete.connect(forget_help_lines, HelpLine, dispatch_uid="vertelpunt.help_lines.deleted")


def context_without_database() -> dict[str, Any]:
    """Return the context of a public page that must come while the database does not answer."""
    return {
        "point": None,
        "help_lines": shipped_help_lines(),
        "leave_to": settings.LEAVE_TO,
        "languages": settings.TELLER_LANGUAGES,
    }


def shown_again(response: HttpResponse) -> HttpResponse:
    """Let the browser show the page once more when somebody presses Back; no other cache may keep it."""
    response.headers["Cache-Control"] = SHOWN_AGAIN
    return response
