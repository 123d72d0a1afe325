"""Histograms of a slider: one per group, with the mean marked; texts around them are set by the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from patterns.drawing.colours import INK, LINE, REST, SOFT
from patterns.drawing.sheet import Sheet, width, wrapped
from patterns.stats.figures import SliderSummary

GAP = 0.12  # of a bar's width
LABEL = 12.0
ROOM = 6.5  # mm above the bars for the mean


@dataclass(frozen=True)
class Size:
    """How large a drawing is, in mm."""

    wide: float
    high: float


def tallest(summaries: Sequence[SliderSummary]) -> float:
    """Return the largest share that any bar has, so that histograms side by side share their height."""
    shares = [max(summary.bins) / summary.n for summary in summaries if summary.n]
    return max(shares, default=1.0)


def histogram(summary: SliderSummary, colour: str, top: float, size: Size) -> str:
    """Draw one histogram; the height of a bar is its share of the group, `top` the share at full height."""
    sheet = Sheet(size.wide, size.high)
    base = size.high - 1.5
    _bars(sheet, summary, colour, top, (ROOM, base))
    _axis(sheet, base)
    if summary.mean is not None:
        _mean(sheet, summary.mean, ROOM - 1.5, base, 3.0)
    return sheet.svg()


def mirrored(chosen: SliderSummary, rest: SliderSummary, colour: str, top: float, size: Size) -> str:
    """Draw two histograms on one axis: those who chose an option upwards, the others downwards."""
    sheet = Sheet(size.wide, size.high)
    room = ROOM - 1.5
    axis = size.high / 2
    _bars(sheet, chosen, colour, top, (room, axis))
    _bars(sheet, rest, REST, top, (size.high - room, axis))
    _axis(sheet, axis)
    if chosen.mean is not None:
        _mean(sheet, chosen.mean, room - 0.5, axis, 2.4, size=10.5)
    if rest.mean is not None:
        _mean(sheet, rest.mean, size.high - room + 0.5, axis, size.high - 2.4, SOFT, size=10.5)
    return sheet.svg()


def empty(size: Size, words: str) -> str:
    """Draw the place of a group that is too small to show, and say so."""
    sheet = Sheet(size.wide, size.high)
    lines = wrapped(words, size.wide, 9)
    for place, line in enumerate(lines):
        y = size.high / 2 + 4.2 * (place - (len(lines) - 1) / 2)
        sheet.text(size.wide / 2, y, line, 9, colour=SOFT, across="center")
    _axis(sheet, size.high - 1.5)
    return sheet.svg()


def _bars(sheet: Sheet, summary: SliderSummary, colour: str, top: float, span: tuple[float, float]) -> None:
    far, axis = span
    step = sheet.wide / len(summary.bins)
    boxes = []
    for place, count in enumerate(summary.bins):
        high = abs(axis - far) * (count / summary.n / top if summary.n else 0.0)
        boxes.append((step * (place + GAP / 2), axis - high if far < axis else axis, step * (1 - GAP), high))
    sheet.boxes(boxes, colour)


def _axis(sheet: Sheet, y: float) -> None:
    sheet.line([(0, y), (sheet.wide, y)], INK, 0.75)
    for share in (0.0, 0.5, 1.0):
        sheet.line([(sheet.wide * share, y), (sheet.wide * share, y + 1.2)], SOFT, 0.6)


def _mean(
    sheet: Sheet, mean: float, end: float, axis: float, label: float, colour: str = INK, size: float = LABEL
) -> None:
    x, words = sheet.wide * mean / 100, f"{mean:.0f}"
    sheet.line([(x, end), (x, axis)], LINE, 2.2)
    sheet.line([(x, end), (x, axis)], colour, 1.0)
    half = width(words, size, "Semibold") / 2
    place = min(max(x, half), sheet.wide - half)
    sheet.text(place, label, words, size, colour=colour, weight="Semibold", across="center")
