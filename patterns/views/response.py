"""Response in one look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from patterns import background
from patterns.explorer import response as found
from patterns.explorer.stock import stock_of
from patterns.views.dashboard import context
from patterns.views.waiting import wait
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import workplace


@member_view(Permission.READ_FIGURES)
@require_GET
def response(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show how many stories came from whom, from where, by which way and when."""
    place = workplace(desk, vertelpunt)
    if waiting := wait(request, place, context(place, "answers")):
        return waiting
    stock = stock_of(place)
    tiles = found.regions(stock, place.vertelpunt)
    complete = int(stock.marks.complete.sum())
    shown = {
        "stories": stock.size,
        "complete": complete,
        "incomplete": stock.size - complete,
        "audiences": found.groups(stock, background.AUDIENCE),
        "channels": found.groups(stock, background.CHANNEL),
        "map": [tile for tile in tiles if tile.row],
        "listed": [tile for tile in tiles if not tile.row],
        "unplaced": found.groups(stock, background.REGION)[-1:] if tiles else (),
        "days": found.days(stock),
        "path": reverse("patterns:dashboard", args=[desk.coalition.slug, place.vertelpunt.slug]),
    }
    return render(request, "patterns/response.html", context(place, "answers") | shown)
