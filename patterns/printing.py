"""Observation cards on paper: A4 landscape, one PDF that screen readers understand too (PDF/UA-1)."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from lib.pdf import breakable, render
from lib.texts import active_language
from patterns.card import Card, CardPattern, CardQuestion, CardQuote
from patterns.drawing.parts import PAPER, Naming
from patterns.drawn import draw
from patterns.paper.style import FRONT, Style
from patterns.paper.words import words

TEMPLATE = Path(__file__).parent / "cards" / "cards.typ"


def cards_pdf(cards: Sequence[Card], style: Style = FRONT, **more: Any) -> bytes:
    """Return `cards` as one PDF, in their order, in the active language; `more` is what else goes into it."""
    title = cards[0].title if len(cards) == 1 else _("Observation cards")
    data = {
        "lang": active_language(),
        "title": title,
        "author": cards[0].coalition if cards else "",
        "words": words(style),
        "style": style.plain(),
        "opening": None,
        "cards": printed_cards(cards, style),
        "sheets": [],
        "stories": [],
        "format": "a6",
    }
    return render(TEMPLATE, data | more)


def printed_cards(cards: Sequence[Card], style: Style) -> list[dict[str, Any]]:
    """Return `cards` as the template takes them, so that other papers can hold them as well."""
    return [_card(card, style, place, len(cards)) for place, card in enumerate(cards, start=1)]


def label_of(place: int) -> str:
    """Return by which name the page of the card at `place` is found."""
    return f"card-{place}"


def _card(card: Card, style: Style, place: int, of: int) -> dict[str, Any]:
    first, *others = card.patterns or (card.first,)
    return _pattern(first, style) | {
        "number": card.number,
        "label": label_of(place),
        "title": breakable(card.title),
        "tags": _tags(card),
        "further": [_pattern(part, style) for part in others],
        "seen": breakable(card.seen),
        "readings": [[letter, breakable(text)] for letter, text in card.readings],
        "quotes": [_quote(quote) for quote in card.quotes],
        "chosen": chosen(card),
        "source": source(card),
        "place": _("card %(place)s of %(of)s") % {"place": place, "of": of},
    }


def _pattern(part: CardPattern, style: Style) -> dict[str, Any]:
    drawn = _figures(part, style)
    return {
        "questions": [_question(question) for question in part.questions],
        "answered": part.answered,
        "strength": part.strength if style.statistics else "",
        "figures": drawn,
        "table": drawn[0]["table"] if drawn else {"head": (), "rows": ()},
    }


def naming_of(part: CardPattern) -> Naming:
    """Return the words that the figure of a pattern cannot know."""
    if part.figure is None:
        return Naming()
    poles = {question.short: question.poles for question in part.questions}
    none = ("", "")
    return Naming(poles.get(part.figure.x, none), poles.get(part.figure.y, none), part.kind)


def _figures(part: CardPattern, style: Style) -> list[dict[str, Any]]:
    """Return the figure at each height that it may have, the highest first: the template takes what fits."""
    if part.figure is None:
        return []
    every = (draw(part.figure, naming_of(part), replace(PAPER, high=high)) for high in style.heights)
    unlike = dict.fromkeys(every)  # lower than its lowest a figure does not become
    return [asdict(figure) | {"pairs": bool(figure.panels and figure.panels[0].twos)} for figure in unlike]


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
