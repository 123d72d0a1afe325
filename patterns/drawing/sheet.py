"""A sheet to draw on: millimetres from the top left corner, our own fonts as outlines, plain SVG out.

The marks are few (boxes, lines, polygons, dots, lines of text), so the SVG is written here; matplotlib gives the
outlines of letters. Its own SVG costs 15 ms a drawing, and a set of cards is hundreds of drawings.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from html import escape
from threading import Lock
from typing import Literal

from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import TextToPath

from lib.fonts import font_folder

POINT = 25.4 / 72
OUTLINE = TextToPath.FONT_SCALE  # outlines of letters are made at this size in points
Weight = Literal["Regular", "Semibold", "Bold"]
Across = Literal["left", "center", "right"]
Box = tuple[float, float, float, float]
COMMANDS = {1: "M", 2: "L", 3: "Q", 4: "C"}  # matplotlib's codes of a path
POINTS_OF = {1: 1, 2: 1, 3: 2, 4: 3, 79: 1}
SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}
_one_at_a_time = Lock()  # matplotlib is not made for threads


@cache
def _font_path(weight: Weight) -> str:
    return str(font_folder("font_source_sans_pro") / f"SourceSansPro-{weight}.ttf")


@cache
def _width(text: str, weight: Weight) -> float:
    """Return the width of `text` in mm at 1 pt."""
    font = get_font(_font_path(weight))
    font.set_size(100, 72)
    font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64 / 100 * POINT


def width(text: str, size: float, weight: Weight = "Regular") -> float:
    """Return the width of `text` in mm at `size` points."""
    with _one_at_a_time:
        return _width(text, weight) * size


def wrapped(text: str, wide: float, size: float, weight: Weight = "Regular") -> list[str]:
    """Return `text` in lines of at most `wide` mm; a single word that is too long gets a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, weight) <= wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=4096)
def _outline(text: str, weight: Weight) -> tuple[str, float]:
    """Return the outline of `text` as an SVG path, y upwards, and how wide it is; at the size of `OUTLINE`."""
    with _one_at_a_time:
        points, codes = TextToPath().get_text_path(FontProperties(fname=_font_path(weight)), text)
        wide = _width(text, weight) * OUTLINE / POINT
    parts, place = [], 0
    while place < len(codes):
        some = POINTS_OF[int(codes[place])]
        command = COMMANDS.get(int(codes[place]))
        ends = " ".join(f"{x:.1f} {y:.1f}" for x, y in points[place : place + some])
        parts.append(f"{command}{ends}" if command else "Z")
        place += some
    return "".join(parts), wide


@cache
def _ascent(weight: Weight) -> float:
    """Return how high an l is, at the size of `OUTLINE`."""
    with _one_at_a_time:
        points, _codes = TextToPath().get_text_path(FontProperties(fname=_font_path(weight)), "l")
    return float(max(y for _x, y in points))


class Sheet:
    """A drawing of `wide` by `high` millimetres; what is drawn later lies on top."""

    def __init__(self, wide: float, high: float) -> None:
        self.wide, self.high = wide, high
        self._marks: list[str] = []

    def _mark(self, name: str, **attributes: str | float | None) -> None:
        given = {key.replace("_", "-"): _short(value) for key, value in attributes.items() if value is not None}
        said = "".join(f' {key}="{value}"' for key, value in given.items())
        self._marks.append(f"<{name}{said}/>")

    def boxes(self, boxes: Iterable[Box], colour: str, edge: str | None = None, line: float = 0.0) -> None:
        """Fill rectangles (left, top, width, height) as one shape."""
        parts = [_rectangle(*box) for box in boxes if box[2] > 0 and box[3] > 0]
        if parts:
            self._mark("path", d="".join(parts), fill=colour, stroke=edge, stroke_width=line * POINT if edge else None)

    def line(
        self, points: Iterable[tuple[float, float]], colour: str, line: float = 0.75, dashed: bool = False
    ) -> None:
        """Draw a line through `points`, `line` points thick."""
        dashes = f"{_short(3 * line * POINT)} {_short(2 * line * POINT)}" if dashed else None
        self._mark(
            "path", d=_path(points), fill="none", stroke=colour, stroke_width=line * POINT, stroke_dasharray=dashes
        )

    def shape(self, corners: Sequence[tuple[float, float]], colour: str, *, filled: bool) -> None:
        """Draw a polygon, filled or as an outline."""
        fill = colour if filled else "none"
        self._mark("path", d=f"{_path(corners)}Z", fill=fill, stroke=colour, stroke_width=0.8 * POINT)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a filled circle."""
        self._mark("circle", cx=x, cy=y, r=radius, fill=colour)

    def text(
        self, x: float, y: float, text: str, size: float, *, colour: str, weight: Weight = "Regular",
        across: Across = "left", upright: bool = False,
    ) -> None:  # fmt: skip
        """Write one line with its middle at the height `y`."""
        outline, wide = _outline(text, weight)
        if not outline:
            return
        scale = size * POINT / OUTLINE
        left, down = -wide * scale * SHARE[across], _ascent(weight) * scale / 2
        turned = " rotate(-90)" if upright else ""
        moved = f"translate({_short(x)} {_short(y)}){turned} translate({_short(left)} {_short(down)})"
        self._mark("path", transform=f"{moved} scale({scale:.6f} {-scale:.6f})", d=outline, fill=colour)

    def svg(self) -> str:
        """Return the drawing, the same for the same content."""
        wide, high = _short(self.wide / POINT), _short(self.high / POINT)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}" '
            f'version="1.1" stroke-linejoin="round" stroke-linecap="butt">\n'
            f'<g transform="scale({1 / POINT:.6f})">\n' + "\n".join(self._marks) + "\n</g>\n</svg>\n"
        )


def _short(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.3f}".rstrip("0").rstrip(".")


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)


def _rectangle(left: float, top: float, wide: float, high: float) -> str:
    return f"M{_short(left)} {_short(top)}h{_short(wide)}v{_short(high)}h{_short(-wide)}Z"
