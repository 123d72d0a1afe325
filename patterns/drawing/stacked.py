"""A slider stacked by the steps of another question, for two selections beside each other, on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from patterns.drawing.colours import INK, LINE, SOFT
from patterns.drawing.sheet import Sheet, width, wrapped
from patterns.stats.stacks import BINS, Stack

TEXT, NAME = 9.0, 10.5
HIGH, TOP = 50.0, 12.0
SILENT_GAP = 3.0  # mm between the slider and who did not answer it
LEGEND = 5.5


@dataclass(frozen=True)
class Legend:
    """What the colours stand for, and the words below the bars."""

    names: Sequence[str]
    shown: Sequence[str]
    colours: Sequence[str]
    poles: tuple[str, str]
    unanswered: str
    notes: Sequence[str]


def stacked(stacks: Sequence[Stack], legend: Legend, top: float, wide: float) -> str:
    """Draw the selections beside each other; the height of a bar is its share of all stories of a selection."""
    gap = 10.0
    each = (wide - gap * (len(stacks) - 1)) / len(stacks)
    lines = _legend_lines(legend, wide)
    sheet = Sheet(wide, TOP + HIGH + (13 + LEGEND * len(lines) if legend.names else 11))
    for place, (one, note) in enumerate(zip(stacks, legend.notes, strict=True)):
        _panel(sheet, one, legend, note, (place * (each + gap), each, top))
    _legend(sheet, lines, TOP + HIGH + 15)
    return sheet.svg()


def _panel(sheet: Sheet, one: Stack, legend: Legend, note: str, at: tuple[float, float, float]) -> None:
    left, wide, top = at
    name = wrapped(one.label, wide, NAME, "Semibold")[0] if one.label else ""
    sheet.text(left, 2.5, name, NAME, colour=INK, weight="Semibold")
    sheet.text(left, 7.0, note, TEXT, colour=SOFT)
    step = (wide - SILENT_GAP) / (BINS + 1)
    base = TOP + HIGH
    for level in (0.25, 0.5, 0.75, 1.0):
        sheet.line([(left, base - HIGH * level), (left + wide, base - HIGH * level)], LINE, 0.4)
    for place in range(BINS + 1):
        x = left + place * step + (SILENT_GAP if place == BINS else 0.0)
        _bar(sheet, one, place, (x, step, base, top), legend.colours)
    sheet.line([(left, base), (left + wide - step - SILENT_GAP, base)], INK, 0.75)
    sheet.line([(left + wide - step, base), (left + wide, base)], INK, 0.75)
    _under(sheet, legend, (left, wide - step - SILENT_GAP), base)
    sheet.text(left + wide, base + 8, legend.unanswered, TEXT - 1, colour=SOFT, across="right")


def _bar(
    sheet: Sheet, one: Stack, place: int, box: tuple[float, float, float, float], colours: Sequence[str]
) -> None:  # fmt: skip
    x, step, base, top = box
    low = base
    for line, colour in zip(one.counts, colours, strict=True):
        high = HIGH * one.share(line[place]) / top
        sheet.boxes([(x + 0.3, low - high, step - 0.6, high)], colour, "#fffdf8", 0.3)
        low -= high
    total = one.totals[place]
    if total:
        sheet.text(x + step / 2, low - 2.0, str(total), TEXT - 1, colour=INK, across="center")


def _under(sheet: Sheet, legend: Legend, span: tuple[float, float], base: float) -> None:
    left, wide = span
    half = wide / 2 - 1
    low, high = (wrapped(pole, half, TEXT)[:1] or [""] for pole in legend.poles)
    sheet.text(left, base + 3, low[0], TEXT, colour=SOFT)
    sheet.text(left + wide, base + 3, high[0], TEXT, colour=SOFT, across="right")


def _legend_lines(legend: Legend, wide: float) -> list[list[tuple[str, str, float]]]:
    lines: list[list[tuple[str, str, float]]] = [[]]
    x = 0.0
    for name, colour in zip(legend.names, legend.shown, strict=True):
        long = width(name, TEXT) + 9.0
        if x + long > wide and lines[-1]:
            lines.append([])
            x = 0.0
        lines[-1].append((name, colour, x))
        x += long
    return lines


def _legend(sheet: Sheet, lines: Sequence[Sequence[tuple[str, str, float]]], top: float) -> None:
    for number, line in enumerate(lines):
        y = top + number * LEGEND
        for name, colour, x in line:
            sheet.boxes([(x, y - 1.6, 3.2, 3.2)], colour)
            sheet.text(x + 4.4, y, name, TEXT, colour=INK)
