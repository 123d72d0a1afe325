"""Two selections side by side on a page, and their stacked figure as a file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lib.csvfile import csv_text
from patterns.bundle import bundle_address
from patterns.comparing import Comparison, compare, title_of
from patterns.downloads import FORMS, as_file, picture_file, too_few
from patterns.drawing.parts import Drawn
from patterns.numbers import LEAST
from patterns.sides import Choice, choices, elsewhere, presets
from patterns.stacking import Stacked, stacked_of
from patterns.views.dashboard import context
from patterns.views.waiting import wait
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace


def _other(request: HttpRequest, place: Workplace) -> Workplace | None:
    """Return the other Vertelpunt (bv) of the second selection; 404 for one that this desk does not work with."""
    slug = request.GET.get("bv", "").replace("\0", "")
    return workplace(place.desk, slug) if slug else None


def _asked(request: HttpRequest, place: Workplace) -> tuple[Comparison, Stacked | None]:
    """Return what an address compares: a and b are selections, slider and by the questions of the figure."""
    wanted = {name: request.GET.get(name, "").replace("\0", "") for name in ("a", "b", "slider", "by")}
    comparison = compare(place, wanted["a"], wanted["b"], _other(request, place))
    return comparison, stacked_of(comparison, wanted["slider"], wanted["by"])


@member_view(Permission.READ_FIGURES)
@require_safe
def compare_page(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show how two selections were answered, what differs most first."""
    place = workplace(desk, vertelpunt)
    for each in (place, _other(request, place)):
        if each and (waiting := wait(request, each, context(place, "compare"))):
            return waiting
    comparison, figure = _asked(request, place)
    address = reverse("patterns:compare_figure", args=[desk.coalition.slug, place.vertelpunt.slug, "svg"])
    query = request.GET.urlencode()
    back = reverse("patterns:compare", args=[desk.coalition.slug, comparison.second.point.slug])
    shown = _sides(place, comparison) | {
        "comparison": comparison,
        "figure": figure,
        "bundle": bundle_address(),
        "swapped": f"{back}?{comparison.swapped}",
        "files": [(form, f"{address.removesuffix('svg')}{form}?{query}") for form in FORMS],
    }
    return render(request, "patterns/compare.html", context(place, "compare") | shown)


def _sides(place: Workplace, comparison: Comparison) -> dict[str, Any]:
    """Return what can be chosen for each side, and where the second can come from."""
    one, two = (Choice(each.query, each.name) for each in (comparison.first, comparison.second))
    if comparison.together:
        sides = choices(place, [one]), choices(Workplace(place.desk, comparison.second.point), [two])
    else:
        sides = (choices(place, [one, two]),) * 2
    others = [(point.slug, title_of(point)) for point in elsewhere(place)]
    return {
        "choices_a": sides[0],
        "choices_b": sides[1],
        "elsewhere": others,
        "presets": presets(place, comparison.stock),
    }


@member_view(Permission.READ_FIGURES)
@require_safe
def compare_figure(request: HttpRequest, desk: Desk, vertelpunt: str, form: str) -> HttpResponse:
    """Give the slider of both selections, stacked by steps, as a file."""
    place = workplace(desk, vertelpunt)
    comparison, figure = _asked(request, place)
    if figure is None or form not in FORMS:
        raise Http404
    if min(comparison.first.n, comparison.second.n) < LEAST:
        raise too_few()
    title = f"{figure.title} - {comparison.first.label} - {comparison.second.label}"
    if form == "csv":
        return as_file(csv_text(figure.table.head, figure.table.rows).encode(), title, form)
    return picture_file(_picture(figure), title, form)


def _picture(figure: Stacked) -> str:
    from patterns.drawing.whole import picture  # brings matplotlib
    from patterns.paper.words import disclaimer

    return picture(figure.title, Drawn(svg=figure.svg()), [figure.caption, disclaimer()])
