"""Who read which story before release, and heard which recording; for the process leader."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.access import Desk, member_view
from people.models import Event
from people.roles import Permission
from vertelpunt.actions.reading_log import PLAYED, READ, SHARED, readings
from vertelpunt.models import Share, Story

PER_PAGE = 50


@dataclass(frozen=True)
class Line:
    """One reading: the event, what was done in words, and the story while it is there."""

    event: Event
    words: str
    story: Story | None


def _words() -> dict[str, str]:
    return {
        READ: _("read as it was told"),
        PLAYED: _("listened to the recording"),
        SHARED: _("read because the teller allowed it"),
    }


def _stories(events: list[Event]) -> dict[str, Story]:
    """Return the stories of `events` that are still there, by what the event names."""
    direct = Story.everything.select_related("vertelpunt").in_bulk(
        [UUID(event.thing_id) for event in events if event.thing == "story"]
    )
    found = {str(pk): story for pk, story in direct.items()}
    shares = Share.objects.select_related("story__vertelpunt").filter(
        pk__in=[event.thing_id for event in events if event.thing == "share"]
    )
    return found | {str(share.pk): share.story for share in shares}


@require_safe
@member_view(Permission.SEE_READING)
def reading(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List who read what before others could, the latest first."""
    words = _words()
    events = readings(desk.coalition).select_related("actor")
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    there = _stories(list(page))
    lines = [
        Line(event, words.get(event.verb, _("took stories along as a file")), there.get(event.thing_id))
        for event in page
    ]
    context = {"desk": desk, "page": page, "lines": lines, "days": settings.LOG_DAYS}
    return render(request, "vertelpunt/reading.html", context)
