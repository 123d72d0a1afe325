"""How high the figure of a printed card may be, so that its words still fit on the front: an estimate in mm."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from patterns.card import Card
from patterns.worded import is_pair

PAGE = 179.0  # A4 landscape within its margins
LOWEST, NORMAL, HIGHEST = 34.0, 46.0, 60.0
FIXED = 16.0  # rules, headings, space between the parts
STATISTICS = 37.5  # labels, poles, five lines of numbers, caption
CAPTION = 8.0
WRITING = 6.8


@dataclass(frozen=True)
class Room:
    """The height of the figure, and how many lines there are to write on."""

    high: float
    lines: int


def room_of(card: Card) -> Room:
    """Return the room that `card` has."""
    free = PAGE - FIXED - _title(card) - _around_figure(card)
    for lines in (2, 1):
        high = free - _words(card, lines)
        if high >= LOWEST:
            return Room(min(high, HIGHEST), lines)
    return Room(NORMAL, 2)  # it flows to a second page: no need to be narrow


def _title(card: Card) -> float:
    tags = 30 * (bool(card.theme) + card.fictional + (card.state == "draft"))
    title = _lines([card.title], (250 - tags) / 3.05)
    questions = sum(len(one.text) + len(one.how) + 14 for one in card.questions) + len(card.answered)
    return 2.5 + 7.6 * title + 4.5 * ceil(questions / 175)


def _around_figure(card: Card) -> float:
    if card.figure is None:
        return 0.0
    if card.figure.form not in ("histogram", "histograms"):
        return CAPTION + (16.0 if card.figure.form == "grid" else 0.0)
    return 2 * 12.0 + CAPTION if is_pair(card.figure) else STATISTICS


def _words(card: Card, lines: int) -> float:
    seen = 6.2 * _lines(card.seen.split("\n"), 34) + 4.2 * _lines([card.strength], 56)
    readings = sum(5.0 * _lines([text], 40) + 7.0 for _, text in card.readings) + 6 + WRITING * lines
    quotes = sum(5.0 * _lines([quote.text + quote.audience + "· 0000"], 46) + 2.5 for quote in card.quotes)
    chosen = 4.5 * sum(ceil(len(part) / 9) for part in (card.typical, card.counter, card.middle))
    return max(seen, readings, quotes + chosen)


def _lines(texts: Iterable[str], long: float) -> int:
    return sum(ceil(len(text) / long) for text in texts if text.strip())
