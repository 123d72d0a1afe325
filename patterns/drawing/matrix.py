"""A table of shaded counts, for many answers by many: the panels of bars.py as columns."""

from collections.abc import Sequence

from patterns.drawing.bars import TEXT, Panel, Row, lines_of_text, mark
from patterns.drawing.colours import FIND, INK, blend
from patterns.drawing.sheet import Sheet, width, wrapped

PALE = "#eef4f2"
HEAD = 9.5
LINE = 4.2
LABELS = 56.0


def matrix(panels: Sequence[Panel], wide: float, row: float) -> str:
    """Draw `panels` as columns of a table `wide` mm wide; the darker a cell, the larger its share."""
    cell = (wide - LABELS) / len(panels)
    heads = [wrapped(panel.title, cell - 1.5, HEAD, "Semibold") for panel in panels]
    top = max(map(len, heads)) * LINE + 1.5
    rows = panels[0].rows
    sheet = Sheet(wide, top + row * len(rows) + LINE)
    most = max((bar.share for panel in panels for bar in panel.rows), default=1.0) or 1.0
    for place, bar in enumerate(rows):
        lines_of_text(sheet, wrapped(bar.label, LABELS - 2, TEXT), 0, top + row * (place + 0.5), TEXT)
    for number, (panel, head) in enumerate(zip(panels, heads, strict=True)):
        left = LABELS + number * cell
        _head(sheet, head, left + cell / 2, top)
        for place, bar in enumerate(panel.rows):
            _cell(sheet, bar, (left, top + row * place, cell, row), most)
        sheet.text(left + cell / 2, sheet.high - LINE / 2 + 0.5, panel.note, 8.5, colour=INK, across="center")
    return sheet.svg()


def _head(sheet: Sheet, lines: Sequence[str], middle: float, top: float) -> None:
    for place, words in enumerate(lines):
        y = top - 1.5 - LINE * (len(lines) - place - 0.5)
        sheet.text(middle, y, words, HEAD, colour=INK, weight="Semibold", across="center")


def _cell(sheet: Sheet, bar: Row, box: tuple[float, float, float, float], most: float) -> None:
    left, top, wide, high = box
    share = (bar.share / most) ** 0.8
    sheet.boxes([(left + 0.3, top + 0.3, wide - 0.6, high - 0.6)], blend(PALE, FIND, share))
    colour = "#ffffff" if share > 0.6 else INK
    sheet.text(left + wide / 2, top + high / 2, bar.words, TEXT, colour=colour, across="center")
    if bar.compared:
        place = left + wide / 2 + width(bar.words, TEXT) / 2 + 2.4
        mark(sheet, place, top + high / 2, up=bar.compared == "more", colour=colour)
