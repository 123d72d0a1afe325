"""What every public page of this floor shows: whose page it is, help lines, and a way to leave quickly."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse

from vertelpunt import queries
from vertelpunt.actions.loading import shipped_help_lines
from vertelpunt.models import Vertelpunt

SHOWN_AGAIN = "private, no-cache"  # with the usual no-store, Back to a posted page is an error page of the browser


def public_context(point: Vertelpunt | None) -> dict[str, Any]:
    """Return the context of a public page, of `point` or of no Vertelpunt in particular."""
    return {
        "point": point,
        "help_lines": queries.help_lines(point),
        "leave_to": settings.LEAVE_TO,
        "languages": [
            (code, name) for code, name in settings.TELLER_LANGUAGES if not point or code in point.languages
        ],
    }


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
