"""Long lists, a page at a time: where the next page begins is sealed, so that it tells nothing and cannot be made."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from cryptography.fernet import Fernet, InvalidToken
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.utils.urls import replace_query_param

from lib.errors import Refused
from lib.secrets import key_for

USUAL, MOST = 50, 100
M = TypeVar("M", bound=Model)
Fetch = Callable[[str, int], tuple[Sequence[Any], str]]


def _lock() -> Fernet:
    return Fernet(urlsafe_b64encode(key_for("api.cursor")))


def seal(listing: str, position: str) -> str:
    """Return a cursor for `position` in `listing`."""
    return _lock().encrypt(f"{listing}\n{position}".encode()).decode()


def unseal(listing: str, cursor: str) -> str:
    """Return the position in a cursor of this `listing`; without a cursor the beginning, which is empty."""
    if not cursor:
        return ""
    try:
        found, position = _lock().decrypt(cursor.encode()).decode().split("\n")
    except (InvalidToken, ValueError):
        found, position = "", ""
    if found != listing:
        raise Refused(
            "bad_cursor", _("This cursor does not belong to this list. Begin again without one."), status=404
        )
    return position


def limit_of(request: Request) -> int:
    """Return how many are asked for on a page."""
    typed = request.query_params.get("limit", str(USUAL))
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 3 and 1 <= int(typed) <= MOST):
        raise Refused("bad_limit", _("The limit is a whole number from 1 to %(most)d.") % {"most": MOST})
    return int(typed)


def page(request: Request, fetch: Fetch, serializer: type[BaseSerializer[Any]]) -> Response:
    """Return a page of what `fetch(position, limit)` gives, with the position after it; its address is the list."""
    listing, limit = request.path, limit_of(request)
    found, position = fetch(unseal(listing, request.query_params.get("cursor", "")), limit)
    here = request.build_absolute_uri()
    following = replace_query_param(here, "cursor", seal(listing, position)) if position else None
    return Response({"next": following, "results": serializer(found, many=True).data})


def keyset(rows: QuerySet[M], position: str, limit: int) -> tuple[list[M], str]:
    """Return the rows after `position` in the order of their keys, and the position after those."""
    after = rows.filter(pk__gt=int(position)) if position else rows
    found = list(after.order_by("pk")[: limit + 1])
    return found[:limit], str(found[limit - 1].pk) if len(found) > limit else ""
