"""Middleware that every page passes: language, private headers, refusals as a plain page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from lib.cookies import keep
from lib.errors import Refused
from lib.languages import asked_language, best_language, offered_at, previews

Handler = Callable[[HttpRequest], HttpResponse]


class Language:
    """Answer in the language that the reader chose, else the browser's, else Dutch.

    A choice is kept in a cookie that ends with the browser; without a choice nothing is kept.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = asked_language(request)
        language = asked or best_language(request, offered_at(request.path))
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE or language)
        if asked and not previews(request.path):  # who looks how a page is in Arabic goes on in Dutch elsewhere
            keep(response, settings.LANGUAGE_COOKIE_NAME, asked)
        return response


class PrivateHeaders:
    """Keep pages out of shared caches and switch off what no page needs."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


def _back(request: HttpRequest) -> str:
    """Return the page that somebody came from, if it is ours: what was posted often has no page of its own."""
    came_from = request.headers.get("Referer", "")
    return came_from if url_has_allowed_host_and_scheme(came_from, {request.get_host()}) else request.path


class RefusedAsPage:
    """Show a refusal that no view handled as a plain page with what is wrong, what was kept and what to do."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"code": exception.code, "message": str(exception.message)}, status=exception.status)
        return render(request, "refused.html", {"refused": exception, "back": _back(request)}, status=exception.status)
