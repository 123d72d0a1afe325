"""The page of messages to other programs: where they go, how that goes, registering, testing and ending an address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lib.errors import Refused
from people.access import Desk, member_view
from people.actions.webhooks import end_webhook, make_webhook, try_webhook
from people.forms import WebhookForm
from people.models import Webhook
from people.queries import webhooks_of, why_not_sent
from people.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Permission.MANAGE_KEYS)
def webhooks(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show where messages of a coalition go; register an address, whose secret stands on the answer only."""
    form = WebhookForm(request.POST or None)
    if form.is_valid():
        try:
            made, secret = make_webhook(desk=desk, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            return _page(request, desk, WebhookForm(), made=made, secret=secret)
    return _page(request, desk, form, status=400 if form.is_bound else 200)


def _page(request: HttpRequest, desk: Desk, form: WebhookForm, status: int = 200, **more: object) -> HttpResponse:
    shown = {"desk": desk, "form": form, "lines": webhooks_of(desk.coalition)} | more
    return render(request, "people/webhooks.html", shown, status=status)


@require_POST
@member_view(Permission.MANAGE_KEYS)
def end(request: HttpRequest, desk: Desk, webhook: int) -> HttpResponse:
    """End an address."""
    end_webhook(desk=desk, webhook=get_object_or_404(Webhook, coalition=desk.coalition, pk=webhook))
    messages.success(request, _("No more messages go to this address."))
    return redirect("people:webhooks", desk.coalition.slug)


@require_POST
@member_view(Permission.MANAGE_KEYS)
def send_test(request: HttpRequest, desk: Desk, webhook: int) -> HttpResponse:
    """Send a test to an address, and say whether it was reached."""
    found = get_object_or_404(Webhook, coalition=desk.coalition, pk=webhook)
    try:
        status, fault = try_webhook(desk=desk, webhook=found)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect("people:webhooks", desk.coalition.slug)
    about = {"address": found.address, "status": status, "why": why_not_sent(fault)}
    if not fault:
        messages.success(request, _("The test has arrived at %(address)s: it answered %(status)d.") % about)
    elif status:
        said = _("%(address)s was reached, but did not take the test: it answered %(status)d.")
        messages.error(request, said % about)
    else:
        messages.error(request, _("The test did not arrive at %(address)s: %(why)s.") % about)
    return redirect("people:webhooks", desk.coalition.slug)
