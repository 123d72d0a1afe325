"""Cards: the list in its order, one card to read on a phone, and the printed ones."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lib.errors import Refused
from patterns.actions.observations import move_observation
from patterns.card import Card, card_of, cards_of
from patterns.models import Observation
from patterns.printing import cards_pdf
from patterns.queries import lent_cards
from patterns.reading_card import ReadableCard
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import vertelpunten_for


def observation_of(desk: Desk, number: int) -> Observation:
    """Return the coalition's observation with this number, or 404."""
    return get_object_or_404(desk.coalition.observations.select_related("vertelpunt", "evaluation"), number=number)


def _pdf(cards: list[Card], name: str) -> HttpResponse:
    if not cards:
        raise Refused("no_cards", _("There is no card to print."))
    response = HttpResponse(cards_pdf(cards), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slugify(name) or "card"}.pdf"'
    return response


@member_view(Permission.READ_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
def observations(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the cards of a coalition in their order; by POST move one a place."""
    if request.method == "POST":
        moved = observation_of(desk, _number(request.POST.get("number", "")))
        move_observation(desk=desk, observation=moved, earlier=request.POST.get("move") == "earlier")
        messages.success(request, _("Card %(number)s was moved.") % {"number": moved.number})
        return redirect("patterns:observations", desk.coalition.slug)
    every = desk.coalition.observations.all()
    return render(request, "patterns/observations.html", {
        "desk": desk,
        "cards": [ReadableCard(card) for card in cards_of(every)],
        "hidden": every.filter(hidden=True),
        "final": every.filter(state=Observation.State.FINAL, hidden=False).count(),
        "vertelpunten": vertelpunten_for(desk.coalition),
        "lent": lent_cards(desk.coalition).select_related("coalition").order_by("coalition__name", "number"),
    })  # fmt: skip


def _number(typed: str) -> int:
    if not typed.isdecimal():
        raise Http404
    return int(typed)


@member_view(Permission.READ_FIGURES)
@require_safe
def cards(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Print all cards of a coalition as one PDF, or only those that are final."""
    found = desk.coalition.observations.all()
    if request.GET.get("only") == "final":
        found = found.filter(state=Observation.State.FINAL)
    return _pdf(cards_of(found), desk.coalition.name)


@member_view(Permission.READ_FIGURES)
@require_safe
def card(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Print one card."""
    observation = observation_of(desk, number)
    return _pdf([_shown(observation)], f"{observation.number}-{observation.title}")


@member_view(Permission.READ_FIGURES)
@require_safe
def card_page(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show one card to read on a phone."""
    observation = observation_of(desk, number)
    shown = {"desk": desk, "observation": observation, "shown": ReadableCard(_shown(observation))}
    return render(request, "patterns/card.html", shown)


def _shown(observation: Observation) -> Card:
    found = card_of(observation)
    if found is None:
        raise Refused("card_hidden", _(
            "This card repeats words of a story that was taken back. It is hidden until its writer has looked at it."
        ))  # fmt: skip
    return found
