"""The communication kit: the page that shows what is in it, its files, and all of it as one ZIP."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from lib.errors import Refused
from lib.texts import localized
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions.channels import keep_colour, links_of, make_channels, partner_called
from vertelpunt.kit.folder import folder, folder_name
from vertelpunt.kit.forms import KitForm, languages
from vertelpunt.kit.items import BY_KEY, ITEMS, MEDIA, TYPES
from vertelpunt.kit.look import USUAL, is_colour
from vertelpunt.kit.printing import Kit, make, preview, text
from vertelpunt.models import Channel, Vertelpunt
from vertelpunt.views.channels import page

NEEDED = ("title", "lead", "prompt", "who_asks", "why")  # what a kit takes over from the Vertelpunt
AGE = 60


@member_view(Permission.SPREAD)
def kit(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Ask for whom; then show everything in the kit, or give it as a ZIP. Links that are not there are made."""
    point = own_vertelpunt(desk, vertelpunt)
    given = request.POST if request.method == "POST" else _given(request, point)
    form = KitForm(given, point=point)
    if given is None or not form.is_valid():
        return _page(request, desk, point, form, {}, 422 if form.errors else 200)
    if request.method != "POST":
        return _page(request, desk, point, form, _links(point, form))
    try:
        partner, colour = form.cleaned_data["partner"], form.cleaned_data["colour"]
        make_channels(desk=desk, point=point, partner=partner, media=MEDIA, audiences=[form.audience()])
        keep_colour(desk=desk, point=point, colour=colour)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return _page(request, desk, point, form, {}, 422)
    if request.POST.get("do") == "zip":
        return _zip(form, _links(point, form))
    here = reverse("vertelpunt:kit", args=[desk.coalition.slug, point.slug])
    return redirect(f"{here}?{urlencode(_asked(point, form))}#kit")


def _asked(point: Vertelpunt, form: KitForm) -> dict[str, Any]:
    """Return what was asked as it stands in an address: the number of a partner, never its name."""
    partner = partner_called(point, form.cleaned_data["partner"])
    return form.cleaned_data | {"partner": partner.pk if partner else ""}


def _given(request: HttpRequest, point: Vertelpunt) -> dict[str, str] | None:
    """Return what an address asks for, as the form takes it; a partner that is not ours is not there."""
    if "group" not in request.GET:
        return None
    number = request.GET.get("partner", "")
    if number and not number.isdecimal():
        raise Http404
    name = get_object_or_404(point.partners, pk=int(number)).name if number else ""
    return request.GET.dict() | {"partner": name, "colour": f"#{request.GET.get('colour', point.kit_colour)}"}


def _links(point: Vertelpunt, form: KitForm) -> dict[str, Channel]:
    found = links_of(point, form.cleaned_data["partner"], form.audience())
    return {medium: found[medium] for medium in MEDIA if medium in found}


def _zip(form: KitForm, channels: dict[str, Channel]) -> HttpResponse:
    language, colour = form.cleaned_data["language"], form.cleaned_data["colour"]
    made = folder(channels, language, colour, at=timezone.localtime())
    name = folder_name(next(iter(channels.values())), language)
    return _file(made, "application/zip", f"{name}.zip")


def _file(made: bytes, kind: str, name: str, how: str = "attachment") -> HttpResponse:
    response = HttpResponse(made, content_type=kind)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _page(
    request: HttpRequest, desk: Desk, point: Vertelpunt, form: KitForm, channels: dict[str, Channel], status: int = 200
) -> HttpResponse:
    chosen = form.cleaned_data if form.is_bound else {}
    language, colour = chosen.get("language", "nl"), chosen.get("colour", point.kit_colour)
    there = [item for item in ITEMS if item.medium in channels]
    context: dict[str, Any] = {
        "form": form,
        "partners": point.partners.all(),
        "language": language,
        "colour": colour,
        "some": len(there) < len(ITEMS),
        "asked": bool(channels) or (form.is_bound and not form.errors),
        "pictures": [(item, channels[item.medium]) for item in there if item.form != "txt"],
        "texts": [
            (item, channels[item.medium], text(Kit(channels[item.medium], language), item))
            for item in there
            if item.form == "txt"
        ],
        "untranslated": bool(channels) and _lacks(point, language),
    }
    return page(request, desk, point, "kit", context, status)


def _lacks(point: Vertelpunt, language: str) -> bool:
    """Tell whether something that the kit takes over was not written in `language`."""
    return any(localized(getattr(point, name)) and not getattr(point, name).get(language) for name in NEEDED)


@require_safe
@member_view(Permission.SPREAD)
def item(request: HttpRequest, desk: Desk, vertelpunt: str, channel: str, tongue: str, item: str) -> HttpResponse:
    """Give one item with one link as a file, or with `?preview=1` a small picture of it."""
    point = own_vertelpunt(desk, vertelpunt)
    found = get_object_or_404(
        point.channels.select_related("vertelpunt__coalition", "partner", "audience"), code=channel
    )
    wanted, colour = BY_KEY.get(item), request.GET.get("colour", USUAL)
    if wanted is None or tongue not in dict(languages(point)) or not is_colour(colour):
        raise Http404
    one = Kit(found, tongue, colour)
    if "preview" in request.GET and wanted.form != "txt":
        response = _file(preview(one, wanted), TYPES["png"], "preview.png", "inline")
        response.headers["Cache-Control"] = f"private, max-age={AGE}"
        return response
    name = f"{folder_name(found, tongue)}-{wanted.key}.{wanted.form}"
    return _file(make(one, wanted), TYPES[wanted.form], name)
