"""The evaluation and what it found: start and stop it, the list of findings."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from patterns import queries
from patterns.actions.evaluations import ask_chosen, cancel_evaluation, reap_evaluations
from patterns.evaluation_form import EvaluationForm
from patterns.evaluation_settings import Asked, said
from patterns.findings import FAULTS, audience_names, choices, findings
from patterns.marking import marks_on
from patterns.models import Evaluation
from patterns.numbers import percent
from patterns.queries import Standing
from patterns.views.dashboard import context
from patterns.wishes import Wish
from patterns.wishes import patterns as wished
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace

PAGE = 15


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
        shown |= _found(request, place, standing.current)
    return render(request, "patterns/patterns.html", shown)


def _do(request: HttpRequest, place: Workplace) -> HttpResponse:
    desk, vertelpunt = place.desk, place.vertelpunt
    if request.POST.get("do") == "cancel":
        under_way = Standing(desk.coalition, vertelpunt).under_way
        if under_way:
            cancel_evaluation(desk=desk, evaluation=under_way)
            messages.success(request, _("The evaluation is being stopped. What was found before stays."))
    else:
        _evaluate(request, place, Asked.again(Standing(desk.coalition, vertelpunt)))
    return redirect("patterns:patterns", desk.coalition.slug, vertelpunt.slug)


def _evaluate(request: HttpRequest, place: Workplace, asked: Asked) -> bool:
    """Ask for an evaluation, and say why when it is refused."""
    try:
        ask_chosen(place=place, settings=asked.settings, subsets=asked.subsets)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return False
    return True


@member_view(Permission.ANALYSE)
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_settings(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Let an analyst choose what the next evaluation does; it begins with what the last one did."""
    place = workplace(desk, vertelpunt)
    usual = "usual" in request.GET
    asked = Asked() if usual else Asked.again(Standing(desk.coalition, place.vertelpunt))
    form = EvaluationForm(place, asked, request.POST or None)
    if request.method == "POST" and form.is_valid() and _evaluate(request, place, form.chosen()):
        return redirect("patterns:patterns", desk.coalition.slug, vertelpunt)
    shown = {"form": form, "usual": usual, "differs": said(place, asked)}
    return render(request, "patterns/evaluation_settings.html", context(place, "patterns") | shown)


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
        shown["settings"] = said(place, Asked.of(standing.current))
    if standing.repeated and standing.repeated != standing.current:
        usual = [_("the usual settings")] if shown.get("settings") else []
        shown["next"] = said(place, Asked.of(standing.repeated)) or usual
    return shown


def _progress(request: HttpRequest, shown: dict[str, object], standing: Standing) -> HttpResponse:
    """Answer the page that asks how far it is; when it is done, the page loads itself anew."""
    response = render(request, "patterns/_standing.html", shown)
    if not standing.under_way:
        response.headers["HX-Refresh"] = "true"
    return response


def _found(request: HttpRequest, place: Workplace, evaluation: Evaluation) -> dict[str, object]:
    wish, user = Wish.of(request.GET), place.desk.user
    page = Paginator(wished(evaluation, wish, user), PAGE).get_page(request.GET.get("page"))
    audiences = audience_names(evaluation.vertelpunt)
    marks = marks_on(place.desk.coalition, place.vertelpunt, user, [one.key for one in page])
    return {
        "wish": wish,
        "choices": choices(evaluation, audiences),
        "page": page,
        "findings": findings(evaluation, page.object_list, audiences, marks),
        "notices": queries.notices(evaluation),
        "back": f"?{request.GET.urlencode()}",
    }
