"""Counts of two sliders by each other in a square, and of a triad in a triangle."""

from collections.abc import Sequence
from dataclasses import dataclass

from patterns.drawing.colours import FIND, INK, LINE, REST, SOFT, blend
from patterns.drawing.sheet import Sheet, width, wrapped

PALE = "#e9f1ee"
STEP = 10
TEXT = 9.0
NAME = 10.5
NAME_LINE = 4.4  # mm between two lines of a name
BESIDE = 20.0  # mm on both sides of a triangle
Points = Sequence[tuple[int, int, int]]


@dataclass(frozen=True)
class Axis:
    """The name of a slider and the words at its ends."""

    name: str
    low: str
    high: str


def grid(points: Points, across: Axis, up: Axis, side: float) -> str:
    """Draw how many stories lie in each square of ten by ten steps; bars along the edges add them up."""
    left, top, bars = 13.0, 13.0, 11.0
    sheet = Sheet(left + side + bars + 1, top + side + 11)
    cells = {(x // STEP, y // STEP): count for x, y, count in points if count}
    most = max(cells.values(), default=1)
    size = side / STEP
    for (x, y), count in cells.items():
        _cell(sheet, (left + x * size, top + (STEP - 1 - y) * size), size, count, most)
    _lines(sheet, left, top, side)
    _edges(sheet, cells, (left, top, side), bars)
    _across(sheet, across, left, top + side, side)
    _up(sheet, up, top, side)
    return sheet.svg()


def _cell(sheet: Sheet, corner: tuple[float, float], size: float, count: int, most: int) -> None:
    share = (count / most) ** 0.7
    x, y = corner
    sheet.boxes([(x + 0.15, y + 0.15, size - 0.3, size - 0.3)], blend(PALE, FIND, share))
    colour = "#ffffff" if share > 0.6 else INK
    sheet.text(x + size / 2, y + size / 2, str(count), min(9.0, size * 1.5), colour=colour, across="center")


def _lines(sheet: Sheet, left: float, top: float, side: float) -> None:
    for step in range(STEP + 1):
        middle = step in (0, STEP // 2, STEP)
        shift = side * step / STEP
        colour, line = (SOFT, 0.7) if middle else (LINE, 0.4)
        sheet.line([(left + shift, top), (left + shift, top + side)], colour, line)
        sheet.line([(left, top + shift), (left + side, top + shift)], colour, line)


def _edges(
    sheet: Sheet, cells: dict[tuple[int, int], int], box: tuple[float, float, float], bars: float
) -> None:  # fmt: skip
    left, top, side = box
    size = side / STEP
    columns = [sum(n for (x, _), n in cells.items() if x == step) for step in range(STEP)]
    rows = [sum(n for (_, y), n in cells.items() if y == step) for step in range(STEP)]
    most = max(columns + rows, default=1) or 1
    longest = bars - 1.5
    above = [(left + step * size + 0.4, top - 1 - longest * n / most, size - 0.8, longest * n / most)
             for step, n in enumerate(columns)]  # fmt: skip
    beside = [(left + side + 1, top + (STEP - 1 - step) * size + 0.4, longest * n / most, size - 0.8)
              for step, n in enumerate(rows)]  # fmt: skip
    sheet.boxes(above + beside, REST)


def _across(sheet: Sheet, axis: Axis, left: float, bottom: float, side: float) -> None:
    sheet.text(left, bottom + 3, axis.low, TEXT, colour=SOFT)
    sheet.text(left + side, bottom + 3, axis.high, TEXT, colour=SOFT, across="right")
    sheet.text(left + side / 2, bottom + 8, axis.name, NAME, colour=INK, weight="Semibold", across="center")


def _up(sheet: Sheet, axis: Axis, top: float, side: float) -> None:
    half = side * 0.25
    name = wrapped(axis.name, side, NAME, "Semibold")[:1]
    sheet.text(3, top + side / 2, " ".join(name), NAME, colour=INK, weight="Semibold", across="center", upright=True)
    sheet.text(9.5, top + side - half, axis.low, TEXT, colour=SOFT, across="center", upright=True)
    sheet.text(9.5, top + half, axis.high, TEXT, colour=SOFT, across="center", upright=True)


def triangle(points: Points, poles: Sequence[str], side: float) -> str:
    """Draw the stories of a triad between its three poles; the area of a dot is the number of stories."""
    wide = side + 2 * BESIDE
    parts = (wide / 2 - 3, wide / 2 - 3, wide)
    names = [wrapped(words, part, NAME, "Semibold") for words, part in zip(poles, parts, strict=False)]
    top = 3 + NAME_LINE * len(names[2]) if len(names) > 2 else 7.0
    bottom = top + side * 0.87
    sheet = Sheet(wide, bottom + 2.5 + NAME_LINE * max((len(lines) for lines in names[:2]), default=1))
    corners = ((BESIDE, bottom), (BESIDE + side, bottom), (BESIDE + side / 2, top))
    sheet.shape(corners, SOFT, filled=False)
    most = max((count for _, _, count in points), default=1)
    for first, second, count in points:
        x, y = _between(corners, first + STEP / 2, second + STEP / 2)
        sheet.dot(x, y, side / 22 * (count / most) ** 0.5, FIND)
    for (x, _y), lines, start in zip(corners, names, (bottom + 4, bottom + 4, 2.5), strict=False):
        _lines_at(sheet, x, start, lines)
    return sheet.svg()


def _lines_at(sheet: Sheet, x: float, top: float, lines: Sequence[str]) -> None:
    """Write lines around `x`, moved as far as is needed to stay on the sheet."""
    half = max((width(line, NAME, "Semibold") for line in lines), default=0.0) / 2
    middle = min(max(x, half), max(sheet.wide - half, half))
    for place, line in enumerate(lines):
        sheet.text(middle, top + place * NAME_LINE, line, NAME, colour=INK, weight="Semibold", across="center")


def _between(corners: Sequence[tuple[float, float]], first: float, second: float) -> tuple[float, float]:
    shares = (min(first, 100.0), min(second, 100.0 - min(first, 100.0)))
    weights = (*shares, 100.0 - sum(shares))
    x = sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)) / 100
    y = sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)) / 100
    return x, y
