"""Vele Handen: the box of a professional, and the choice of a teller who may read."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import vertelpunten_for, workplace
from vertelpunt.actions.hands import (
    hand_key,
    link_by_id,
    make_hand_link,
    note_talked,
    read_share,
    whole_organisation,
)
from vertelpunt.actions.hands import (
    share as give,
)
from vertelpunt.hands import box_of, links_of
from vertelpunt.models import HandLink, Story, Vertelpunt
from vertelpunt.spreading.links import qr_shown
from vertelpunt.telling import Place, unseal
from vertelpunt.views.context import public_context, shown_again


def hand_address(request: HttpRequest, link: HandLink) -> str:
    """Return the whole personal link of a professional."""
    landing = reverse("vertelpunt:landing", args=[link.vertelpunt.slug])
    return request.build_absolute_uri(f"{landing}?hand={hand_key(link)}")


def _ways(request: HttpRequest, link: HandLink | None) -> tuple[str, str]:
    """Return the whole link and its QR code, to be shown on the page."""
    address = hand_address(request, link) if link else ""
    return address, qr_shown(address) if address else ""


@member_view(Permission.RECEIVE)
def hands(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the links and the box of a professional; make a new link."""
    if request.method == "POST":
        point = workplace(desk, request.POST.get("vertelpunt", "")).vertelpunt
        make_hand_link(desk=desk, point=point)
        messages.success(request, _("This is your new link. The one before does not work any more."))
        return redirect("vertelpunt:hands", desk.coalition.slug)
    today = timezone.localdate()
    mine = {link.vertelpunt_id: link for link in links_of(desk) if link.expires_on >= today}
    points = vertelpunten_for(desk.coalition).filter(state=Vertelpunt.State.OPEN)
    links = [(point, mine.get(point.pk)) for point in points]
    context = {
        "desk": desk,
        "links": [(point, link, *_ways(request, link)) for point, link in links],
        "box": box_of(desk),
    }
    return render(request, "vertelpunt/together/hands.html", context)


@member_view(Permission.RECEIVE)
def given(request: HttpRequest, desk: Desk, share: UUID) -> HttpResponse:
    """Show one story that a teller gave, as it was told; note that it was talked about."""
    found = get_object_or_404(box_of(desk), pk=share)
    if request.method == "POST":
        note_talked(desk=desk, share=found, talked="undo" not in request.POST)
        return redirect("vertelpunt:given", desk.coalition.slug, found.pk)
    read_share(desk=desk, share=found)
    return render(request, "vertelpunt/together/given.html", {"desk": desk, "share": found, "story": found.story})


def asked_to_share(point: Vertelpunt, place: Place) -> dict[str, Any]:
    """Return what the thanks page needs to ask who may read along; nothing for who came without a personal link."""
    link = link_by_id(point, place.hand) if place.hand else None
    return {"hand": link, "hand_organisation": bool(link and whole_organisation(link))}


@csrf_exempt  # as in telling: the signed token in the form is the only authority
@require_POST
def let_read(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep whom the teller lets read, and say so."""
    point = get_object_or_404(Vertelpunt.objects.select_related("coalition"), slug=slug)
    context: dict[str, Any] = {"reader": "", "error": "", "code": ""}
    try:
        place = unseal(request.POST.get("token", ""))
    except BadSignature:
        context["error"] = _("This page was open for too long. Nobody reads along.")
        return _said(request, point, context)
    link = link_by_id(point, place.hand) if place.hand else None
    story = Story.everything.filter(pk=place.story, vertelpunt=point).first()
    context["code"] = place.code
    if link is None or story is None:
        context["error"] = _("This link does not work any more. Nobody reads along.")
        return _said(request, point, context)
    reader = request.POST.get("reader", "")
    try:
        give(story=story, link=link, reader=reader, called=request.POST.get("called", ""))
    except Refused as refused:
        context["error"] = str(refused.message)
    return _said(request, point, context | {"reader": "" if context["error"] else reader, "hand": link})


def _said(request: HttpRequest, point: Vertelpunt, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["error"] else 200
    page = render(request, "vertelpunt/together/let_read.html", public_context(point) | context, status=status)
    return shown_again(page)
