"""What tellers see when a page is not there or fails: help lines and a way to leave quickly stay in view."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views import defaults
from redis import RedisError

from lib.context import site
from lib.languages import asked_language, best_language, offered_at
from vertelpunt.views.context import context_without_database

AGAIN_AFTER = 30  # seconds
FOR_TELLERS = ("/v/", "/code/", "/think-along/")


def _for_teller(request: HttpRequest) -> bool:
    return request.path.startswith(FOR_TELLERS)


def _page(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    """Show a page that asks the database nothing."""
    return render(request, "vertelpunt/fault.html", context_without_database() | {"reason": reason}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read, or that is more than we take at once."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return _page(request, "unreadable", 400) if _for_teller(request) else defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that is not there."""
    return _page(request, "not_here", 404) if _for_teller(request) else defaults.page_not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer when something went wrong with us, or when the database, or what counts guesses, is away for a moment."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError | RedisError):
        return away(request)
    return _page(request, "failed", 500) if _for_teller(request) else defaults.server_error(request)


def away(request: HttpRequest, *, busy: bool = False) -> HttpResponse:
    """Say that nothing can be read or kept just now, on a page that needs no database, session or sign-in."""
    teller = _for_teller(request)
    language = asked_language(request) or best_language(request, offered_at(request.path))
    name = "vertelpunt/fault.html" if teller else "503.html"
    context = site(request) | (context_without_database() if teller else {})
    context |= {"reason": "away", "busy": busy, "request": request, "sent": request.method not in ("GET", "HEAD")}
    with translation.override(language):
        page = render_to_string(name, context)
    headers = {"Retry-After": str(AGAIN_AFTER), "Content-Language": language}
    return HttpResponse(page, status=503, headers=headers)
