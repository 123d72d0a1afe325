"""Worrying stories: raise, write down who was told, close with what was done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lib.errors import Refused
from people.access import Desk, member_view
from people.models import Coalition
from people.roles import Permission
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions.concerns import close_concern, open_concern, raise_concern, write_told
from vertelpunt.models import Concern, ModerationRules, Story


def default_protocol() -> str:
    """Return what to do with a worrying story where a coalition wrote nothing of its own."""
    return _(
        "1. Is somebody in danger now? Call 112.\n"
        "2. Do not decide alone: tell the person in your coalition who is responsible for safety, by phone, today.\n"
        "3. Together, decide whether to ask Veilig Thuis for advice (0800-2000, day and night, free; advice can be "
        "asked without names).\n"
        "4. The story does not say who told it. Do not try to find out by yourself. Can somebody be recognised all "
        "the same? Then weigh together whether to reach them, and how.\n"
        "5. Write below who was told, with no words of the story. Close the worry with what was done."
    )


def rules_of(coalition: Coalition) -> ModerationRules:
    """Return the rules of a coalition, else of the nearest above it, else those that ship with the product."""
    line = coalition.with_ancestors()
    found = {rules.coalition_id: rules for rules in ModerationRules.objects.filter(coalition__in=line)}
    nearest = (found[one.pk] for one in line if one.pk in found)
    rules = next(nearest, ModerationRules(coalition=coalition))
    rules.protocol = rules.protocol or default_protocol()
    return rules


def worry_context(desk: Desk, story: Story) -> dict[str, Any]:
    """Return what the page of a story shows about worries."""
    concern = open_concern(story)
    closed = Concern.objects.filter(story=story).exclude(closed_at=None).select_related("closed_by")
    rules = rules_of(desk.coalition)
    told = concern.told.select_related("told_by") if concern else ()
    return {"concern": concern, "told": told, "closed_concerns": closed, "rules": rules}


@require_POST
@member_view(Permission.MODERATE)
def worry(request: HttpRequest, desk: Desk, vertelpunt: str, story: UUID) -> HttpResponse:
    """Raise a worry about a story, say who was told, or close it."""
    point = own_vertelpunt(desk, vertelpunt)
    found = get_object_or_404(Story.objects.select_related("vertelpunt"), pk=story, vertelpunt=point)
    try:
        messages.success(request, _carry_out(request, desk, found))
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("vertelpunt:release", desk.coalition.slug, point.slug, found.pk)


def _carry_out(request: HttpRequest, desk: Desk, story: Story) -> str:
    do = request.POST.get("do", "")
    if do == "told":
        write_told(desk=desk, story=story, who=request.POST.get("who", ""))
        return _("Written down who was told.")
    if do == "close":
        close_concern(desk=desk, story=story, done=request.POST.get("done", ""))
        return _("The worry is closed.")
    raise_concern(desk=desk, story=story)
    return _("This is a worrying story now. It stays on top until the worry is closed.")
