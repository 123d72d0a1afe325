"""A Vertelpunt in a frame on the site of a partner: there and nowhere else, with only the token in its forms."""

import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from vertelpunt.queries import sites_of
from vertelpunt.text import clean_line

EMBED = "embed"  # in the address of a page in a frame: the code of the partner's link
ADDRESS = re.compile(r"/v/([\w-]+)/")
Response = TypeVar("Response", bound=HttpResponseBase)
View = Callable[..., HttpResponseBase]
_seen: dict[tuple[str, str], tuple[str, ...]] = {}


def embedded(request: HttpRequest) -> str:
    """Return the code of the link by which a page stands in a frame, known or not; "" for a page of its own."""
    return clean_line(request.GET.get(EMBED, ""))[:20]


def embeddable(view: View) -> View:
    """Let the sites of the partner whose link this is show the pages of `view` in a frame."""

    @wraps(view)
    def framed(request: HttpRequest, slug: str, *args: str, **kwargs: str) -> HttpResponseBase:
        response, code = view(request, slug, *args, **kwargs), embedded(request)
        return _framed(response, _sites(slug, code) if code else ())

    return framed


def as_before(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the sites that showed a page show what is said in its place; the database is not asked."""
    found, code = ADDRESS.match(request.path), embedded(request)
    return _framed(response, _seen.get((found[1], code), ()) if found and code else ())


def _framed(response: Response, sites: Sequence[str]) -> Response:
    if sites:
        response.xframe_options_exempt = True  # type: ignore[attr-defined]  # it can name no site but our own
        response._csp_replace = {"frame-ancestors": list(sites)}  # type: ignore[attr-defined]
    return response


def _sites(slug: str, code: str) -> tuple[str, ...]:
    """Return the sites that may show this; while the database is away those of before, so that no words are lost."""
    try:
        found = sites_of(slug, code)
    except Error:
        return _seen.get((slug, code), ())
    if found:
        _seen[slug, code] = found
    else:
        _seen.pop((slug, code), None)
    return found
