"""The explorer of a Vertelpunt: every question as a chart, the stories beside it; and one story."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lib.texts import localized
from patterns.explorer.address import SORTS, Address
from patterns.explorer.conditions import ENDS, Conditions
from patterns.explorer.exploring import Explored, explore
from patterns.explorer.forms import SelectionForm
from patterns.explorer.listing import listed
from patterns.explorer.selections import selections_of
from patterns.story import answers_of
from patterns.views.waiting import wait
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace

RESULTS = "explorer"  # the element that a part of the page replaces
SHEET = "filters"


def context(place: Workplace, tab: str) -> dict[str, Any]:
    """Return what every page about a Vertelpunt needs."""
    title = localized(place.vertelpunt.title) or place.vertelpunt.slug
    return {"desk": place.desk, "place": place, "vertelpunt": place.vertelpunt, "title": title, "tab": tab}


def address_of(request: HttpRequest) -> Address:
    """Return what the address of the page asks for."""
    sort = request.GET.get("sort", "")
    return Address(Conditions.of(request.GET), sort if sort in SORTS else SORTS[0])


def _plainer(request: HttpRequest, address: Address) -> str:
    """Return a shorter address that says the same, where a form without script sent each field apart."""
    apart = any(name.endswith(tuple(ENDS)) or not value for name, value in request.GET.items()) or any(
        len(values) > 1 for _name, values in request.GET.lists()
    )
    return f"{request.path}?{address.query}" if apart else ""


@member_view(Permission.READ_FIGURES)
@require_GET
def dashboard(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show how the stories that fit the address were told and answered, beside all of them."""
    place, address = workplace(desk, vertelpunt), address_of(request)
    part = getattr(request, "htmx", None) and request.htmx.target == RESULTS  # type: ignore[attr-defined]
    if not part and (plainer := _plainer(request, address)):
        return HttpResponseRedirect(plainer)
    if waiting := wait(request, place, context(place, "answers")):
        return waiting
    explored = explore(place, address)
    shown = shown_of(place, explored) | {"page": listed(place, explored, request.GET.get("page"))}
    if part:
        shown |= {"fields": request.htmx.trigger != SHEET}  # type: ignore[attr-defined]
    template = "patterns/_explorer.html" if part else "patterns/dashboard.html"
    response = render(request, template, context(place, "answers") | shown)
    response.headers["Vary"] = "HX-Request, HX-Target"
    if part:
        page = request.GET.get("page", "")
        extra = f"&page={page}" if page.isdigit() and page != "1" else ""
        response.headers["HX-Push-Url"] = f"{request.path}?{address.query}{extra}"
    return response


def shown_of(place: Workplace, explored: Explored) -> dict[str, Any]:
    """Return what the templates of the explorer are given."""
    kept = list(selections_of(place))
    query = explored.address.conditions.query
    return {
        "explored": explored,
        "address": explored.address,
        "sorts": SORTS,
        "kept": kept,
        "here": next((one for one in kept if one.query == query), None),
        "keep_form": SelectionForm(),
        "path": reverse("patterns:dashboard", args=[place.desk.coalition.slug, place.vertelpunt.slug]),
    }


@member_view(Permission.READ_STORIES)
@require_GET
def story(request: HttpRequest, desk: Desk, vertelpunt: str, number: int) -> HttpResponse:
    """Show one released story, with its answers drawn; the address keeps the filter of the list."""
    place = workplace(desk, vertelpunt)
    found = get_object_or_404(
        place.readable().select_related("audience", "channel", "region", "version"), number=number
    )
    shown = {"story": found, "answers": answers_of(found), "back": address_of(request).query}
    return render(request, "patterns/story.html", context(place, "answers") | shown)
