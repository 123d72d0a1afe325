"""Roles that see unreleased stories need a second factor; allauth itself requires nothing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from people.models import User
from people.second_step import lacks_second_step

OPEN_PREFIXES = ("/accounts/", "/static/", "/v/", "/code/", "/meet/", "/help/")
OPEN_PAGES = ("people:totp_qr",)  # part of setting up the second step itself


def is_open(path: str) -> bool:
    """Tell whether a page needs no second step."""
    return path.startswith(OPEN_PREFIXES) or path in [reverse(name) for name in OPEN_PAGES]


class RequireMfa:
    """Send somebody whose role needs a second factor to set one up first; the demo waives it under its banner."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_open(request.path) or not isinstance(request.user, User):
            return self.get_response(request)
        if lacks_second_step(request.user):
            return redirect("mfa_activate_totp")
        return self.get_response(request)
