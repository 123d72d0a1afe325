"""The questions as each group will see them on a phone: the tellers' own pages, with nothing kept of what is sent."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from lib.languages import speak
from lib.slots import outcomes
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt import composed
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions.composing import newest_set
from vertelpunt.models import QuestionSetVersion, Story, Vertelpunt
from vertelpunt.questions import read_questions
from vertelpunt.reading import read_page
from vertelpunt.telling import Place, first_place, pages, unseal
from vertelpunt.views import tellerpages as show
from vertelpunt.views.composing import questions_of
from vertelpunt.views.context import public_context
from vertelpunt.views.making import page
from vertelpunt.views.telling import Visit

ANSWERS = "preview"


@csp_replace({"frame-src": [SELF]})
@require_safe
@member_view(Permission.EDIT_VERTELPUNT)
def preview(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show a phone with the pages of one group, and how long those take."""
    point = own_vertelpunt(desk, vertelpunt)
    groups = composed.groups(point, questions_of(point))
    wanted = request.GET.get("audience", "")
    chosen = next((one for one in groups if one.key == wanted), groups[0] if groups else None)
    return page(request, desk, point, "preview", {"groups": groups, "chosen": chosen, "first": wanted == "first-page"})


@csrf_exempt  # tellers' forms carry no cookie's token; nothing is kept here but answers in one's own session
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
@member_view(Permission.EDIT_VERTELPUNT)
def frame(request: HttpRequest, desk: Desk, vertelpunt: str, audience: str) -> HttpResponse:
    """Show one page of telling in the phone; an answer only leads to the page that comes after it."""
    point = own_vertelpunt(desk, vertelpunt)
    speak(request, point.languages)
    version = newest_set(point)
    if version is None:
        raise Http404
    visit = Visit(request, point, get_object_or_404(point.audiences, key=audience))
    if request.method != "POST":
        request.session.pop(ANSWERS, None)
        return show.story_page(visit, first_place(version.pk))
    try:
        place = unseal(request.POST.get("token", ""))
    except BadSignature:
        return show.story_page(visit, first_place(version.pk))
    return _after(visit, place, version)


def _after(visit: Visit, place: Place, version: QuestionSetVersion) -> HttpResponse:
    posted = visit.request.POST
    answers: dict[str, Any] = visit.request.session.get(ANSWERS, {})
    story = Story(vertelpunt=visit.point, version=version, audience=visit.audience, answers=answers, text="…")
    questions = read_questions(version.definition)
    if place.page:
        given, _faults = read_page([one for one in questions if one.key in place.keys], posted)
        answers |= given
        visit.request.session[ANSWERS] = answers
    to = place.page + (-1 if "back" in posted else 0 if "stay" in posted else 1)
    if to < 1 or "another" in posted:
        return show.story_page(visit, first_place(place.version))
    if to > len(pages(questions, visit.audience.key, answers)):
        return show.thanks_page(visit, place)
    return show.question_page(visit, place, story, to)


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
@require_safe
@member_view(Permission.EDIT_VERTELPUNT)
def first_page(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the first page as it is when the Vertelpunt is open."""
    point: Vertelpunt = own_vertelpunt(desk, vertelpunt)
    speak(request, point.languages)
    shown = {"audiences": point.audiences.filter(offered=True), "is_open": True, "outcomes": outcomes(point.pk)[:3]}
    return render(request, "vertelpunt/landing.html", public_context(point) | shown)
