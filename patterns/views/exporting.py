"""The page where stories are taken along as a file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from lib.sending import sent
from patterns.actions.ready import ask_file, ready_files, takes_long
from patterns.explorer.selections import ids_of, selection, selections_of
from patterns.exporting_form import ExportForm
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace
from vertelpunt.actions.exporting import Wanted, export_stories, how_many, leaves_outside, parts_of
from vertelpunt.exporting.kinds import KINDS


@member_view(Permission.EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse | StreamingHttpResponse:
    """Choose what leaves, and hand over the file."""
    place = workplace(desk, vertelpunt)
    kept = selections_of(place).filter(hidden=False)
    data = request.POST if request.method == "POST" and "tick" not in request.POST else None
    form = ExportForm(data, kept=kept, parts=parts_of(place, outside=False), own=place.own)
    status = 200 if data is None else 400
    if "tick" in request.POST:
        form.ticked(request.POST)
    elif request.method == "POST" and form.is_valid():
        try:
            return _asked(request, place, form)
        except Refused as refused:
            form.add_error(None, str(refused.message))
            status = refused.status
    shown = {
        "form": form,
        "smallest": place.vertelpunt.coalition.small_group,
        **how_many(place),
        "ready": ready_files(place),
    }
    return render(request, "patterns/export.html", context(place, "export") | shown, status=status)


def _asked(request: HttpRequest, place: Workplace, form: ExportForm) -> HttpResponse | StreamingHttpResponse:
    """Hand the file over; one that takes long is made by the worker, and a page says when it is ready."""
    chosen = form.cleaned_data["stories"]
    wanted = form.wanted(_ids(place, chosen))
    if takes_long(place, wanted):
        made = ask_file(place=place, wanted=wanted, selected=chosen, name=_name(place, wanted))
        return redirect("patterns:ready", place.desk.coalition.slug, place.vertelpunt.slug, made.pk)
    file = export_stories(place=place, wanted=wanted)
    return sent(request, file, _name(place, wanted), KINDS[wanted.kind].type)


def _ids(place: Workplace, chosen: str) -> list[UUID] | None:
    return ids_of(place, selection(place, int(chosen))) if chosen else None


def _name(place: Workplace, wanted: Wanted) -> str:
    """Return the name of a file, which says what it is and for whom."""
    whom = "outside" if leaves_outside(place, wanted.outside) else "inside"
    day = timezone.localdate().isoformat()
    return f"{place.vertelpunt.slug}-{wanted.kind}-{whom}-{day}.{KINDS[wanted.kind].ending}"
