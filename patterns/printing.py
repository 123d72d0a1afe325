"""Observation cards on paper: A4 landscape, one PDF that screen readers understand too (PDF/UA-1)."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from lib.pdf import breakable, render
from lib.texts import active_language
from patterns.card import Card, CardQuestion, CardQuote
from patterns.drawing.parts import PAPER, Drawn, Naming
from patterns.drawn import draw
from patterns.room import room_of

TEMPLATE = Path(__file__).parent / "cards" / "cards.typ"


def cards_pdf(cards: Sequence[Card]) -> bytes:
    """Return `cards` as one PDF, in their order, in the active language."""
    title = cards[0].title if len(cards) == 1 else _("Observation cards")
    printed = [_card(card, place, len(cards)) for place, card in enumerate(cards, start=1)]
    author = cards[0].coalition if cards else ""
    return render(
        TEMPLATE, {"lang": active_language(), "title": title, "author": author, "words": _words(), "cards": printed}
    )


def naming_of(card: Card) -> Naming:
    """Return the words that the figure of `card` cannot know."""
    if card.figure is None:
        return Naming()
    poles = {question.short: question.poles for question in card.questions}
    none = ("", "")
    return Naming(poles.get(card.figure.x, none), poles.get(card.figure.y, none), card.kind)


def drawn(card: Card) -> Drawn | None:
    """Return the figure of `card` drawn for paper."""
    return draw(card.figure, naming_of(card), replace(PAPER, high=room_of(card).high)) if card.figure else None


def _card(card: Card, place: int, of: int) -> dict[str, Any]:
    return {
        "number": card.number,
        "title": breakable(card.title),
        "tags": _tags(card),
        "questions": [_question(question) for question in card.questions],
        "answered": card.answered,
        "figure": _figure(drawn(card)),
        "seen": breakable(card.seen),
        "strength": card.strength,
        "lines": room_of(card).lines,
        "widths": room_of(card).widths,
        "readings": [[letter, breakable(text)] for letter, text in card.readings],
        "quotes": [_quote(quote) for quote in card.quotes],
        "chosen": chosen(card),
        "source": source(card),
        "place": _("card %(place)s of %(of)s") % {"place": place, "of": of},
    }


def _figure(figure: Drawn | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    behind = bool(figure.panels) and not figure.statistics
    return asdict(figure) | {"behind": behind}


def _tags(card: Card) -> list[dict[str, str]]:
    tags = [{"text": card.theme, "kind": "theme"}] if card.theme else []
    if card.state == "draft":
        tags.append({"text": _("draft"), "kind": "mark"})
    if card.fictional:
        tags.append({"text": _("fictional"), "kind": "mark"})
    return tags


def question_name(question: CardQuestion) -> str:
    """Return how a card refers to a question of the question set, or to a fact about a story."""
    return "" if question.number is None else _("Question %(number)s") % {"number": question.number}


def _question(question: CardQuestion) -> dict[str, str]:
    return {"name": question_name(question), "text": question.text, "how": question.how}


def _quote(quote: CardQuote) -> dict[str, str]:
    return {"text": f"“{breakable(quote.text)}”", "who": f"{quote.audience} · {story_number(quote.story)}"}


def story_number(number: int) -> str:
    """Return the number of a story as people read it."""
    return f"{number:04d}"


def chosen(card: Card) -> list[list[str]]:
    """Return the stories that go with a card, by part."""
    parts = (
        (_("Typical"), card.typical),
        (_("Counter-example"), card.counter),
        (_("From the middle"), card.middle),
    )
    return [[name, " · ".join(map(story_number, numbers))] for name, numbers in parts if numbers]


def source(card: Card) -> str:
    """Return where the numbers of a card come from, in one line."""
    counted = _("%(count)s experiences") % {"count": card.stories} if card.stories else ""
    run = _("run %(number)s") % {"number": card.run} if card.run else ""
    made_up = _("everything is made up") if card.fictional else ""
    return " · ".join(filter(None, (card.coalition, card.vertelpunt, counted, card.period, run, made_up)))


def disclaimer() -> str:
    """Return what every card says about its data."""
    return _(
        "The data was shared by people who want to help improve youth care. "
        "It is not representative, and it was not collected for that purpose."
    )


def _words() -> dict[str, str]:
    return {
        "by": _("by"),
        "seen": _("What we see"),
        "two_ways": _("Two ways to read this"),
        "ways": _("Ways to read this"),
        "third": _("Or is there a third?"),
        "another": _("Or is there another one?"),
        "voices": _("In their words"),
        "no_quotes": _("No quotes were chosen."),
        "disclaimer": disclaimer(),
        "page": _("page"),
        "of": _("of"),
        "continued": _("continued"),
        "groups": _("Group"),
        "distribution": _("share of the group"),
        "ends": _("0 to 100"),
        "numbers": _("The numbers of this card"),
        "counting": _("The numbers of this card are being counted again, because a story changed or was taken back."),
    }
