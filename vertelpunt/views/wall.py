"""The public wall: stories that a moderator released and whose tellers let everybody read them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from lib.languages import speak
from vertelpunt import queries, wall
from vertelpunt.text import clean_line
from vertelpunt.views.context import public_context

PER_PAGE = 12
LONGEST_SEARCH = 80


@require_safe
def stories(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the stories of the wall, the last released first, or those with some words in them."""
    point = get_object_or_404(queries.public_vertelpunten(), slug=slug)
    speak(request, point.languages)
    if not point.wall:
        raise Http404
    words = clean_line(request.GET.get("q", ""))[:LONGEST_SEARCH]
    found = Paginator(wall.on_the_wall(point, words), PER_PAGE).get_page(request.GET.get("page"))
    context = public_context(point) | {
        "page": found,
        "words": words,
        "query": urlencode({"q": words}) if words else "",
        "is_open": queries.can_tell(point),
    }
    response = render(request, "vertelpunt/wall.html", context)
    if not point.wall_in_search_engines or words:
        response.headers["X-Robots-Tag"] = "noindex"
    return response
