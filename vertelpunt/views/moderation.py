"""Stories one at a time, before anybody else reads them: take out, release, hold back, undo, or leave for later."""

from typing import Any
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lib.errors import Refused
from lib.words import normal_newlines
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt import actions, noticing, queries
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions.claims import claim
from vertelpunt.actions.reading_log import note_reading
from vertelpunt.actions.speaking import write_down
from vertelpunt.changes import changes, share_changed
from vertelpunt.forms import HoldForm, ReleaseForm, WrittenForm
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.queue import Choice, claims_of_others, next_story, open_concerns, waiting
from vertelpunt.redacting.applying import carried, marked, ticked, without
from vertelpunt.screening import labels, near_copies, proposed, screen_waiting, screened, spans_of
from vertelpunt.views.worries import worry_context

MUCH = 1 / 3  # of the words: more than taking out names


def _about(story: Story, desk: Desk, title: str, text: str) -> dict[str, Any]:
    """Return what helps to read one story: marks, near-copies, doubts, worries, and who else reads it."""
    kept = screened(story)
    spans = spans_of(kept) if text == story.text else proposed(text, story.vertelpunt)
    other = claims_of_others(desk, story.vertelpunt).filter(story=story).first()
    return {
        "marked": marked(text, spans, labels(story.language)),
        "labels": labels(story.language),
        "proposals": len(spans),
        "in_title": [title[span.start : span.end] for span in proposed(title, story.vertelpunt)],
        "copies": near_copies(kept) if story.state == Story.State.TOLD else [],
        "doubts": [] if story.unwritten else noticing.nonsense(story.text),
        "read_first": kept.read_first,
        "read_by": other.user if other else None,
        **worry_context(desk, story),
    }


def _page(
    request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story | None, *, status: int = 200, **context: Any
) -> HttpResponse:
    form = context.pop("form", None) or (ReleaseForm.of(story) if story else None)
    text = normal_newlines(form["text"].value() or "") if form else ""
    choice = Choice.read(request.POST if request.method == "POST" else request.GET)
    base = {
        "desk": desk,
        "point": point,
        "story": story,
        "form": form,
        "hold_form": HoldForm(),
        "written": WrittenForm(initial={"said": story.text if story else ""}),
        "changes": changes(story.text, text) if story and text.split() != story.text.split() else (),
        "choice": choice,
        "waiting": len(waiting(point, choice)),
        "all_waiting": len(waiting(point)) if choice.query else None,
        "read_by_others": claims_of_others(desk, point).count(),
        "worries": open_concerns(point),
        "held": queries.held_back(point)[:50],
        "released": queries.last_released(point),
    }
    if story:
        note_reading(desk=desk, story=story)
    about = _about(story, desk, (form["title"].value() or "") if form else "", text) if story else {}
    return render(request, "vertelpunt/moderation.html", base | about | context, status=status)


@csp_update({"media-src": [SELF]})
@require_safe
@member_view(Permission.MODERATE)
def moderation(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the story that comes first and that nobody else reads, or the one after it; it is claimed for a while."""
    point = own_vertelpunt(desk, vertelpunt)
    screen_waiting(point)
    story = next_story(desk, point, Choice.read(request.GET), request.GET.get("after", ""))
    return _page(request, desk, point, story)


@csp_update({"media-src": [SELF]})
@member_view(Permission.MODERATE)
def release(request: HttpRequest, desk: Desk, vertelpunt: str, story: UUID) -> HttpResponse:
    """Show one story; release it, hold it back, or undo its release."""
    point = own_vertelpunt(desk, vertelpunt)
    stories = Story.objects.select_related("audience", "vertelpunt__coalition")
    found = get_object_or_404(stories, pk=story, vertelpunt=point)
    if request.method != "POST":
        if found.state == Story.State.TOLD:
            claim(desk=desk, story=found)
        return _page(request, desk, point, found)
    do = {"hold": _hold, "copy": _hold_copy, "undo": _undo, "write": _write}.get(request.POST.get("do", ""), _release)
    return do(request, desk, point, found)


def _done(request: HttpRequest, desk: Desk, point: Vertelpunt, message: str) -> HttpResponse:
    messages.success(request, message)
    query = Choice.read(request.POST).query
    address = reverse("vertelpunt:moderation", args=[desk.coalition.slug, point.slug])
    return redirect(f"{address}?{query}" if query else address)


def _hold(request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story) -> HttpResponse:
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, point, story, status=422, form=ReleaseForm(request.POST), hold_form=form)
    actions.hold(desk=desk, story=story, why=form.cleaned_data["why"])
    return _done(request, desk, point, _("Story %(number)s is held back.") % {"number": story})


def _hold_copy(request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story) -> HttpResponse:
    actions.hold(desk=desk, story=story, why=Story.HeldFor.DUPLICATE)
    return _done(request, desk, point, _("Story %(number)s is held back.") % {"number": story})


def _undo(request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story) -> HttpResponse:
    actions.reopen(desk=desk, story=story)
    return _done(request, desk, point, _("Nobody reads story %(number)s now. It waits again.") % {"number": story})


def _write(request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story) -> HttpResponse:
    """Make what a moderator heard the text of the story; the same page then shows what to take out."""
    form = WrittenForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, point, story, status=422, form=ReleaseForm.of(story), written=form)
    try:
        write_down(desk=desk, story=story, text=normal_newlines(form.cleaned_data["said"]))
    except Refused as refused:
        return _page(request, desk, point, story, status=422, written=form, refused=refused.message)
    messages.success(
        request, _("Story %(number)s is written down. Now take out names, and release it.") % {"number": story}
    )
    return redirect("vertelpunt:release", desk.coalition.slug, point.slug, story.pk)


def _redacted(request: HttpRequest, story: Story, text: str) -> str:
    """Return `text` without the words that were ticked; with JavaScript they were taken out in the page already."""
    ticks = ticked(request.POST.getlist("tick"))
    shown = normal_newlines(request.POST.get("shown", ""))
    if not ticks or not shown:
        return text
    return without(text, carried(ticks, shown, text), labels(story.language))


def _release(request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story) -> HttpResponse:
    """Release; when much of what was told would be gone, or a worry is open, show it first and ask."""
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, point, story, status=422, form=form)
    title = form.cleaned_data["title"]
    text = _redacted(request, story, normal_newlines(form.cleaned_data["text"]))
    form = ReleaseForm(initial={"title": title, "text": text})
    if request.POST.get("do") == "apply":
        return _page(request, desk, point, story, form=form)
    if request.POST.get("do") != "sure" and share_changed(story.text, text) > MUCH:
        return _page(request, desk, point, story, form=form, much=True)
    try:
        actions.release(desk=desk, story=story, title=title, text=text, in_spite="in_spite" in request.POST)
    except Refused as refused:
        return _page(request, desk, point, story, status=422, form=form, refused=refused.message)
    return _done(request, desk, point, _("Story %(number)s is released.") % {"number": story})
