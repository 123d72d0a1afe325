"""How high the figure of a printed card may be, and how wide its columns, so that all fits on the front: estimates."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from patterns.card import Card
from patterns.histograms import is_pair
from patterns.stats.figures import Figure

PAGE = 179.0  # A4 landscape within its margins, mm
LOWEST, NORMAL, HIGHEST = 28.0, 44.0, 60.0
FIXED = 16.0  # rules, headings, space between the parts
STATISTICS = 37.5  # labels, poles, five lines of numbers, caption
CAPTION = 8.0
LOWEST_LINE = 21.0  # of two lines of histograms
WRAPPED = 4.0
WRITING = 6.8
ROUGH = 10.0  # how far an estimate may be out
Widths = tuple[float, float, float]
SPLITS: tuple[Widths, ...] = ((1.0, 1.0, 1.12), (1.3, 1.0, 1.0), (1.6, 1.0, 1.05), (1.0, 1.0, 1.5), (1.0, 1.35, 1.0))
ALL = 251.0  # mm: the three columns together


@dataclass(frozen=True)
class Room:
    """The height of the figure in mm, how many lines there are to write on, and the shares of the columns."""

    high: float
    lines: int
    widths: Widths


def room_of(card: Card) -> Room:
    """Return the room that `card` has."""
    free = PAGE - FIXED - _title(card) - _around_figure(card)
    lowest = 2 * LOWEST_LINE if card.figure and is_pair(card.figure) else LOWEST
    for lines in (2, 1):
        widths = min(SPLITS, key=lambda split: _words(card, lines, split))
        high = free - _words(card, lines, widths)
        if high >= lowest - (ROUGH if lines == 1 else 0.0):
            return Room(min(max(high, lowest), HIGHEST), lines, widths)
    return Room(NORMAL, 2, min(SPLITS, key=lambda split: _words(card, 2, split)))  # it flows to a second page


def _title(card: Card) -> float:
    tags = 30 * (bool(card.theme) + card.fictional + (card.state == "draft"))
    title = _lines([card.title], (250 - tags) / 3.05)
    questions = sum(len(one.text) + len(one.how) + 14 for one in card.questions) + len(card.answered)
    return 2.5 + 7.6 * title + 4.5 * ceil(questions / 172)


def _around_figure(card: Card) -> float:
    if card.figure is None:
        return 0.0
    if card.figure.form not in ("histogram", "histograms"):
        return CAPTION + (16.0 if card.figure.form == "grid" else 0.0)
    wraps = WRAPPED * (_wrapping_labels(card.figure) + _wrapping_poles(card, card.figure))
    return wraps + (2 * 8.5 + CAPTION + 3.0 if is_pair(card.figure) else STATISTICS)


def _wrapping_labels(figure: Figure) -> int:
    """Return how many lines of labels over the histograms take a second line."""
    if is_pair(figure):
        return 2 * any(len(group.label) > 32 for group in figure.groups[::2])
    room = 205 / max(len(figure.groups), 1) / 2.1
    return ceil(max((len(group.label) for group in figure.groups), default=0) / room) - 1


def _wrapping_poles(card: Card, figure: Figure) -> bool:
    """Tell whether the words at the ends of a slider take a second line."""
    long = max((len("".join(question.poles)) for question in card.questions), default=0)
    across = 5 if is_pair(figure) else max(len(figure.groups), 1)
    return long > 190 / across / 1.55


def _words(card: Card, lines: int, split: Widths) -> float:
    """Return the height of the highest of the three columns."""
    seen_wide, readings_wide, quotes_wide = (ALL * part / sum(split) for part in split)
    seen = 5.5 * _lines(card.seen.split("\n"), seen_wide / 2.12) + 4.2 * _lines([card.strength], seen_wide / 1.5)
    readings = sum(4.9 * _lines([text], (readings_wide - 12) / 1.78) + 6.6 for _, text in card.readings)
    quotes = sum(
        5.1 * _lines([quote.text + quote.audience + "· 0000"], quotes_wide / 1.78) + 2.5 for quote in card.quotes
    )
    chosen = 4.5 * sum(ceil(len(part) / 9) for part in (card.typical, card.counter, card.middle))
    return max(seen, readings + 6 + WRITING * lines, quotes + chosen)


def _lines(texts: Iterable[str], long: float) -> int:
    return sum(ceil(len(text) / long) for text in texts if text.strip())
