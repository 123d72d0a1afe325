"""Bars side by side: the answers to one choice, for each answer to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from patterns.drawing.colours import INK, LINE, SOFT
from patterns.drawing.sheet import Sheet, Weight, width, wrapped

TEXT = 9.5
TITLE = 10.5
LEADING = 1.18
TITLE_HIGH = 5.0
ROW = 5.6
GAP = 5.0
NUMBER = 11.0  # mm kept free for the count at the end of a bar

Compared = Literal["", "more", "fewer"]


@dataclass(frozen=True)
class Row:
    """One bar: how many, which share of its panel, and whether that is more or fewer than without an association."""

    label: str
    words: str
    share: float
    compared: Compared = ""


@dataclass(frozen=True)
class Panel:
    """The bars of one group; every panel of a drawing has the same rows."""

    title: str
    note: str
    rows: tuple[Row, ...]
    colour: str


@dataclass(frozen=True)
class Place:
    """Where the parts of a drawing go, in mm."""

    labels: float
    panel: float
    titles: int
    rows: tuple[float, ...]
    top: float

    @property
    def high(self) -> float:
        """Return the height of one line of panels."""
        return (self.titles + 1) * TITLE_HIGH + sum(self.rows) + 2.0


def bar_panels(panels: Sequence[Panel], wide: float, columns: int, row: float = ROW) -> str:
    """Draw `panels`, `columns` to a line, in a drawing `wide` mm wide and as high as needed."""
    place = _place(panels, wide, columns, row)
    lines = ceil(len(panels) / columns)
    sheet = Sheet(wide, lines * place.high + (lines - 1) * GAP)
    for number, some in enumerate(_lines(panels, columns)):
        _line_of_panels(sheet, some, place, number * (place.high + GAP))
    return sheet.svg()


def _lines(panels: Sequence[Panel], columns: int) -> list[Sequence[Panel]]:
    return [panels[start : start + columns] for start in range(0, len(panels), columns)]


def _place(panels: Sequence[Panel], wide: float, columns: int, row: float) -> Place:
    longest = max((width(bar.label, TEXT) for bar in panels[0].rows), default=0.0)
    labels = min(longest + 2.5, wide * (0.4 if columns == 1 else 0.24))
    panel = (wide - labels) / columns - GAP
    titles = max((len(wrapped(each.title, panel, TITLE, "Semibold")) for each in panels), default=1)
    lines = [len(wrapped(bar.label, labels - 2, TEXT)) for bar in panels[0].rows]
    rows = tuple(max(row, 3.9 * count + 1.2) for count in lines)
    shares = [bar.share for each in panels for bar in each.rows]
    return Place(labels, panel, titles, rows, max(shares, default=1.0) or 1.0)


def _line_of_panels(sheet: Sheet, panels: Sequence[Panel], place: Place, top: float) -> None:
    start = top + (place.titles + 1) * TITLE_HIGH
    for bar, (y, high) in zip(panels[0].rows, _rows(place, start), strict=True):
        lines_of_text(sheet, wrapped(bar.label, place.labels - 2, TEXT), 0, y + high / 2, TEXT)
    for number, panel in enumerate(panels):
        left = place.labels + number * (place.panel + GAP)
        _panel(sheet, panel, place, left, top)


def _panel(sheet: Sheet, panel: Panel, place: Place, left: float, top: float) -> None:
    titles = wrapped(panel.title, place.panel, TITLE, "Semibold")
    for line, words in enumerate(titles):
        sheet.text(left, top + (line + 0.5) * TITLE_HIGH, words, TITLE, colour=INK, weight="Semibold")
    sheet.text(left, top + (len(titles) + 0.4) * TITLE_HIGH, panel.note, 9, colour=SOFT)
    start = top + (place.titles + 1) * TITLE_HIGH
    for bar, (y, high) in zip(panel.rows, _rows(place, start), strict=True):
        _bar(sheet, bar, (left, y, place.panel, high), place.top, panel.colour)
    sheet.line([(left, start), (left, start + sum(place.rows))], INK, 0.75)


def _rows(place: Place, start: float) -> list[tuple[float, float]]:
    tops = [start + sum(place.rows[:number]) for number in range(len(place.rows))]
    return list(zip(tops, place.rows, strict=True))


def _bar(sheet: Sheet, bar: Row, box: tuple[float, float, float, float], top: float, colour: str) -> None:
    left, y, wide, high = box
    long = (wide - NUMBER) * bar.share / top
    middle = y + high / 2
    thick = min(high * 0.66, 5.0)
    sheet.line([(left, middle), (left + wide - NUMBER, middle)], LINE, 0.5)
    sheet.boxes([(left, middle - thick / 2, long, thick)], colour)
    sheet.text(left + long + 1.2, middle, bar.words, TEXT, colour=INK)
    if bar.compared:
        place = left + long + 3.4 + width(bar.words, TEXT)
        mark(sheet, place, middle, up=bar.compared == "more")


def mark(sheet: Sheet, x: float, y: float, *, up: bool, colour: str = INK) -> None:
    """Draw what says *more than expected* (filled, upwards) or *fewer* (open, downwards)."""
    tip = -1.1 if up else 1.1
    sheet.shape([(x - 1.1, y - tip * 0.8), (x + 1.1, y - tip * 0.8), (x, y + tip)], colour, filled=up)


def lines_of_text(
    sheet: Sheet, lines: Sequence[str], x: float, middle: float, size: float, weight: Weight = "Regular"
) -> None:
    """Write lines of text around the height `middle`."""
    high = size * LEADING * 25.4 / 72
    for number, words in enumerate(lines):
        y = middle + (number - (len(lines) - 1) / 2) * high
        sheet.text(x, y, words, size, colour=INK, weight=weight)
