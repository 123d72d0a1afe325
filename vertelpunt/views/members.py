"""The page with the Vertelpunten of a coalition, for its members."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt import queries
from vertelpunt.starting import beginning


@require_safe
@member_view(Permission.READ_FIGURES)
def coalition(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the Vertelpunten of the coalition, own and lent, with their response."""
    context = {"desk": desk, "responses": queries.responses(desk), "beginning": beginning(desk)}
    return render(request, "vertelpunt/coalition.html", context)
