"""Figures by themselves: one question large, and every figure as a file (SVG, PNG, CSV)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from patterns.discreet import Discreet
from patterns.downloads import figure_file
from patterns.findings import Finding, audience_names
from patterns.models import Pattern
from patterns.queries import Standing
from patterns.screen import naming_for
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace


def current_pattern(place: Workplace, key: str) -> Pattern:
    """Return a pattern of the evaluation that counts now, or 404."""
    current = Standing(place.desk.coalition, place.vertelpunt).current
    if current is None:
        raise Http404
    return get_object_or_404(current.patterns.select_related("evaluation"), key=key.replace("\0", ""))


@member_view(Permission.READ_FIGURES)
@require_safe
def pattern_figure(request: HttpRequest, desk: Desk, vertelpunt: str, key: str, form: str) -> HttpResponse:
    """Give the figure of a pattern as a file; as on a card it names no place or organisation."""
    place = workplace(desk, vertelpunt)
    pattern = current_pattern(place, key)
    if pattern.figure is None:
        raise Http404
    figure = Discreet.of(place.vertelpunt, pattern.result["questions"]).figure(pattern.figure)
    title = Finding(pattern, audience_names(place.vertelpunt)).title
    return figure_file(figure, naming_for(place.vertelpunt, figure, pattern.kind), title, form)
