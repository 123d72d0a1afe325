"""A large file of stories that the worker makes: the page that says how far it is, and the file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lib.sending import sent
from patterns.actions.ready import is_silent, taken_along
from patterns.models import ReadyFile
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace
from vertelpunt.exporting.kinds import KINDS

S = ReadyFile.State


def ready_of(place: Workplace, pk: UUID) -> ReadyFile:
    """Return a file that somebody of this coalition asked for at this Vertelpunt, or 404."""
    return get_object_or_404(ReadyFile, coalition=place.desk.coalition, vertelpunt=place.vertelpunt, pk=pk)


@member_view(Permission.EXPORT)
@require_safe
def ready(request: HttpRequest, desk: Desk, vertelpunt: str, ready: UUID) -> HttpResponse:
    """Say how far a file is; the page asks again by itself, and has the link when it is ready."""
    place = workplace(desk, vertelpunt)
    found = ready_of(place, ready)
    busy = found.state in (S.WAITING, S.RUNNING)
    shown = {"ready": found, "busy": busy, "silent": is_silent(found), "place": place}
    if request.headers.get("HX-Request"):
        response = render(request, "patterns/_ready.html", shown)
        if not busy:
            response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "patterns/ready.html", context(place, "export") | shown)


@member_view(Permission.EXPORT)
@require_safe
def ready_file(request: HttpRequest, desk: Desk, vertelpunt: str, ready: UUID) -> StreamingHttpResponse:
    """Give a file that is ready; one that went in the meantime is refused with what to do."""
    found = ready_of(workplace(desk, vertelpunt), ready)
    made = taken_along(desk=desk, ready=found)
    return sent(request, made, found.name, KINDS[found.asked["kind"]].type)
