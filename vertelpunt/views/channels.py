"""Links of a Vertelpunt: the short addresses themselves, and the pages on which they are made, changed and closed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from lib.errors import Refused
from lib.texts import localized
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions import channels as act
from vertelpunt.kit.forms import languages
from vertelpunt.kit.items import of_medium
from vertelpunt.models import Channel, Vertelpunt
from vertelpunt.queries import public_vertelpunten
from vertelpunt.spreading import links
from vertelpunt.spreading.forms import ChannelForm, LinksForm, TargetForm
from vertelpunt.spreading.response import whole_target
from vertelpunt.views.public import CHANNEL, ROOM


def page(
    request: HttpRequest, desk: Desk, point: Vertelpunt, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Show one of the pages of spreading `point`; the tab has the name of the page."""
    base = {"desk": desk, "point": point, "tab": name}
    return render(request, f"vertelpunt/spreading/{name}.html", base | context, status=status)


@require_safe
def short(request: HttpRequest, short: str, room: bool = False) -> HttpResponse:
    """Lead who comes by a short address to the first page, with the channel; `room`: on a screen that people share."""
    channel = get_object_or_404(Channel.objects.select_related("vertelpunt"), short=short.lower())
    if not public_vertelpunten().filter(pk=channel.vertelpunt_id).exists():
        raise Http404
    along = {CHANNEL: channel.code} | ({ROOM: "1"} if room else {})
    return redirect(f"{reverse('vertelpunt:landing', args=[channel.vertelpunt.slug])}?{urlencode(along)}")


def _shown(channel: Channel) -> dict[str, Any]:
    return {
        "channel": channel,
        "link": links.short_link(channel),
        "typed": links.typed_link(channel),
        "room": links.short_link(channel, room=True),
    }


def by_partner(point: Vertelpunt) -> list[dict[str, Any]]:
    """Return the links in use, partner by partner, our own first."""
    found = point.channels.filter(closed_on=None).select_related("partner", "audience")
    groups: dict[str, dict[str, Any]] = {}
    for channel in sorted(found, key=lambda one: (one.partner.name if one.partner else "", one.name)):
        name = channel.partner.name if channel.partner else ""
        groups.setdefault(name, {"partner": channel.partner, "channels": []})["channels"].append(_shown(channel))
    return list(groups.values())


@member_view(Permission.SPREAD)
def channels(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show all links with their QR codes; make new ones, or close many at once."""
    point = own_vertelpunt(desk, vertelpunt)
    if request.POST.get("do") in ("close", "open"):
        return _close(request, desk, point)
    form = LinksForm(request.POST or None, point=point)
    if request.method == "POST" and form.is_valid():
        try:
            return _make(request, desk, point, form)
        except Refused as refused:
            form.add_error(None, str(refused.message))
    context = {
        "form": form,
        "groups": by_partner(point),
        "closed": point.channels.exclude(closed_on=None),
        "partners": point.partners.all(),
    }
    return page(request, desk, point, "channels", context, 422 if form.errors else 200)


def _make(request: HttpRequest, desk: Desk, point: Vertelpunt, form: LinksForm) -> HttpResponse:
    made = act.make_channels(
        desk=desk,
        point=point,
        partner=form.cleaned_data["partner"],
        media=form.cleaned_data["ways"],
        audiences=form.audiences(),
    )
    said = ngettext("%(count)d link is made.", "%(count)d links are made.", len(made)) % {"count": len(made)}
    messages.success(request, said if made else _("These links were there already. Nothing was changed."))
    return redirect("vertelpunt:channels", desk.coalition.slug, point.slug)


def _close(request: HttpRequest, desk: Desk, point: Vertelpunt) -> HttpResponse:
    closed = request.POST["do"] == "close"
    chosen = point.channels.filter(code__in=request.POST.getlist("channel"))
    count = act.close_channels(desk=desk, point=point, channels=chosen, closed=closed)
    if closed:
        said = ngettext("%(count)d link is closed.", "%(count)d links are closed.", count)
    else:
        said = ngettext("%(count)d link is in use again.", "%(count)d links are in use again.", count)
    messages.success(request, said % {"count": count})
    return redirect("vertelpunt:channels", desk.coalition.slug, point.slug)


@member_view(Permission.SPREAD)
def channel(request: HttpRequest, desk: Desk, vertelpunt: str, channel: str) -> HttpResponse:
    """Show one link, with its QR code, and change what it is called and for whom it is."""
    point = own_vertelpunt(desk, vertelpunt)
    found = get_object_or_404(point.channels.select_related("partner", "audience", "vertelpunt"), code=channel)
    form = ChannelForm(request.POST or None, channel=found)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "partner", "medium")}
        act.change_channel(desk=desk, channel=found, audience=form.audience(), **values)
        messages.success(request, _("Kept."))
        return redirect("vertelpunt:channel", desk.coalition.slug, point.slug, found.code)
    context = {"form": form, "one": _shown(found), "partners": point.partners.all()}
    context |= {"materials": of_medium(found.medium), "languages": languages(point)}
    return page(request, desk, point, "channel", context, 422 if form.errors else 200)


@require_safe
@member_view(Permission.SPREAD)
def qr(request: HttpRequest, desk: Desk, vertelpunt: str, channel: str, form: str) -> HttpResponse:
    """Return the QR code of a link as a file; with `?room=1` that for a shared screen."""
    point = own_vertelpunt(desk, vertelpunt)
    found = get_object_or_404(point.channels, code=channel)
    if form not in links.FORMS:
        raise Http404
    room = request.GET.get(ROOM) == "1"
    response = HttpResponse(links.qr(found, form, room=room), content_type=links.FORMS[form])
    how = "attachment" if "keep" in request.GET else "inline"
    response.headers["Content-Disposition"] = f'{how}; filename="{found.code}{"-room" if room else ""}.{form}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@member_view(Permission.SPREAD)
def targets(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Ask how many complete stories are hoped for: in all, of each group and by each link."""
    point = own_vertelpunt(desk, vertelpunt)
    whole, groups, ways = _target_forms(request.POST if request.method == "POST" else None, point)
    every = [whole, *groups.values(), *ways.values()]
    valid = [form.is_valid() for form in every]
    if request.method == "POST" and all(valid):
        act.set_targets(
            desk=desk,
            point=point,
            whole=whole.hoped(),
            audiences={pk: form.hoped() for pk, form in groups.items()},
            channels={pk: form.hoped() for pk, form in ways.items()},
        )
        messages.success(request, _("Kept."))
        return redirect("vertelpunt:targets", desk.coalition.slug, point.slug)
    context = {"whole_list": [whole], "audiences": groups.values(), "channels": ways.values(), "every": every}
    return page(request, desk, point, "targets", context, 422 if request.method == "POST" else 200)


def _target_forms(data: Any, point: Vertelpunt) -> tuple[TargetForm, dict[int, TargetForm], dict[int, TargetForm]]:
    kept = {(one.audience_id, one.channel_id): one for one in point.targets.all()}
    whole = TargetForm(data, prefix="all", target=whole_target(point), name=_("Everybody together"))
    audiences = {
        one.pk: TargetForm(data, prefix=f"a{one.pk}", target=kept.get((one.pk, None)), name=localized(one.name))
        for one in point.audiences.all()
        if one.offered
    }
    channels = {
        one.pk: TargetForm(data, prefix=f"c{one.pk}", target=kept.get((None, one.pk)), name=one.name)
        for one in point.channels.filter(closed_on=None)
    }
    return whole, audiences, channels
