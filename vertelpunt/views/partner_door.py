"""What a partner opens with a link: its own part of the response, and the page to stop reminders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from lib.limits import sender
from vertelpunt.actions.partners import link_with
from vertelpunt.actions.reminding import contact_with, stop_reminders
from vertelpunt.limits import GUESSES
from vertelpunt.models import PartnerContact, PartnerLink
from vertelpunt.spreading import door
from vertelpunt.spreading.part import part_of

KEY = "key"


@require_safe
def partner_part(request: HttpRequest) -> HttpResponse:
    """Show a partner its own part; a secret in the address is exchanged at once and leaves it."""
    if KEY in request.GET:
        return _exchange(request)
    link = PartnerLink.objects.filter(pk=door.link_of(request) or 0, expires_on__gte=timezone.localdate())
    found = link.select_related("partner__vertelpunt__coalition").first()
    context = {"part": part_of(found.partner), "link": found, "point": found.partner.vertelpunt} if found else {}
    return render(request, "vertelpunt/spreading/part.html", context | {"today": timezone.localdate()})


def _exchange(request: HttpRequest) -> HttpResponse:
    who, response = sender(request), redirect("vertelpunt:partner_part")
    link = None if GUESSES.reached(who) else link_with(request.GET[KEY][:100])
    if link is None:
        GUESSES.count(who)
        response.delete_cookie(door.LINK, path=door.PATH)
    else:
        door.keep_link(response, link)
    return response


@csrf_exempt  # the secret is the only authority; mail programs post it by one click (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def partner_stop(request: HttpRequest) -> HttpResponse:
    """Ask once more and stop the reminders; the name and mail address are deleted."""
    key = request.GET.get(KEY, "")[:200]
    if key and request.method != "POST":
        response = redirect("vertelpunt:partner_stop")
        door.keep_stop(response, key)
        return response
    contact = contact_with(key) if key else door.stopping(request)
    stopped = request.method == "POST" and _stop(contact)
    context = {"contact": contact, "stopped": stopped}
    return render(request, "vertelpunt/spreading/stop.html", context)


def _stop(contact: PartnerContact | None) -> bool:
    if contact is not None and not contact.stopped_on:
        stop_reminders(contact=contact, on=timezone.localdate())
    return contact is not None
