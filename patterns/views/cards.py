"""Cards: the list in its order, one card to read on a phone, and the printed ones."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.errors import Refused
from patterns.actions.observations import move_observation
from patterns.actions.prints import say_taken_out
from patterns.card import Card, card_of, cards_of
from patterns.following import printed_words
from patterns.models import Observation, PrintedCard
from patterns.observed import changed_patterns
from patterns.queries import lent_cards
from patterns.reading_card import ReadableCard
from patterns.views.guessing import guess_first, guessed
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import vertelpunten_for


def observation_of(desk: Desk, number: int) -> Observation:
    """Return the coalition's observation with this number, or 404."""
    return get_object_or_404(desk.coalition.observations.select_related("coalition", "vertelpunt"), number=number)


@member_view(Permission.READ_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
def observations(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the cards of a coalition in their order; by POST move one a place."""
    if request.method == "POST":
        moved = observation_of(desk, _number(request.POST.get("number", "")))
        move_observation(desk=desk, observation=moved, earlier=request.POST.get("move") == "earlier")
        messages.success(request, _("Card %(number)s was moved.") % {"number": moved.number})
        return redirect("patterns:observations", desk.coalition.slug)
    every = desk.coalition.observations.select_related("vertelpunt").prefetch_related("patterns")
    changed = changed_patterns(list(every.filter(hidden=False)))
    return render(request, "patterns/observations.html", {
        "desk": desk,
        "cards": [ReadableCard(card, changed.get(card.pk, [])) for card in cards_of(every)],
        "hidden": every.filter(hidden=True),
        "final": every.filter(state=Observation.State.FINAL, hidden=False).count(),
        "vertelpunten": vertelpunten_for(desk.coalition),
        "lent": lent_cards(desk.coalition).select_related("coalition").order_by("coalition__name", "number"),
        "sets": desk.coalition.card_sets.exists(),
        "out": to_take_out(desk),
    })  # fmt: skip


def to_take_out(desk: Desk) -> list[tuple[PrintedCard, str]]:
    """Return the printed cards that must be taken out, each in words."""
    found = desk.coalition.printed_cards.exclude(take_out="").filter(taken_out_at=None)
    return [(one, printed_words(one)) for one in found.select_related("observation", "card_set", "printed_by")]


def _number(typed: str) -> int:
    if not typed.isdecimal() or len(typed) > 9:
        raise Http404
    return int(typed)


@member_view(Permission.READ_FIGURES)
@require_POST
def card_out(request: HttpRequest, desk: Desk, printed: int) -> HttpResponse:
    """Note that a printed card was taken out and destroyed."""
    say_taken_out(desk=desk, printed=printed)
    messages.success(request, _("Noted: this printed card was taken out."))
    return redirect("patterns:observations", desk.coalition.slug)


@member_view(Permission.READ_FIGURES)
@require_safe
def card_page(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show one card to read on a phone: first what somebody expects, then the data; a guess is kept nowhere."""
    observation = observation_of(desk, number)
    found = shown(observation)
    page = {"desk": desk, "observation": observation, "shown": ReadableCard(found)}
    changed = {"changed": changed_patterns([observation]).get(observation.pk, [])}
    seen = page | changed | guessed(request, found)
    return guess_first(request, found, page) or render(request, "patterns/card.html", seen)


def shown(observation: Observation) -> Card:
    """Return the card of an observation, or say that it is hidden."""
    found = card_of(observation)
    if found is None:
        raise Refused("card_hidden", _(
            "This card repeats words of a story that was taken back. It is hidden until its writer has looked at it."
        ))  # fmt: skip
    return found
