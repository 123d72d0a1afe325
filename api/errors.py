"""Errors as programs read them: a code that stays, a sentence for people, and what is wrong where."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError, Throttled, UnsupportedMediaType, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from lib.errors import Refused
from vertelpunt.views.faults import AGAIN_AFTER


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer to an error that a program may see; None for one that is ours."""
    if isinstance(error, Refused):
        faults = getattr(error, "faults", None)
        again = {"Retry-After": str(AGAIN_AFTER)} if error.status == 503 else None
        return Response(_body(error.code, str(error.message), faults), status=error.status, headers=again)
    response = exception_handler(error, context)
    if response is not None:
        response.data = _told(error)
    return response


def _told(error: Exception) -> dict[str, Any]:
    if isinstance(error, Http404):
        return _body("not_found", _("This is not here."))
    if isinstance(error, PermissionDenied):
        return _body("permission_denied", _("This is not allowed."))
    if isinstance(error, ValidationError):
        return _body("invalid", _("Something is missing or does not fit."), _flat(error.detail))
    if isinstance(error, Throttled):
        return _body("throttled", _("Too many requests. Ask again after as many seconds as Retry-After says."))
    if isinstance(error, ParseError):
        return _body("parse_error", _("This is no JSON that can be read. Nothing was kept."))
    if isinstance(error, UnsupportedMediaType):
        return _body("unsupported_media_type", _("Send JSON, with Content-Type: application/json. Nothing was kept."))
    assert isinstance(error, APIException)  # noqa: S101  exception_handler knows no others
    return _body(str(error.get_codes()), str(error.detail))


def _flat(detail: Any) -> dict[str, str]:
    """Return the first fault of each field."""
    if not isinstance(detail, dict):
        return {}
    return {str(name): _first(found) for name, found in detail.items()}


def _first(found: Any) -> str:
    while isinstance(found, list | dict):
        found = next(iter(found.values() if isinstance(found, dict) else found), "")
    return str(found)


def _body(code: str, detail: str, faults: dict[str, str] | None = None) -> dict[str, Any]:
    return {"code": code, "detail": detail} | ({"faults": faults} if faults else {})


def not_found(request: HttpRequest) -> JsonResponse:
    """Answer for an address below the API that is not there."""
    return JsonResponse(_body("not_found", _("This is not here.")), status=404)


def failed(page: HttpResponse) -> JsonResponse:
    """Say what a page says to people: something went wrong with us, or it is busy and one may come back."""
    away = page.status_code == 503
    words = _("Nothing can be read or kept just now. Ask again later.") if away else _("Something went wrong with us.")
    again = {"Retry-After": page.headers["Retry-After"]} if "Retry-After" in page.headers else {}
    return JsonResponse(_body("away" if away else "failed", words), status=page.status_code, headers=again)


def busy() -> JsonResponse:
    """Say that there are too many at once just now, and after how many seconds one may ask again."""
    words = _("It is very busy just now. Nothing was read or kept. Ask again later.")
    return JsonResponse(_body("busy", words), status=503, headers={"Retry-After": str(AGAIN_AFTER)})
