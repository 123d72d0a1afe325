"""The response to a Vertelpunt against its targets, live, and where people stop."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import own_vertelpunt
from vertelpunt.models import Vertelpunt
from vertelpunt.spreading import response as found
from vertelpunt.spreading.forms import ChoiceForm
from vertelpunt.views.channels import page

CHOSEN = ("channel", "audience", "region")


@require_safe
@member_view(Permission.READ_FIGURES)
def reach(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show who told, by which link, from where and when, beside what was hoped for; asked again every half minute."""
    point = own_vertelpunt(desk, vertelpunt)
    names = {by: found.names(point, by) for by in CHOSEN}
    form = ChoiceForm(request.GET, names=names)
    context = figures(point, form) | {"form": form, "names": names, "now": timezone.localtime()}
    if getattr(request, "htmx", None):
        base = {"desk": desk, "point": point, "tab": "reach"}
        return render(request, "vertelpunt/spreading/_reach.html", base | context)
    return page(request, desk, point, "reach", context)


def figures(point: Vertelpunt, form: ChoiceForm) -> dict[str, Any]:
    """Return everything that the page counts."""
    choice = form.choice()
    stories = choice.of(found.told_at(point))
    rows, across = form.layout()
    whole, target = found.total(stories), found.whole_target(point)
    return {
        "chosen": found.chosen_in_words(point, choice),
        "narrowed": choice != found.Choice(),
        "whole": whole,
        "pace": found.Pace(target, whole.complete) if target and choice == found.Choice() else None,
        "audiences": found.audiences(point, stories),
        "lines": found.lines(point, stories, rows, across),
        "rows": rows,
        "columns": list(found.names(point, across).values()),
        "days": found.days(stories),
        "stops": found.where_people_stop(stories),
    }
