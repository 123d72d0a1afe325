"""Cards as a coalition reads them that works with them: its own, and those that were lent to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duiding.access import table_of
from duiding.queries.material import cards_to_choose, readable_cards
from lib.errors import Refused
from patterns.actions.prints import record_print
from patterns.card import Card, card_of
from patterns.printing import cards_pdf
from patterns.reading_card import ReadableCard
from patterns.views.guessing import guess_first, guessed
from people.access import Desk, member_view
from people.roles import Permission


def _card(desk: Desk, pk: int) -> Card:
    return card_of(get_object_or_404(cards_to_choose(desk.coalition), pk=pk)) or _nothing()


def _nothing() -> Card:
    raise Refused("no_cards", _("There is no card to print."))


def _pdf(desk: Desk, cards: list[Card], name: str) -> HttpResponse:
    response = HttpResponse(cards_pdf(cards or [_nothing()]), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    record_print(desk=desk, cards=cards)
    return response


@member_view(Permission.READ_FIGURES)
@require_safe
def card(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show a card that was lent, after a guess; one's own has a page among the cards."""
    found = get_object_or_404(cards_to_choose(desk.coalition), pk=pk)
    if found.coalition_id == desk.coalition.pk:
        return redirect("patterns:card_page", desk.coalition.slug, found.number)
    card = _card(desk, pk)
    page = {"desk": desk, "observation": found, "shown": ReadableCard(card)}
    return guess_first(request, card, page) or render(request, "duiding/card.html", page | guessed(request, card))


@member_view(Permission.READ_FIGURES)
@require_safe
def card_print(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Print a card, own or lent."""
    found = _card(desk, pk)
    return _pdf(desk, [found], f"card-{found.number}")


@member_view(Permission.PREPARE_SESSIONS)
@require_safe
def table_cards(request: HttpRequest, desk: Desk, pk: int, table: int) -> HttpResponse:
    """Print the cards of a table: paper first."""
    found = table_of(desk, pk, table)
    return _pdf(desk, [shown.card for shown in readable_cards(found)], f"table-{found.position + 1}")
