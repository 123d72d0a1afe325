"""Pages on which a Vertelpunt is made, set up, opened, paused and closed."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lib.errors import Refused
from lib.texts import localized
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt import actions
from vertelpunt.access import own_vertelpunt, vertelpunten_for
from vertelpunt.actions.making import make_for_file, why_not_open
from vertelpunt.making.forms import AudienceForm, NewForm, SettingsForm
from vertelpunt.making.presets import FROM_FILE, preset
from vertelpunt.making.readability import Reading, reading
from vertelpunt.making.words import reading_text
from vertelpunt.models import Audience, Story, Vertelpunt

READ = ("title", "lead", "prompt", "prompt_help", "who_asks", "why")


def page(
    request: HttpRequest, desk: Desk, point: Vertelpunt, name: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Show one of the pages of setting up `point`; the tab has the name of the page."""
    base = {"desk": desk, "point": point, "tab": name}
    return render(request, f"vertelpunt/making/{name}.html", base | dict(context), status=status)


@member_view(Permission.EDIT_VERTELPUNT)
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask what a new Vertelpunt is called and begins with, and make it."""
    sources = list(vertelpunten_for(desk.coalition))
    form = NewForm(request.POST or None, sources=sources)
    if request.method == "POST" and form.is_valid():
        try:
            made = _make(desk, form, {one.slug: one for one in sources})
            return _made(request, desk, made)
        except Refused as refused:
            form.add_error("slug", str(refused.message))
    return render(
        request, "vertelpunt/making/new.html", {"desk": desk, "form": form}, status=422 if form.errors else 200
    )


def _made(request: HttpRequest, desk: Desk, made: Vertelpunt) -> HttpResponse:
    if made.preset == FROM_FILE:
        messages.success(request, _("It is there, and nobody else sees it yet. Choose the file with stories."))
        return redirect("vertelpunt:imports", desk.coalition.slug, made.slug)
    messages.success(request, _("It is there, and nobody else sees it yet. Look at its texts first."))
    return redirect("vertelpunt:settings", desk.coalition.slug, made.slug)


def _make(desk: Desk, form: NewForm, sources: Mapping[str, Vertelpunt]) -> Vertelpunt:
    how, key = form.cleaned_data["beginning"].split(":", 1)
    named = {"desk": desk, "slug": form.cleaned_data["slug"], "title": form.texts("title")}
    if how == FROM_FILE:
        return make_for_file(**named)
    ready = preset(key)
    if how == "preset" and ready:
        return actions.make_vertelpunt(**named, preset=ready)
    return actions.clone_vertelpunt(**named, source=sources[key])


@member_view(Permission.EDIT_VERTELPUNT)
def settings(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show and change the texts and rules of a Vertelpunt."""
    point = own_vertelpunt(desk, vertelpunt)
    form = SettingsForm(request.POST or None, point=point)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_vertelpunt(desk=desk, point=point, values=form.values())
            messages.success(request, _("Kept."))
            return redirect("vertelpunt:settings", desk.coalition.slug, point.slug)
        except Refused as refused:
            form.add_error(None, str(refused.message))
            point = own_vertelpunt(desk, vertelpunt)
    readings = {name: reading_text(reading(getattr(point, name).get("nl", ""))) for name in READ[1:]}
    context = {
        "form": form,
        "readings": readings,
        "whole": reading_text(read_whole(point)),
        "missing": why_not_open(point),
        "removable": point.state == Vertelpunt.State.DRAFT and not Story.everything.filter(vertelpunt=point).exists(),
    }
    return page(request, desk, point, "settings", context, 422 if form.errors else 200)


def read_whole(point: Vertelpunt) -> Reading:
    """Return how all texts of a Vertelpunt together read."""
    return reading("\n".join(getattr(point, name).get("nl", "") for name in READ))


@member_view(Permission.EDIT_VERTELPUNT)
def state(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Say what opening, pausing or closing means, and do it when that is confirmed; or remove what was never open."""
    point = own_vertelpunt(desk, vertelpunt)
    to = request.POST.get("to", "") or request.GET.get("to", "")
    if request.method != "POST":
        return page(request, desk, point, "state", {"to": to, "missing": why_not_open(point)})
    if to == "removed":
        actions.remove_vertelpunt(desk=desk, point=point)
        messages.success(request, _("The Vertelpunt is removed."))
        return redirect("vertelpunt:coalition", desk.coalition.slug)
    actions.set_state(desk=desk, point=point, state=to)
    said = {
        "open": _("People can tell now. The link is on this page."),
        "paused": _("Nobody can begin a story now. What was told is safe."),
        "closed": _("Closed. With their code, tellers can still read their story or take it back."),
    }
    messages.success(request, said[to])
    return redirect("vertelpunt:settings", desk.coalition.slug, point.slug)


@member_view(Permission.EDIT_VERTELPUNT)
def audiences(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the groups of tellers with their buttons, and a form for one of them or for a new one."""
    point = own_vertelpunt(desk, vertelpunt)
    key = request.POST.get("audience", "") or request.GET.get("audience", "")
    chosen = get_object_or_404(point.audiences, key=key) if key else None
    form = AudienceForm(request.POST or None, audience=chosen, languages=point.languages)
    if request.method == "POST" and form.is_valid():
        try:
            _keep_audience(desk, point, chosen, form)
            messages.success(request, _("Kept."))
            return redirect("vertelpunt:audiences", desk.coalition.slug, point.slug)
        except Refused as refused:
            form.add_error(None, str(refused.message))
    context = {"form": form, "chosen": chosen, "audiences": point.audiences.all(), "adding": "new" in request.GET}
    return page(request, desk, point, "audiences", context, 422 if form.errors else 200)


def _keep_audience(desk: Desk, point: Vertelpunt, audience: Audience | None, form: AudienceForm) -> None:
    values = form.values()
    if audience is None:
        values["key"] = slugify(localized(values["name"], "nl"))[:20].strip("-")
    actions.change_audience(desk=desk, point=point, audience=audience, values=values)


@require_POST
@member_view(Permission.EDIT_VERTELPUNT)
def move_audience(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Put the button of a group higher."""
    point = own_vertelpunt(desk, vertelpunt)
    actions.raise_audience(desk=desk, point=point, key=request.POST.get("audience", ""))
    return redirect("vertelpunt:audiences", desk.coalition.slug, point.slug)
