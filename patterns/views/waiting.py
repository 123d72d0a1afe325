"""A page at once while the answers of many stories are being read, which makes place by itself for what was asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from patterns.explorer.stock import reading
from patterns.numbers import decimal
from vertelpunt.access import Workplace

WAITING = "waiting"  # the element that asks again


def wait(request: HttpRequest, place: Workplace, shown: dict[str, Any]) -> HttpResponse | None:
    """Return what to show while the stories at `place` are read; None when the page itself can be shown."""
    part = getattr(request, "htmx", None)
    asks_again = bool(part) and part.target == WAITING  # type: ignore[union-attr]
    stories = reading(place)
    if not stories and not asks_again:
        return None
    if part:
        answer = HttpResponse(status=204 if stories and asks_again else 200)
        if not stories:
            answer.headers["HX-Refresh"] = "true"
        elif not asks_again:
            answer.headers["HX-Redirect"] = request.get_full_path()
    else:
        answer = render(request, "patterns/waiting.html", shown | {"stories": stories, "said": decimal(stories)})
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Vary"] = "HX-Request, HX-Target"
    return answer
