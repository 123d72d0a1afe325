"""Stories and answers on one page: who told, what they answered, and the stories beside it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from lib.texts import localized
from patterns.overview import Selection, choices, overview
from patterns.story import answers_of
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace
from vertelpunt.models import Story

PAGE = 10


def context(place: Workplace, tab: str) -> dict[str, Any]:
    """Return what every page about a Vertelpunt needs."""
    title = localized(place.vertelpunt.title) or place.vertelpunt.slug
    return {"desk": place.desk, "place": place, "vertelpunt": place.vertelpunt, "title": title, "tab": tab}


def _listed(place: Workplace, selection: Selection) -> QuerySet[Story]:
    stories = selection.of_stories(place.readable()).select_related("audience", "region")
    return stories.defer("answers", "text").order_by("-told_on", "-number")


@member_view(Permission.READ_FIGURES)
@require_GET
def dashboard(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the stories that count here and how every question was answered."""
    place, selection = workplace(desk, vertelpunt), Selection.of(request.GET)
    shown = {
        "selection": selection,
        "choices": choices(place),
        "overview": overview(place, selection),
        "page": Paginator(_listed(place, selection), PAGE).get_page(request.GET.get("page")),
    }
    part = getattr(request, "htmx", None) and not request.htmx.boosted  # type: ignore[attr-defined]
    template = "patterns/_dashboard.html" if part else "patterns/dashboard.html"
    response = render(request, template, context(place, "answers") | shown)
    response.headers["Vary"] = "HX-Request"
    return response


@member_view(Permission.READ_STORIES)
@require_GET
def story(request: HttpRequest, desk: Desk, vertelpunt: str, number: int) -> HttpResponse:
    """Show one released story, with its answers drawn."""
    place = workplace(desk, vertelpunt)
    found = get_object_or_404(
        place.readable().select_related("audience", "channel", "region", "version"), number=number
    )
    shown = {"story": found, "answers": answers_of(found)}
    return render(request, "patterns/story.html", context(place, "answers") | shown)
