"""Pages for members: the Vertelpunten of a coalition, and reading stories before anybody else does."""

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
from vertelpunt.forms import ReleaseForm
from vertelpunt.models import Story, Vertelpunt


@require_safe
@member_view(Permission.READ_FIGURES)
def coalition(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the Vertelpunten of the coalition, own and lent, with their response."""
    return render(request, "vertelpunt/coalition.html", {"desk": desk, "responses": queries.responses(desk)})


def _own(desk: Desk, slug: str) -> Vertelpunt:
    place = workplace(desk, slug)
    if not place.own:
        raise Http404
    return place.vertelpunt


def _page(
    request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story | None, form: ReleaseForm | None = None
) -> HttpResponse:
    context = {
        "desk": desk,
        "point": point,
        "story": story,
        "form": form or (ReleaseForm.of(story) if story else None),
        "waiting": queries.to_moderate(point).count(),
        "held": queries.held_back(point),
    }
    return render(request, "vertelpunt/moderation.html", context, status=422 if form else 200)


@require_safe
@member_view(Permission.MODERATE)
def moderation(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the story that waits longest."""
    point = _own(desk, vertelpunt)
    return _page(request, desk, point, queries.to_moderate(point).first())


@member_view(Permission.MODERATE)
def release(request: HttpRequest, desk: Desk, vertelpunt: str, story: UUID) -> HttpResponse:
    """Show one story; release it or hold it back."""
    point = _own(desk, vertelpunt)
    found = get_object_or_404(Story.objects.select_related("audience", "vertelpunt"), pk=story, vertelpunt=point)
    if request.method != "POST":
        return _page(request, desk, point, found)
    if request.POST.get("do") == "hold":
        actions.hold(desk=desk, story=found)
        messages.success(request, _("Story %(number)s is held back.") % {"number": found})
        return redirect("vertelpunt:moderation", desk.coalition.slug, point.slug)
    return _release(request, desk, point, found)


def _release(request: HttpRequest, desk: Desk, point: Vertelpunt, story: Story) -> HttpResponse:
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, point, story, form)
    actions.release(desk=desk, story=story, title=form.cleaned_data["title"], text=form.cleaned_data["text"])
    messages.success(request, _("Story %(number)s is released.") % {"number": story})
    return redirect("vertelpunt:moderation", desk.coalition.slug, point.slug)
