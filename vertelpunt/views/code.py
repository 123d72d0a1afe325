"""The page behind a code: read a story, go on with it, see where it lay, take it back. No code is in an address."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lib.languages import speak
from lib.limits import sender
from lib.secrets import code_digest
from lib.slots import TrailStep, story_trail
from vertelpunt import actions
from vertelpunt.actions.hands import stop_sharing
from vertelpunt.actions.paper import form_by_code, stop_form
from vertelpunt.actions.telling import CODE_PURPOSE
from vertelpunt.limits import GUESSES
from vertelpunt.models import PaperForm, Share, Story
from vertelpunt.views.context import public_context, shown_again
from vertelpunt.views.resuming import way_back

SALT = "vertelpunt.code"
MAX_AGE = 60 * 60


@csrf_exempt  # the code, and then the signed token in the form, are the only authority: no cookie gives any right
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code, or do what the page behind it asks."""
    if request.method != "POST":
        return _page(request, "ask")
    if "token" in request.POST:
        return _with_token(request)
    return _with_code(request, request.POST.get("code", "")[:100])


def _page(
    request: HttpRequest, step: str, story: Story | None = None, error: str = "", code: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {"step": step, "error": error}
    if story:
        speak(request, story.vertelpunt.languages)
        token = signing.dumps([str(story.pk), code], salt=SALT, compress=True)
        given = Share.objects.filter(story=story).select_related("professional", "coalition").first()
        context |= {"story": story, "token": token, "trail": _trail(story), "share": given} | way_back(story, code)
    point = story.vertelpunt if story else None
    status = 422 if error else 200
    return shown_again(render(request, "vertelpunt/code.html", public_context(point) | context, status=status))


def _trail(story: Story) -> list[TrailStep]:
    """Return what happened with a story, in the order in which it happened; no day lies in the future."""
    release = getattr(story, "release", None)
    read = TrailStep(release.released_on if release else None, _read_by_a_person(story))
    steps = sorted([read, *story_trail(story.pk)], key=lambda step: step.on or date.min)
    today = timezone.localdate()
    return [replace(step, on=None) if step.on and step.on > today else step for step in steps]


def _read_by_a_person(story: Story) -> str:
    """Say whether somebody has read the story."""
    if story.held_for:
        return _why_held(story)
    own = {
        Story.State.TOLD: _("Your story waits until somebody has read it. After that others can read it too."),
        Story.State.HELD: _("Your story was read and is kept out of sight. Nobody else reads it."),
        Story.State.RELEASED: _("Your story was read. It counts, and people who work on better help can read it."),
    }
    return own[Story.State(story.state)]


def _why_held(story: Story) -> str:
    why = {
        Story.HeldFor.SHORT: _("Your story was read. It is too short for others to learn from."),
        Story.HeldFor.KNOWN: _("Your story was read. You or somebody else could be recognised in it."),
        Story.HeldFor.ELSEWHERE: _("Your story was read. It is about something else than what is asked here."),
        Story.HeldFor.DUPLICATE: _("Your story was read. It was told here before, so that it counts once."),
    }
    nobody = _("That is why nobody else reads it.")
    return f"{why[Story.HeldFor(story.held_for)]} {nobody}"


def _find(**by: object) -> Story | None:
    return (
        Story.everything.filter(**by).select_related("vertelpunt__coalition", "audience", "channel", "release").first()
    )


def _with_code(request: HttpRequest, typed: str) -> HttpResponse:
    """Look a code up by its keyed digest, so that neither time nor database tells anything about a wrong one."""
    who = sender(request)
    if GUESSES.reached(who):
        return _page(request, "ask", error=_("Too many codes were tried from here. Wait a quarter of an hour."))
    story = _find(code_digest=code_digest(CODE_PURPOSE, typed))
    if story is None and (form := form_by_code(typed)):
        return _paper(request, form)
    if story is None:
        GUESSES.count(who)
        return _page(request, "ask", error=_("We know no story with this code. Look at it again, letter by letter."))
    return _page(request, "read", story, code=typed)


def _paper(request: HttpRequest, form: PaperForm) -> HttpResponse:
    """Show that a form on paper was not typed over yet, with a button so that it never will be."""
    if "stop" in request.POST:
        stop_form(form=form)
    context = {"step": "paper", "form": form, "typed": request.POST.get("code", "")[:100]}
    return shown_again(render(request, "vertelpunt/code.html", public_context(form.vertelpunt) | context))


def _with_token(request: HttpRequest) -> HttpResponse:
    try:
        pk, code = signing.loads(request.POST["token"], salt=SALT, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError):
        return _page(request, "ask", error=_("The page was open for too long. Type your code again."))
    story = _find(pk=pk)
    if story is None:
        return _page(request, "gone")
    if "stop_sharing" in request.POST:
        stop_sharing(story=story)
    if "withdraw" in request.POST:
        actions.withdraw(story=story)
        return _page(request, "gone")
    return _page(request, "confirm" if "ask" in request.POST else "read", story, code=code)
