"""What tellers see when a page is not there or fails: help lines and a way to leave quickly stay in view."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from vertelpunt.views.context import context_without_database

FOR_TELLERS = ("/v/", "/code/", "/think-along/")


def _for_teller(request: HttpRequest) -> bool:
    return request.path.startswith(FOR_TELLERS)


def _page(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    """Show a page that asks the database nothing."""
    return render(request, "vertelpunt/fault.html", context_without_database() | {"reason": reason}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read."""
    return _page(request, "unreadable", 400) if _for_teller(request) else defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that is not there."""
    return _page(request, "not_here", 404) if _for_teller(request) else defaults.page_not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer when something went wrong with us."""
    return _page(request, "failed", 500) if _for_teller(request) else defaults.server_error(request)
