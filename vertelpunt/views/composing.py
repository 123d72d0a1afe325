"""Pages on which the questions of a Vertelpunt are composed, compared with the version before, and published."""

from collections.abc import Callable, Sequence
from functools import partial
from secrets import choice
from string import ascii_lowercase
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lib.texts import localized
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt import actions, composed, queries
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions.composing import draft_of, newest_set
from vertelpunt.making import composing
from vertelpunt.making.comparing import compare
from vertelpunt.making.question_form import KIND_NAMES, QuestionForm, blank
from vertelpunt.making.words import likeness_text
from vertelpunt.models import Vertelpunt
from vertelpunt.questions import Question, read_questions
from vertelpunt.views.making import page

Step = Callable[[composing.Questions], composing.Questions]


def questions_of(point: Vertelpunt) -> composing.Questions:
    """Return the questions that are being edited, else those that are asked."""
    version = newest_set(point)
    return read_questions(version.definition) if version else ()


@member_view(Permission.EDIT_VERTELPUNT)
def questions(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the set and the pool; take one step in composing."""
    point = own_vertelpunt(desk, vertelpunt)
    if request.method == "POST":
        return _step(request, desk, point)
    return page(request, desk, point, "questions", _composed(desk, point) | {"kinds": KIND_NAMES.items()})


def _composed(desk: Desk, point: Vertelpunt) -> dict[str, Any]:
    found = questions_of(point)
    return {
        "rows": composed.rows(point, found),
        "modules": composed.pool_for(desk.coalition, found),
        "groups": composed.groups(point, found),
        "issues": composed.issues_in_words(point, found),
        "draft": draft_of(point),
        "asked": queries.current_version(point),
    }


def _step(request: HttpRequest, desk: Desk, point: Vertelpunt) -> HttpResponse:
    do, keys = request.POST.get("do", ""), request.POST.getlist("question")
    if do == "remove" and keys and _is_core(keys[0]) and "sure" not in request.POST:
        asked = next((one for one in questions_of(point) if one.key == keys[0]), None)
        return page(request, desk, point, "remove_core", {"question": asked, "key": keys[0]})
    step = _steps(request, desk, point, keys).get(do)
    if step is None:
        raise Http404
    actions.change_questions(desk=desk, point=point, step=step)
    back = redirect("vertelpunt:questions", desk.coalition.slug, point.slug)
    back.headers["Location"] += f"#q-{keys[0]}" if keys and do in ("up", "down") else ""
    return back


def _is_core(key: str) -> bool:
    return key in composed.core()


def _steps(request: HttpRequest, desk: Desk, point: Vertelpunt, keys: Sequence[str]) -> dict[str, Step]:
    key = keys[0] if keys else ""
    return {
        "up": partial(composing.moved, key=key, by=-1),
        "down": partial(composing.moved, key=key, by=1),
        "remove": partial(composing.without, key=key),
        "order": partial(composing.in_order, keys=request.POST.get("order", "").split(",")),
        "add": partial(_added, new=composed.from_pool(desk.coalition, point, keys)),
    }


def _added(questions: composing.Questions, new: Sequence[Question]) -> composing.Questions:
    """Put new questions in, before those that close the set: where it was, and what we may do with it."""
    known = {one.key for one in questions}
    fresh = tuple(one for one in new if one.key not in known)
    closing = len(questions)
    while closing and questions[closing - 1].key in composed.CLOSING:
        closing -= 1
    return (*questions[:closing], *fresh, *questions[closing:])


@member_view(Permission.EDIT_VERTELPUNT)
def question(request: HttpRequest, desk: Desk, vertelpunt: str, question: str) -> HttpResponse:
    """Show and change one question of the set, or a new one of one's own (`own-<kind>`)."""
    point = own_vertelpunt(desk, vertelpunt)
    found = questions_of(point)
    place = composing.place_of(found, question)
    kind = question.removeprefix("own-")
    if place < 0 and (kind == question or kind not in KIND_NAMES):
        raise Http404
    asked = found[place] if place >= 0 else blank(kind, "own_" + "".join(choice(ascii_lowercase) for _at in range(8)))
    before = found[:place] if place >= 0 else found
    form = QuestionForm(
        request.POST or None,
        question=asked,
        audiences=list(point.audiences.all()),
        before=before,
        languages=point.languages,
    )
    if request.method == "POST" and form.is_valid():
        _keep(desk, point, form.made(), own=place < 0)
        messages.success(request, _("Kept. Tellers see it when you publish."))
        return redirect("vertelpunt:questions", desk.coalition.slug, point.slug)
    context = {"form": form, "question": asked, "kind": KIND_NAMES.get(asked.kind, asked.kind), "is_new": place < 0}
    return page(request, desk, point, "question", context | {"tab": "questions"}, 422 if form.errors else 200)


def _keep(desk: Desk, point: Vertelpunt, made: Question, *, own: bool) -> None:
    if own:
        actions.keep_own_question(desk=desk, point=point, question=made)
        step: Step = partial(_added, new=[made])
    else:
        step = partial(composing.put, question=made)
    actions.change_questions(desk=desk, point=point, step=step)


@member_view(Permission.EDIT_VERTELPUNT)
def publish(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show what changes against the version that is asked now; publish, or throw the draft away."""
    point = own_vertelpunt(desk, vertelpunt)
    if request.method == "POST":
        return _publish(request, desk, point)
    asked, draft = queries.current_version(point), draft_of(point)
    before = read_questions(asked.definition) if asked else ()
    after = read_questions(draft.definition) if draft else before
    compared = compare(before, after) if asked else []
    context = {
        "asked": asked,
        "draft": draft,
        "compared": [
            {
                "label": localized(one.question.short) or localized(one.question.text),
                "one": one,
                "said": likeness_text(one),
            }
            for one in compared
        ],
        "kept": sum(one.comparable for one in compared),
        "issues": composed.issues_in_words(point, after),
        "stops": any(one.stops for one in actions.issues_of(point, after)),
    }
    return page(request, desk, point, "publish", context | {"tab": "questions"})


def _publish(request: HttpRequest, desk: Desk, point: Vertelpunt) -> HttpResponse:
    if request.POST.get("do") == "drop":
        actions.drop_draft(desk=desk, point=point)
        messages.success(request, _("The changes are gone. The questions that are asked now stay as they are."))
        return redirect("vertelpunt:questions", desk.coalition.slug, point.slug)
    made = actions.publish(desk=desk, point=point)
    said = _("Version %(number)d is published. Who is telling at this moment finishes in the version before.")
    messages.success(request, said % {"number": made.number})
    if point.state == Vertelpunt.State.DRAFT:
        return redirect("vertelpunt:settings", desk.coalition.slug, point.slug)
    return redirect("vertelpunt:questions", desk.coalition.slug, point.slug)
