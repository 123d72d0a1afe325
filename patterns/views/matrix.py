"""All pairs of questions in one table, by the size of what was found."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from patterns.pairs import ORDERS, matrix_of
from patterns.queries import Standing
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import workplace


@member_view(Permission.READ_FIGURES)
@require_safe
def matrix(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show every pair with its effect, in the order of the questions or of what goes together."""
    place = workplace(desk, vertelpunt)
    current = Standing(desk.coalition, place.vertelpunt).current
    if current is None:
        raise Http404
    wanted = request.GET.get("order", "")
    order = wanted if wanted in ORDERS else next(iter(ORDERS))
    shown = {"matrix": matrix_of(current, place.vertelpunt, order), "order": order, "orders": ORDERS.items()}
    return render(request, "patterns/matrix.html", context(place, "patterns") | shown)
