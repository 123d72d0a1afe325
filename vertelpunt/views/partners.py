"""Partners for members: what was promised and done, whom to mail, the link to a partner's own part."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lib.errors import Refused
from lib.texts import localized
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions import partners as act
from vertelpunt.models import Channel, Partner, PartnerContact, Promise, Vertelpunt
from vertelpunt.spreading.forms import PartnerForm, PromiseForm, SitesForm, SmallGroupForm
from vertelpunt.spreading.framing import Frame
from vertelpunt.views.channels import page

FORMS: dict[str, tuple[type[Form], Callable[..., object]]] = {
    "promise": (PromiseForm, act.promise),
    "sites": (SitesForm, act.set_sites),
}


@member_view(Permission.SPREAD)
def partners(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show what every partner promised, the late ones first; make a partner, or set the smallest group."""
    point = own_vertelpunt(desk, vertelpunt)
    setting = request.POST.get("do") == "small"
    form = PartnerForm(request.POST if request.method == "POST" and not setting else None)
    small = SmallGroupForm(request.POST if setting else None, initial={"size": desk.coalition.small_group})
    if form.is_bound and form.is_valid():
        return _make(request, desk, point, form)
    if small.is_bound and small.is_valid():
        act.set_small_group(desk=desk, point=point, size=small.cleaned_data["size"])
        messages.success(request, _("Kept."))
        return redirect("vertelpunt:partners", desk.coalition.slug, point.slug)
    today = timezone.localdate()
    promises = Promise.objects.filter(partner__vertelpunt=point).select_related("partner")
    context = {
        "form": form,
        "small": small,
        "may_set": desk.may(Permission.EDIT_VERTELPUNT),
        "partners": point.partners.prefetch_related("promises", "channels"),
        "late": promises.filter(done_on=None, before__lt=today),
        "open": promises.filter(done_on=None, before__gte=today),
        "done": promises.exclude(done_on=None).order_by("-done_on"),
    }
    return page(request, desk, point, "partners", context, 422 if form.errors or small.errors else 200)


def _make(request: HttpRequest, desk: Desk, point: Vertelpunt, form: PartnerForm) -> HttpResponse:
    partner = act.make_partner(desk=desk, point=point, name=form.cleaned_data["name"])
    if partner and form.cleaned_data["mail"]:
        act.change_partner(desk=desk, partner=partner, **form.cleaned_data)
    messages.success(request, _("The partner is there. Write down what was promised."))
    return redirect("vertelpunt:partner", desk.coalition.slug, point.slug, partner.pk if partner else 0)


@member_view(Permission.SPREAD)
def partner(request: HttpRequest, desk: Desk, vertelpunt: str, partner: int) -> HttpResponse:
    """Show one partner: promises, whom to mail and the link to its own part."""
    point = own_vertelpunt(desk, vertelpunt)
    found = get_object_or_404(point.partners, pk=partner)
    if request.method == "POST":
        return _do(request, desk, point, found)
    return _page(request, desk, point, found, {})


def _page(
    request: HttpRequest, desk: Desk, point: Vertelpunt, found: Partner, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    contact = PartnerContact.objects.filter(partner=found).first()
    known = {"mail": contact.mail, "contact_name": contact.name} if contact else {}
    context = {
        "partner": found,
        "contact": contact,
        "promises": found.promises.all(),
        "today": timezone.localdate(),
        "link": found.links.filter(expires_on__gte=timezone.localdate()).first(),
        "form": PartnerForm(initial={"name": found.name} | known),
        "promise_form": PromiseForm(),
        "sites_form": SitesForm(initial={"sites": "\n".join(found.sites)}),
        "frame": _frame(request, point, found),
        "address": "",
    }
    return page(request, desk, point, "partner", context | more, status)


def _frame(request: HttpRequest, point: Vertelpunt, found: Partner) -> Frame | None:
    """Return what the partner puts on its site, when it has one."""
    link = found.channels.filter(medium=Channel.Medium.SITE, audience=None, closed_on=None).first()
    if link is None or not found.sites:
        return None
    address = request.build_absolute_uri(reverse("vertelpunt:landing", args=[point.slug]))
    return Frame(address, link.code, localized(point.title), point.speaking)


def _do(request: HttpRequest, desk: Desk, point: Vertelpunt, found: Partner) -> HttpResponse:
    do = request.POST.get("do", "")
    if do == "share":
        key = act.share_with(desk=desk, partner=found)
        address = request.build_absolute_uri(f"{reverse('vertelpunt:partner_part')}?key={key}")
        return _page(request, desk, point, found, {"address": address})
    if do == "change":
        return _change(request, desk, point, found)
    if do in FORMS:
        form = FORMS[do][0](request.POST)
        if not form.is_valid():
            return _page(request, desk, point, found, {f"{do}_form": form}, 422)
        FORMS[do][1](desk=desk, partner=found, **form.cleaned_data)
    elif do == "stop":
        act.stop_sharing(desk=desk, partner=found)
    elif do == "remove":
        act.remove_partner(desk=desk, partner=found)
        messages.success(request, _("The partner is removed. Its links and their stories stay."))
        return redirect("vertelpunt:partners", desk.coalition.slug, point.slug)
    messages.success(request, _("Kept."))
    return redirect("vertelpunt:partner", desk.coalition.slug, point.slug, found.pk)


def _change(request: HttpRequest, desk: Desk, point: Vertelpunt, found: Partner) -> HttpResponse:
    form = PartnerForm(request.POST)
    if form.is_valid():
        try:
            act.change_partner(desk=desk, partner=found, **form.cleaned_data)
            messages.success(request, _("Kept."))
            return redirect("vertelpunt:partner", desk.coalition.slug, point.slug, found.pk)
        except Refused as refused:
            form.add_error("name", str(refused.message))
            found.refresh_from_db()
    return _page(request, desk, point, found, {"form": form}, 422)


@member_view(Permission.SPREAD)
def promised(request: HttpRequest, desk: Desk, vertelpunt: str, promise: int) -> HttpResponse:
    """Say that a promise was kept or not, or take it away."""
    point = own_vertelpunt(desk, vertelpunt)
    promises = Promise.objects.filter(partner__vertelpunt=point).select_related("partner__vertelpunt")
    found = get_object_or_404(promises, pk=promise)
    if request.method == "POST":
        if request.POST.get("do") == "remove":
            act.remove_promise(desk=desk, promised=found)
        else:
            act.set_done(desk=desk, promised=found, done=request.POST.get("do") == "done")
    return redirect("vertelpunt:partner", desk.coalition.slug, point.slug, found.partner_id)
