"""When the database does not answer: what a teller sent comes back, on a page that asks the database nothing."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from vertelpunt.text import MAX_TITLE, clean, clean_line
from vertelpunt.views.context import context_without_database, shown_again
from vertelpunt.views.tellerpages import address

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]
ON_SCREEN = ("text", "title")
ASIDE = ("stay", "back")  # a story is sent again to be kept, whatever was pressed the first time


def given_back(view: View) -> View:
    """Give back what was posted to `view` when the database fails, and goes on failing."""

    @wraps(view)
    def careful(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Error:
            if request.method != "POST":
                raise
            logger.exception("The database failed while somebody was telling")
        try:
            return view(request, *args, **kwargs) if _revived() else sent_back(request)
        except Error:
            return sent_back(request)

    return careful


def _revived() -> bool:
    """Throw away the connections that a restart of the server broke; tell whether trying again makes sense.

    The same form sent twice is one story, so the view may run again.
    """
    pool = getattr(connection, "pool", None)
    if pool is None or connection.in_atomic_block:
        return False
    connection.close()
    pool.check()
    return True


def sent_back(request: HttpRequest, *, busy: bool = False) -> HttpResponse:
    """Return what was posted in a form that sends it again, on a page that asks the database nothing."""
    posted = request.POST
    context = context_without_database() | {
        "busy": busy,
        "address": address(request),
        "in_form": True,
        "is_story": "text" in posted,
        "text": clean(posted.get("text", "")),
        "story_title": clean_line(posted.get("title", "")),
        "max_title": MAX_TITLE,
        "answers": any(key.startswith("q-") for key in posted),
        "hidden": _hidden(posted),
    }
    response = render(request, "vertelpunt/given_back.html", context, status=503)
    response.headers["Retry-After"] = "60"
    return shown_again(response)


def _hidden(posted: QueryDict) -> list[tuple[str, str]]:
    """Return everything else that was posted: the token, answers and the button."""
    aside = (*ON_SCREEN, *ASIDE) if "text" in posted else (*ON_SCREEN, "stay")
    return [(key, str(value)) for key, values in posted.lists() for value in values if key not in aside]
