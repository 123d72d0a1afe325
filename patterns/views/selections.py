"""Selections: those that are kept, one to change or remove, and the question how one differs from the rest."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from patterns.actions import selections as actions
from patterns.explorer.conditions import Conditions
from patterns.explorer.forms import SelectionForm
from patterns.explorer.selections import found_by, may_change, selection, selections_of
from patterns.models import Selection
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace

WRITE = ["GET", "HEAD", "POST"]


def _opened(place: Workplace, query: str) -> str:
    return f"{reverse('patterns:dashboard', args=[place.desk.coalition.slug, place.vertelpunt.slug])}?{query}"


@member_view(Permission.READ_FIGURES)
@require_http_methods(WRITE)
def selections(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """List the selections that are kept; keep another one."""
    place = workplace(desk, vertelpunt)
    query = Conditions.of(request.POST.get("query", request.GET.get("query", ""))).query
    form = SelectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.keep_selection(place=place, query=query, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("“%(name)s” is kept.") % {"name": kept.name})
            return redirect(_opened(place, kept.query))
    shown = {
        "form": form if query else None,
        "query": query,
        "said": found_by(place, query).label if query else "",
        "listed": [_line(place, one) for one in selections_of(place).select_related("made_by")],
    }
    return render(request, "patterns/selections.html", context(place, "answers") | shown)


def _line(place: Workplace, one: Selection) -> dict[str, object]:
    found = found_by(place, one.query)
    return {"one": one, "said": found.label, "stories": int(found.rows.sum()), "may_change": may_change(place, one)}


@member_view(Permission.READ_FIGURES)
@require_http_methods(WRITE)
def selection_edit(request: HttpRequest, desk: Desk, vertelpunt: str, pk: int) -> HttpResponse:
    """Rename, share or remove a selection, or compare it with the rest."""
    place = workplace(desk, vertelpunt)
    one = selection(place, pk)
    if request.method == "POST" and "compare" in request.POST:
        return _compared(request, place, one.query)
    if request.method == "POST" and "remove" in request.POST:
        query, name = actions.remove_selection(place=place, selection=one), one.name
        messages.success(
            request,
            _("“%(name)s” was removed. Its conditions stand here still: keep them again to undo.") % {"name": name},
        )
        return redirect(_opened(place, query))
    form = SelectionForm(request.POST) if request.method == "POST" else SelectionForm.of(one)
    if form.is_bound and form.is_valid():
        try:
            actions.change_selection(place=place, selection=one, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("“%(name)s” is kept.") % {"name": one.name})
            return redirect("patterns:selections", desk.coalition.slug, vertelpunt)
    shown = {"form": form, "line": _line(place, selection(place, pk))}
    return render(request, "patterns/selection.html", context(place, "answers") | shown)


@member_view(Permission.ANALYSE)
@require_http_methods(["POST"])
def compare_rest(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Ask for an evaluation of what the explorer shows now beside all other stories."""
    return _compared(request, workplace(desk, vertelpunt), Conditions.of(request.POST.get("query", "")).query)


def _compared(request: HttpRequest, place: Workplace, query: str) -> HttpResponse:
    try:
        actions.compare_selection(place=place, query=query)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(_opened(place, query))
    messages.success(request, _("An evaluation was asked for. It also compares these stories with all others."))
    return redirect("patterns:patterns", place.desk.coalition.slug, place.vertelpunt.slug)
