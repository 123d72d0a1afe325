"""The coalitions below one, and making another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from people.access import Desk, member_view
from people.actions.coalitions import found_coalition
from people.forms import CoalitionForm
from people.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Permission.FOUND_COALITIONS)
def coalitions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the coalitions below this one, and make another."""
    form = CoalitionForm(request.POST or None)
    if form.is_valid():
        try:
            made = found_coalition(desk=desk, **form.cleaned_data)
            said = _("%(name)s is there. Invite a process leader: they do the rest.") % {"name": made.name}
            messages.success(request, said)
            return redirect("people:members", made.slug)
        except Refused as refusal:
            form.add_error("name", str(refusal.message))
    context = {"desk": desk, "form": form, "below": desk.coalition.children.select_related("region")}
    return render(request, "people/coalitions.html", context, status=400 if form.is_bound else 200)
