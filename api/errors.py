"""Errors as programs read them: a code that stays, a sentence for people, and what is wrong where."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions as drf
from rest_framework.response import Response
from rest_framework.views import exception_handler

from api.misfits import NOWHERE, misfits
from api.parsing import TooBig
from lib.errors import Refused
from vertelpunt.views.faults import AGAIN_AFTER

READS = ("GET", "HEAD", "OPTIONS")


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer to an error that a program may see; None for one that is ours."""
    if isinstance(error, Refused):
        faults = getattr(error, "faults", None)
        again = {"Retry-After": str(AGAIN_AFTER)} if error.status == 503 else None
        body = _body(error.code, _with_kept(str(error.message), context["request"]), faults)
        return Response(body, status=error.status, headers=again)
    response = exception_handler(error, context)
    if response is not None:
        code, detail, faults = _told(error, context)
        response.data = _body(code, _with_kept(detail, context["request"]), faults)
    return response


def _with_kept(detail: str, request: Any) -> str:
    """Return a sentence with what became of what was sent, where it does not say so itself."""
    kept = _("Nothing was kept.")
    return detail if request.method in READS or kept in detail else f"{detail} {kept}"


def _told(error: Exception, context: Mapping[str, Any]) -> tuple[str, str, dict[str, str] | None]:
    if isinstance(error, drf.ValidationError):
        return _misfit(misfits(error))
    code = "not_found" if isinstance(error, Http404) else "permission_denied"
    if isinstance(error, drf.APIException):
        code = str(error.get_codes())
    return code, _sentence(error, context), None


def _misfit(faults: dict[str, str]) -> tuple[str, str, dict[str, str] | None]:
    if NOWHERE in faults:
        return "invalid", _("Send one JSON object with the names that the description of the API gives."), None
    return "invalid", _("Something is missing or does not fit: look at faults, and send it again."), faults


def _sentence(error: Exception, context: Mapping[str, Any]) -> str:
    """Say what is wrong and what to do, in our own words: those of the framework are not in every language."""
    if isinstance(error, drf.MethodNotAllowed):
        said = {"method": str(context["request"].method)[:20], "known": ", ".join(context["view"].allowed_methods)}
        return _("This address does not take %(method)s. It takes %(known)s.") % said
    if isinstance(error, drf.PermissionDenied) and str(error.detail).startswith("CSRF"):
        return _("Without a key this takes the form token of whoever is signed in. A program sends a key.")
    if isinstance(error, OURS):
        return str(error.detail)
    return next(words() for kind, words in SENTENCES.items() if isinstance(error, kind))


OURS = (drf.NotAuthenticated, drf.AuthenticationFailed, drf.PermissionDenied, TooBig)  # raised with words of our own
SENTENCES: dict[type[Exception], Callable[[], str]] = {
    Http404: lambda: _("This is not here, or not for you. Look at the address."),
    drf.NotFound: lambda: _("This is not here, or not for you. Look at the address."),
    PermissionDenied: lambda: _("This is not allowed. Ask whoever leads the coalition."),
    drf.Throttled: lambda: _("Too many requests. Ask again after as many seconds as Retry-After says."),
    drf.ParseError: lambda: _("This is no JSON that can be read. Look at it, and send it again. Nothing was kept."),
    drf.UnsupportedMediaType: lambda: _("Send JSON, with Content-Type: application/json. Nothing was kept."),
    drf.NotAcceptable: lambda: _("We answer in JSON only. Ask with Accept: application/json, or leave Accept out."),
    Exception: lambda: _("This cannot be done as it was asked. Look at the description of the API."),
}


def _body(code: str, detail: str, faults: dict[str, str] | None = None) -> dict[str, Any]:
    return {"code": code, "detail": detail} | ({"faults": faults} if faults else {})


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Answer a request that did not get as far as a view: too much of it, or addressed to another site."""
    if isinstance(exception, RequestDataTooBig):
        return JsonResponse(_body("too_big", str(TooBig().detail)), status=413)
    words = _("This request cannot be read. Look at its address and its headers. Nothing was kept.")
    return JsonResponse(_body("bad_request", words), status=400)


def not_found(request: HttpRequest) -> JsonResponse:
    """Answer for an address below the API that is not there."""
    words = _with_kept(_("This is not here, or not for you. Look at the address."), request)
    return JsonResponse(_body("not_found", words), status=404)


def failed(page: HttpResponse) -> JsonResponse:
    """Say what a page says to people: something went wrong with us, or it is busy and one may come back."""
    away = page.status_code == 503
    words = _("Nothing can be read or kept just now. Ask again later.") if away else _failed()
    again = {"Retry-After": page.headers["Retry-After"]} if "Retry-After" in page.headers else {}
    return JsonResponse(_body("away" if away else "failed", words), status=page.status_code, headers=again)


def _failed() -> str:
    return _(
        "Something went wrong with us. Try again later. A story that is sent again with the same Idempotency-Key is "
        "kept once."
    )


def busy() -> JsonResponse:
    """Say that there are too many at once just now, and after how many seconds one may ask again."""
    words = _("It is very busy just now. Nothing was read or kept. Ask again later.")
    return JsonResponse(_body("busy", words), status=503, headers={"Retry-After": str(AGAIN_AFTER)})
