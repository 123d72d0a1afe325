"""Keeping the stories of a sitting: the key in the address can do this and nothing else, without a sign-in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from lib.secrets import new_code, spaced_code
from lib.texts import localized
from vertelpunt import queries
from vertelpunt.actions.paper import find_form, spaced_number
from vertelpunt.actions.sittings import Sent, is_open, sitting_for
from vertelpunt.actions.sittings import collect as keep
from vertelpunt.answers import SKIPPED, Fault
from vertelpunt.models import Audience, PaperForm, QuestionSetVersion, Sitting, Vertelpunt
from vertelpunt.questions import Question, read_questions
from vertelpunt.reading import read_page
from vertelpunt.text import MAX_TITLE, clean, clean_line
from vertelpunt.views.context import public_context
from vertelpunt.views.shown import shown

JSON = "application/json"


@dataclass(frozen=True)
class AtSitting:
    """A sitting whose stories are being kept, with the questions that are asked; of one form on paper, its own."""

    request: HttpRequest
    sitting: Sitting
    version: QuestionSetVersion
    audience: Audience
    form: PaperForm | None = None

    @property
    def point(self) -> Vertelpunt:
        """Return the Vertelpunt."""
        return self.sitting.vertelpunt

    @property
    def asked(self) -> list[Question]:
        """Return all questions that this audience can meet, whatever is answered."""
        questions = read_questions(self.version.definition)
        return [one for one in questions if not one.audiences or self.audience.key in one.audiences]

    @property
    def wants_json(self) -> bool:
        """Tell whether the page itself sends this, and not the browser."""
        return self.request.headers.get("Accept", "").startswith(JSON)


def _sitting(slug: str, key: str) -> Sitting:
    point = get_object_or_404(Vertelpunt, slug=slug)
    found = sitting_for(point, key)
    if found is None:
        raise Http404
    return found


def _version(request: HttpRequest, point: Vertelpunt) -> QuestionSetVersion:
    """Return the set with which the page was opened, else the one that is asked now."""
    typed = request.POST.get("version", "")
    published = point.versions.filter(asked=True).exclude(published_on=None)
    known = published.filter(pk=typed).first() if typed.isascii() and typed.isdigit() and len(typed) < 19 else None
    found = known or queries.current_version(point)
    if found is None:
        raise Http404
    return found


@csrf_exempt  # no cookie gives any right here: the signed key in the address is the only authority
@require_http_methods(["GET", "HEAD", "POST"])
def collect(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show the page on which a story is written down and handed to its teller; keep what was sent."""
    sitting = _sitting(slug, key)
    at = AtSitting(request, sitting, _version(request, sitting.vertelpunt), sitting.audience)
    return _take(at) if request.method == "POST" else _show(at)


@csrf_exempt  # as above
@require_http_methods(["GET", "HEAD", "POST"])
def collect_paper(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Ask for the number of a form, show that form to be entered, and keep what was sent."""
    sitting = _sitting(slug, key)
    typed = request.POST.get("form", "") or request.GET.get("number", "")
    at = AtSitting(request, sitting, _version(request, sitting.vertelpunt), sitting.audience)
    if not typed:
        return _render(at, "number", {})
    try:
        form = find_form(point=sitting.vertelpunt, typed=typed)
    except Refused as refused:
        return _not_this_form(at, refused, typed)
    at = AtSitting(request, sitting, form.version, form.audience, form)
    return _take(at) if request.method == "POST" else _show(at)


def _not_this_form(at: AtSitting, refused: Refused, typed: str) -> HttpResponse:
    """Say why a form cannot be entered; one that this very page sent before is a story that was kept."""
    story = _uuid(at.request.POST.get("story", ""))
    if refused.code == "form_entered" and story and at.point.stories.filter(pk=story).exists():
        return _kept(at, "")
    if at.wants_json:
        return _refused(refused)
    return _render(at, "number", {"error": str(refused.message), "typed": typed[:20]}, 422)


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _take(at: AtSitting) -> HttpResponse:
    posted = at.request.POST
    answers, faults = read_page(at.asked, posted)
    if faults and not at.wants_json:
        return _show(at, answers=answers, faults=faults)
    wrong = {fault.key for fault in faults}
    code = posted.get("code", "")[:40] or new_code()
    sent = Sent(
        story=_uuid(posted.get("story", "")) or uuid4(),
        text=posted.get("text", ""),
        title=posted.get("title", ""),
        code=code,
        teller=_uuid(posted.get("teller", "")),
        answers={key: SKIPPED if key in wrong else value for key, value in answers.items()},
        language=at.form.language if at.form else at.request.LANGUAGE_CODE or "nl",
        form=at.form.number if at.form else "",
    )
    try:
        story = keep(sitting=at.sitting, version=at.version, sent=sent)
    except Refused as refused:
        return _refused(refused) if at.wants_json else _show(at, answers=answers, error=str(refused.message))
    wrong |= {key for key, value in answers.items() if value != story.answers.get(key) == SKIPPED}
    return _kept(at, "" if at.form else spaced_code(code), wrong)


def _left_out(at: AtSitting, wrong: Collection[str]) -> str:
    """Say which answers did not fit their question, or that their question is not asked here."""
    names = [one.text_for(at.audience.key) for one in at.asked if one.key in wrong]
    if not names:
        return _("The story is kept. An answer to a question that is not asked here was left out.")
    return _("The story is kept. An answer that does not fit was left out: %(questions)s") % {
        "questions": " · ".join(names)
    }


def _refused(refused: Refused) -> JsonResponse:
    return JsonResponse({"code": refused.code, "message": str(refused.message)}, status=refused.status)


def _kept(at: AtSitting, code: str, wrong: Collection[str] = ()) -> HttpResponse:
    """Say that a story is kept, and which answers are not; a form's own code stands on its teller's sheet."""
    if at.wants_json:
        return JsonResponse({"kept": True} | ({"left_out": _left_out(at, wrong)} if wrong else {}))
    return _render(at, "kept", {"code": code})


def _show(
    at: AtSitting, *, answers: Mapping[str, Any] | None = None, faults: Sequence[Fault] = (), error: str = ""
) -> HttpResponse:
    """Show the story and all its questions on one page, with what was typed."""
    posted, form = at.request.POST, at.form
    region = {one.key: at.sitting.region.code for one in at.asked if one.kind == "region" and at.sitting.region}
    filled = dict(answers) if answers is not None else region
    context = {
        "prompt": localized(at.audience.prompt) or localized(at.point.prompt),
        "questions": [(shown(one, at.point, at.audience.key, filled, faults), one.show_if) for one in at.asked],
        "number": spaced_number(form.number) if form else "",
        "version": at.version.pk,
        "story": _uuid(posted.get("story", "")) or uuid4(),
        "teller": _uuid(posted.get("teller", "")) or uuid4(),
        "text": clean(posted.get("text", "")),
        "story_title": clean_line(posted.get("title", "")),
        "max_title": MAX_TITLE,
        "error": error,
        "faults": len(faults),
    }
    return _render(at, "paper" if form else "collect", context, 422 if faults or error else 200)


def _render(at: AtSitting, name: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    key = at.request.resolver_match.kwargs["key"] if at.request.resolver_match else ""
    base = public_context(at.point) | {
        "sitting": at.sitting,
        "audience": at.audience,
        "open": is_open(at.sitting),
        "here": reverse("vertelpunt:collect", args=[at.point.slug, key]),
        "paper_here": reverse("vertelpunt:collect_paper", args=[at.point.slug, key]),
    }
    response = render(at.request, f"vertelpunt/together/{name}.html", base | dict(context), status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
