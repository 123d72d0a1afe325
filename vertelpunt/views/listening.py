"""A moderator hears a story that was told aloud."""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions.speaking import hear
from vertelpunt.models import Story

RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that a player asks for, None for all; raise ValueError past the end."""
    found = RANGE.fullmatch(header.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    begin, end = int(first), min(int(last or size), size - 1)
    if begin > end:
        raise ValueError(header)
    return begin, end


@require_safe
@member_view(Permission.MODERATE)
def recording(request: HttpRequest, desk: Desk, vertelpunt: str, story: UUID) -> HttpResponse:
    """Send the recording of a story, or the part of it that a player asks for."""
    point = own_vertelpunt(desk, vertelpunt)
    found = get_object_or_404(Story.objects.select_related("vertelpunt"), pk=story, vertelpunt=point)
    header = request.headers.get("Range", "")
    kept, data = hear(desk=desk, story=found, begins=header in ("", "bytes=0-"))
    try:
        part = asked_range(header, len(data))
    except ValueError:
        return _safe(HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(data)}"}), kept.kind)
    if part is None:
        return _safe(HttpResponse(data), kept.kind)
    first, last = part
    response = HttpResponse(data[first : last + 1], status=206)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    return _safe(response, kept.kind)


def _safe(response: HttpResponse, kind: str) -> HttpResponse:
    """Let the browser take it for sound and nothing else, show it to no other site and keep it nowhere."""
    response.headers["Content-Type"] = f"audio/{kind}"
    response.headers["Content-Disposition"] = f'inline; filename="recording.{kind}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Accept-Ranges"] = "bytes"
    return response
