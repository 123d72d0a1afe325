"""Guess first: the page before the data of a card, and the guess beside it; it stands in the address only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from patterns.card import Card
from patterns.guessing import guessing_of

SEEN = ("all", "guess")


def guess_first(request: HttpRequest, card: Card, page: dict[str, Any]) -> HttpResponse | None:
    """Return the page on which one guesses; None when there is nothing to guess, or it was done or left out."""
    guessing = guessing_of(card)
    if guessing is None or request.GET.get("see") in SEEN:
        return None
    return render(request, "patterns/card_guess.html", page | {"guessing": guessing})


def guessed(request: HttpRequest, card: Card) -> dict[str, Any]:
    """Return the guess beside the data, for a page that shows the card."""
    guessing = guessing_of(card) if request.GET.get("see") == "guess" else None
    return {"guessed": guessing.beside(request.GET) if guessing else []}
