"""Two selections side by side on a page, and their stacked figure as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lib.csvfile import csv_text
from patterns.bundle import bundle_address
from patterns.comparing import Comparison, choices, compare, presets
from patterns.downloads import FORMS, as_file, picture_file, too_few
from patterns.drawing.parts import Drawn
from patterns.numbers import LEAST
from patterns.stacking import Stacked, stacked_of
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace


def _asked(request: HttpRequest, place: Workplace) -> tuple[Comparison, Stacked | None]:
    """Return what an address compares: a and b are selections, slider and by the questions of the figure."""
    wanted = {name: request.GET.get(name, "").replace("\0", "") for name in ("a", "b", "slider", "by")}
    comparison = compare(place, wanted["a"], wanted["b"])
    return comparison, stacked_of(comparison, wanted["slider"], wanted["by"])


@member_view(Permission.READ_FIGURES)
@require_safe
def compare_page(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show how two selections were answered, what differs most first."""
    place = workplace(desk, vertelpunt)
    comparison, figure = _asked(request, place)
    address = reverse("patterns:compare_figure", args=[desk.coalition.slug, place.vertelpunt.slug, "svg"])
    query = request.GET.urlencode()
    shown = {
        "comparison": comparison,
        "figure": figure,
        "choices": choices(place, comparison),
        "bundle": bundle_address(),
        "presets": presets(place, comparison.stock),
        "files": [(form, f"{address.removesuffix('svg')}{form}?{query}") for form in FORMS],
    }
    return render(request, "patterns/compare.html", context(place, "compare") | shown)


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
