"""One pattern whole: its figure, its numbers, what people think of it, and the stories behind every part."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lib.texts import localized
from patterns.behind import Behind
from patterns.dataset import vertelpunt_layout
from patterns.explorer.conditions import Conditions
from patterns.facts import facts, part_rows
from patterns.findings import Finding, audience_names
from patterns.marking import marks_on
from patterns.models import Pattern
from patterns.queries import Standing
from patterns.screen import pattern_chart
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace
from vertelpunt.models import Vertelpunt


@member_view(Permission.READ_FIGURES)
@require_safe
def pattern(request: HttpRequest, desk: Desk, vertelpunt: str, key: str) -> HttpResponse:
    """Show one pattern; the address may ask for the stories of one part of its figure."""
    place = workplace(desk, vertelpunt)
    current = Standing(desk.coalition, place.vertelpunt).current
    if current is None:
        raise Http404
    found = get_object_or_404(current.patterns.select_related("evaluation"), key=key.replace("\0", ""))
    behind = Behind(place, found, Conditions.of(request.GET))
    shown = context(place, "patterns") | {
        "behind": behind,
        "chosen": behind.chosen(request.GET.get("page")),
        "address": request.path,
    }
    part = request.headers.get("HX-Request") == "true"
    response = render(request, "patterns/_behind.html", shown) if part else _whole(request, place, found, shown)
    response.headers["Vary"] = "HX-Request"
    return response


def _whole(request: HttpRequest, place: Workplace, found: Pattern, shown: dict[str, Any]) -> HttpResponse:
    marks = marks_on(place.desk.coalition, place.vertelpunt, place.desk.user, [found.key])
    more = {
        "finding": Finding(found, audience_names(place.vertelpunt), marks=marks[found.key]),
        "chart": pattern_chart(place, found),
        "poles": _poles(place.vertelpunt, found),
        "facts": facts(found.result),
        "part_rows": part_rows(found.result),
        "sentences": found.words.get("sentences", ()),
    }
    return render(request, "patterns/pattern.html", shown | more)


def _poles(vertelpunt: Vertelpunt, pattern: Pattern) -> tuple[str, str]:
    """Return the words at the ends of the slider that a pattern draws."""
    asked = {field.question.key: field.question for field in vertelpunt_layout(vertelpunt).fields}
    found = (asked[key].poles for key in pattern.questions.split() if key in asked)
    poles = next((poles for poles in found if poles), None)
    return (localized(poles[0]), localized(poles[1])) if poles else ("", "")
