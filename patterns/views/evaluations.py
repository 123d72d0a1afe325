"""The evaluation and what it found: start and stop it, the list of findings, one pattern whole."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lib.texts import localized
from patterns import queries
from patterns.actions.evaluations import ask_evaluation, cancel_evaluation, reap_evaluations
from patterns.behind import stories_behind
from patterns.dataset import vertelpunt_layout
from patterns.facts import facts, part_rows
from patterns.findings import FAULTS, Finding, audience_names, choices, findings
from patterns.models import Evaluation, Pattern
from patterns.numbers import percent
from patterns.queries import Standing, Wish
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace
from vertelpunt.models import Vertelpunt

PAGE = 15
POLL = "standing"


@member_view(Permission.READ_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
def patterns(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show what was found, strongest first; by POST start an evaluation or stop it."""
    place = workplace(desk, vertelpunt)
    if request.method == "POST":
        return _do(request, place)
    reap_evaluations()
    standing = Standing(desk.coalition, place.vertelpunt)
    shown = context(place, "patterns") | _standing(place, standing)
    if request.headers.get("HX-Request"):
        return _progress(request, shown, standing)
    if standing.current:
        shown |= _found(request, standing.current)
    return render(request, "patterns/patterns.html", shown)


def _do(request: HttpRequest, place: Workplace) -> HttpResponse:
    desk, vertelpunt = place.desk, place.vertelpunt
    if request.POST.get("do") == "cancel":
        under_way = Standing(desk.coalition, vertelpunt).under_way
        if under_way:
            cancel_evaluation(desk=desk, evaluation=under_way)
            messages.success(request, _("The evaluation is being stopped. What was found before stays."))
    else:
        ask_evaluation(desk=desk, vertelpunt=vertelpunt, coalition=desk.coalition)
    return redirect("patterns:patterns", desk.coalition.slug, vertelpunt.slug)


def _standing(place: Workplace, standing: Standing) -> dict[str, object]:
    under_way, mishap = standing.under_way, standing.mishap
    shown: dict[str, object] = {"standing": standing, "fault": ""}
    if under_way:
        shown |= {"percent": percent(under_way.progress), "percent_number": round(100 * under_way.progress)}
    elif mishap and mishap.state == mishap.State.FAILED:
        shown["fault"] = FAULTS.get(mishap.fault, FAULTS["broken"])
    elif mishap:
        shown["fault"] = _("The evaluation was stopped. What was found before is still here.")
    if standing.current:
        shown["newer"] = abs(place.counted().count() - standing.current.stories)
    return shown


def _progress(request: HttpRequest, shown: dict[str, object], standing: Standing) -> HttpResponse:
    """Answer the page that asks how far it is; when it is done, the page loads itself anew."""
    response = render(request, "patterns/_standing.html", shown)
    if not standing.under_way:
        response.headers["HX-Refresh"] = "true"
    return response


def _found(request: HttpRequest, evaluation: Evaluation) -> dict[str, object]:
    wish = Wish.of(request.GET)
    page = Paginator(queries.patterns(evaluation, wish), PAGE).get_page(request.GET.get("page"))
    return {
        "wish": wish,
        "choices": choices(evaluation, wish),
        "page": page,
        "findings": findings(evaluation, page.object_list, audience_names(evaluation.vertelpunt)),
        "notices": queries.notices(evaluation),
    }


@member_view(Permission.READ_FIGURES)
@require_safe
def pattern(request: HttpRequest, desk: Desk, vertelpunt: str, key: str) -> HttpResponse:
    """Show one pattern: its figure, its statistics in words and numbers, and the stories behind it."""
    place = workplace(desk, vertelpunt)
    current = Standing(desk.coalition, place.vertelpunt).current
    if current is None:
        raise Http404
    found = get_object_or_404(current.patterns.select_related("evaluation"), key=key.replace("\0", ""))
    shown = {
        "finding": Finding(found, audience_names(place.vertelpunt)),
        "poles": _poles(place.vertelpunt, found),
        "facts": facts(found.result),
        "part_rows": part_rows(found.result),
        "sentences": found.words.get("sentences", ()),
        "parts": stories_behind(place, found),
    }
    return render(request, "patterns/pattern.html", context(place, "patterns") | shown)


def _poles(vertelpunt: Vertelpunt, pattern: Pattern) -> tuple[str, str]:
    """Return the words at the ends of the slider that a pattern draws."""
    asked = {field.question.key: field.question for field in vertelpunt_layout(vertelpunt).fields}
    found = (asked[key].poles for key in pattern.result["questions"] if key in asked)
    poles = next((poles for poles in found if poles), None)
    return (localized(poles[0]), localized(poles[1])) if poles else ("", "")
