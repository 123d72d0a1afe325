"""Texts that repeat a withdrawn story, for the facilitator or process leader to mend."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from duiding.actions.mending import mend, take_away
from duiding.queries.hidden import hidden_in
from people.access import Desk, member_view
from people.roles import Permission


@member_view(Permission.PREPARE_SESSIONS)
@require_safe
def mending(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what is hidden, with its texts."""
    return render(request, "duiding/mend.html", {"desk": desk, "hidden": hidden_in(desk.coalition)})


@member_view(Permission.PREPARE_SESSIONS)
@require_POST
def mend_one(request: HttpRequest, desk: Desk, kind: str, row: int) -> HttpResponse:
    """Mend one text, or remove it."""
    if request.POST.get("do") == "remove":
        take_away(desk=desk, kind=kind, pk=row)
    else:
        mend(desk=desk, kind=kind, pk=row, texts={name: str(value) for name, value in request.POST.items()})
    return redirect("duiding:mend", desk.coalition.slug)
