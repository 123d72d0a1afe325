"""A figure as one picture of its own, to be put in a report: title, drawings, words and disclaimer."""

import re
from collections.abc import Sequence
from math import ceil

from patterns.drawing.colours import INK, SOFT
from patterns.drawing.parts import Drawn, Panel
from patterns.drawing.sheet import Sheet, wrapped

MARGIN, GAP = 8.0, 6.0
TITLE, LABEL, SMALL = 14.0, 10.5, 9.0
LINE, SMALL_LINE = 6.0, 4.2
PAPER = "#fffdf8"
POINTS = 72 / 25.4
_HEAD = re.compile(r'^<svg [^>]*?width="([\d.]+)pt" height="([\d.]+)pt"[^>]*>', re.S)


def picture(title: str, drawn: Drawn, words: Sequence[str]) -> str:
    """Return `drawn` with its title on top and `words` (how to read it, the disclaimer) below, as one SVG."""
    inside = _inside(drawn)
    head = wrapped(title, inside, TITLE, "Semibold")
    foot = [line for text in words if text for line in wrapped(text, inside, SMALL)]
    top = MARGIN + len(head) * LINE + 3.0
    high = _high(drawn)
    sheet = Sheet(inside + 2 * MARGIN, top + high + len(foot) * SMALL_LINE + MARGIN + 3.0)
    sheet.boxes([(0, 0, sheet.wide, sheet.high)], PAPER)
    _write(sheet, head, MARGIN + LINE / 2, LINE, TITLE)
    _write(sheet, foot, top + high + 3.0 + SMALL_LINE / 2, SMALL_LINE, SMALL)
    nested = _panels(sheet, drawn, top) if drawn.panels else [_nested(drawn.svg, MARGIN, top)]
    return sheet.svg().rstrip().removesuffix("</svg>") + "".join(nested) + "</svg>"


def _write(sheet: Sheet, lines: Sequence[str], first: float, high: float, size: float) -> None:
    title = size == TITLE
    for place, line in enumerate(lines):
        weight, colour = ("Semibold", INK) if title else ("Regular", SOFT)
        sheet.text(MARGIN, first + place * high, line, size, colour=colour, weight=weight)  # type: ignore[arg-type]


def size_of(svg: str) -> tuple[float, float]:
    """Return how wide and high a drawing is, in mm."""
    found = _HEAD.match(svg)
    if found is None:
        raise ValueError("this is no drawing of ours")
    return float(found[1]) / POINTS, float(found[2]) / POINTS


def _nested(svg: str, left: float, top: float) -> str:
    """Return a drawing as a part of another, whose units are points."""
    wide, high = (part * POINTS for part in size_of(svg))
    place = f'x="{left * POINTS:.2f}" y="{top * POINTS:.2f}" width="{wide:.2f}" height="{high:.2f}"'
    return _HEAD.sub(f'<svg {place} viewBox="0 0 {wide:.2f} {high:.2f}">', svg, count=1)


def _inside(drawn: Drawn) -> float:
    if not drawn.panels:
        return max(size_of(drawn.svg)[0], 120.0)
    return max(drawn.columns * size_of(drawn.panels[0].svg)[0] + (drawn.columns - 1) * GAP, 120.0)


def _labels(drawn: Drawn) -> int:
    wide = size_of(drawn.panels[0].svg)[0]
    return max(len(wrapped(panel.label, wide, LABEL, "Semibold")) for panel in drawn.panels)


def _poles(drawn: Drawn) -> tuple[list[str], list[str]]:
    half = size_of(drawn.panels[0].svg)[0] / 2 - 2
    return wrapped(drawn.poles[0], half, SMALL), wrapped(drawn.poles[1], half, SMALL)


def _each(drawn: Drawn) -> float:
    """Return how high a panel is with its words."""
    words = _labels(drawn) * 5.0 + SMALL_LINE + max(map(len, _poles(drawn))) * SMALL_LINE
    return words + size_of(drawn.panels[0].svg)[1] + GAP


def _high(drawn: Drawn) -> float:
    if not drawn.panels:
        return size_of(drawn.svg)[1]
    return ceil(len(drawn.panels) / drawn.columns) * _each(drawn)


def _panels(sheet: Sheet, drawn: Drawn, top: float) -> list[str]:
    each, wide = _each(drawn), size_of(drawn.panels[0].svg)[0]
    made = []
    for place, panel in enumerate(drawn.panels):
        line, column = divmod(place, drawn.columns)
        made.append(_panel(sheet, drawn, panel, MARGIN + column * (wide + GAP), top + line * each))
    return made


def _panel(sheet: Sheet, drawn: Drawn, panel: Panel, left: float, top: float) -> str:
    wide, high = size_of(panel.svg)
    lines = _labels(drawn)
    for place, text in enumerate(wrapped(panel.label, wide, LABEL, "Semibold")):
        sheet.text(left, top + (place + 0.5) * 5.0, text, LABEL, colour=INK, weight="Semibold")
    under = top + lines * 5.0
    if panel.numbers:
        n = panel.numbers[0]
        sheet.text(left, under + SMALL_LINE / 2, f"n = {n}" if n[:1].isdigit() else n, SMALL, colour=SOFT)
    bottom = under + SMALL_LINE + high
    for right, pole in enumerate(_poles(drawn)):
        for place, text in enumerate(pole):
            x, across = (left + wide, "right") if right else (left, "left")
            y = bottom + (place + 0.6) * SMALL_LINE
            sheet.text(x, y, text, SMALL, colour=SOFT, across=across)  # type: ignore[arg-type]
    return _nested(panel.svg, left, under + SMALL_LINE)
