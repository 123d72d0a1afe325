"""The cookie of a personal link: the key is exchanged for it at once, so that it leaves address and history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lib.cookies import keep
from vertelpunt.actions.hands import link_by_key
from vertelpunt.models import HandLink, Vertelpunt

KEY = "hand"  # in the personal link of a professional, and the name of the cookie
SECONDS = 60 * 60  # from the first page to the page of the story; after that the token of the form knows it


def exchange(request: HttpRequest, point: Vertelpunt) -> HttpResponse:
    """Go on without the key in the address; a key that opens nothing forgets the one before."""
    others = request.GET.copy()
    del others[KEY]
    key = request.GET[KEY][:200]
    response = redirect(f"{request.path}?{others.urlencode()}" if others else request.path)
    if link_by_key(point, key) is None:
        forget(response, point)
    else:
        keep(response, KEY, key, path=_path(point), seconds=SECONDS)
    return response


def hand_of(request: HttpRequest, point: Vertelpunt) -> HandLink | None:
    """Return the personal link by which somebody came, if it can be used today."""
    key = request.COOKIES.get(KEY, "")
    return link_by_key(point, key) if key else None


def forget(response: HttpResponse, point: Vertelpunt) -> None:
    """Forget by whose link somebody came, so that who tells next in this browser is not asked about it."""
    response.delete_cookie(KEY, path=_path(point), samesite="Lax")


def _path(point: Vertelpunt) -> str:
    return reverse("vertelpunt:landing", args=[point.slug])
