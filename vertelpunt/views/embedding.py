"""A Vertelpunt in a frame on the site of a partner: there and nowhere else, with only the token in its forms."""

from collections.abc import Callable
from functools import wraps

from django.db import Error
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from vertelpunt.queries import sites_of
from vertelpunt.text import clean_line

EMBED = "embed"  # in the address of a page in a frame: the code of the partner's link
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
        sites = _sites(slug, code) if code else ()
        if sites:
            response.xframe_options_exempt = True  # type: ignore[attr-defined]  # it can name no site but our own
            response._csp_replace = {"frame-ancestors": list(sites)}  # type: ignore[attr-defined]
        return response

    return framed


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
