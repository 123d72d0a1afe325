"""Stories one at a time, before anybody else reads them: release, hold back, undo, or leave for later."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt import actions, queries
from vertelpunt.access import workplace
from vertelpunt.changes import changes, share_changed
from vertelpunt.forms import HoldForm, ReleaseForm
from vertelpunt.models import Story, Vertelpunt

MUCH = 1 / 3  # of the words: more than taking out names


def _own(desk: Desk, slug: str) -> Vertelpunt:
    place = workplace(desk, slug)
    if not place.own:
        raise Http404
    return place.vertelpunt


def _page(
    request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story | None, *, status: int = 200, **context: Any
) -> HttpResponse:
    form = context.pop("form", None) or (ReleaseForm.of(story) if story else None)
    text = (form["text"].value() or "") if form else ""
    base = {
        "desk": desk,
        "point": point,
        "story": story,
        "form": form,
        "hold_form": HoldForm(),
        "changes": changes(story.text, text) if story and text.split() != story.text.split() else (),
        "waiting": queries.to_moderate(point).count(),
        "held": queries.held_back(point),
        "released": queries.last_released(point),
    }
    return render(request, "vertelpunt/moderation.html", base | context, status=status)


@require_safe
@member_view(Permission.MODERATE)
def moderation(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the story that waits longest, or the one after the story that was left for later."""
    point = _own(desk, vertelpunt)
    return _page(request, desk, point, queries.next_to_moderate(point, request.GET.get("after", "")))


@member_view(Permission.MODERATE)
def release(request: HttpRequest, desk: Desk, vertelpunt: str, story: UUID) -> HttpResponse:
    """Show one story; release it, hold it back, or undo its release."""
    point = _own(desk, vertelpunt)
    found = get_object_or_404(Story.objects.select_related("audience", "vertelpunt"), pk=story, vertelpunt=point)
    if request.method != "POST":
        return _page(request, desk, point, found)
    do = {"hold": _hold, "undo": _undo}.get(request.POST.get("do", ""), _release)
    return do(request, desk, point, found)


def _done(request: HttpRequest, desk: Desk, point: Vertelpunt, message: str) -> HttpResponse:
    messages.success(request, message)
    return redirect("vertelpunt:moderation", desk.coalition.slug, point.slug)


def _hold(request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story) -> HttpResponse:
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, point, story, status=422, form=ReleaseForm(request.POST), hold_form=form)
    actions.hold(desk=desk, story=story, why=form.cleaned_data["why"])
    return _done(request, desk, point, _("Story %(number)s is held back.") % {"number": story})


def _undo(request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story) -> HttpResponse:
    actions.reopen(desk=desk, story=story)
    return _done(request, desk, point, _("Nobody reads story %(number)s now. It waits again.") % {"number": story})


def _release(request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story) -> HttpResponse:
    """Release; when much of what was told would be gone, show it first and ask."""
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, point, story, status=422, form=form)
    title, text = form.cleaned_data["title"], form.cleaned_data["text"]
    if request.POST.get("do") != "sure" and share_changed(story.text, text) > MUCH:
        return _page(request, desk, point, story, form=form, much=True)
    actions.release(desk=desk, story=story, title=title, text=text)
    return _done(request, desk, point, _("Story %(number)s is released.") % {"number": story})
