"""The start page of a Vertelpunt: to read, to write and to print on one A4."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt import actions
from vertelpunt.access import own_vertelpunt
from vertelpunt.making.charter_form import CharterForm
from vertelpunt.making.printing import print_charter
from vertelpunt.models import Charter
from vertelpunt.views.making import page


@require_safe
@member_view(Permission.READ_FIGURES)
def charter(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show what was agreed about a Vertelpunt."""
    point = own_vertelpunt(desk, vertelpunt)
    found = Charter.objects.filter(vertelpunt=point).first()
    return page(request, desk, point, "charter", {"charter": found})


@member_view(Permission.EDIT_VERTELPUNT)
def charter_edit(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Write what was agreed."""
    point = own_vertelpunt(desk, vertelpunt)
    found = Charter.objects.filter(vertelpunt=point).first()
    form = CharterForm(request.POST or None, charter=found)
    if request.method == "POST" and form.is_valid():
        actions.write_charter(desk=desk, point=point, values=form.values())
        messages.success(request, _("Kept. Print it and lay it on the table when you start."))
        return redirect("vertelpunt:charter", desk.coalition.slug, point.slug)
    context = {"form": form, "tables": form.tables(), "tab": "charter"}
    return page(request, desk, point, "charter_edit", context, 422 if form.errors else 200)


@require_safe
@member_view(Permission.READ_FIGURES)
def charter_print(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Give the start page as a PDF of one A4."""
    point = own_vertelpunt(desk, vertelpunt)
    found = Charter.objects.filter(vertelpunt=point).first() or Charter(vertelpunt=point)
    response = HttpResponse(print_charter(found), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="start-{point.slug}.pdf"'
    return response
