"""Pages for everybody: the first page of the product, and the first page of a Vertelpunt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from lib.slots import outcomes
from vertelpunt import queries
from vertelpunt.models import Vertelpunt
from vertelpunt.text import clean_line
from vertelpunt.views.context import public_context

CHANNEL = "k"
OUTCOMES_SHOWN = 3


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what this is, and where people can tell now."""
    return render(request, "vertelpunt/start.html", public_context(None) | {"points": queries.open_vertelpunten()})


def channel_code(request: HttpRequest) -> str:
    """Return the code of the channel in the link, known or not."""
    return clean_line(request.GET.get(CHANNEL, ""))[:20]


def landing_address(point: Vertelpunt, channel: str = "") -> str:
    """Return the address of the first page of a Vertelpunt, by the same channel."""
    return reverse("vertelpunt:landing", args=[point.slug]) + (f"?{urlencode({CHANNEL: channel})}" if channel else "")


@require_safe
def landing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who asks and why, with a button per audience."""
    point = get_object_or_404(queries.public_vertelpunten(), slug=slug)
    channel = point.channels.filter(code=channel_code(request)).first()
    context = public_context(point) | {
        "audiences": point.audiences.filter(offered=True),
        "is_open": queries.can_tell(point),
        "query": f"?{urlencode({CHANNEL: channel.code})}" if channel else "",
        "outcomes": outcomes(point.pk)[:OUTCOMES_SHOWN],
    }
    return render(request, "vertelpunt/landing.html", context)
