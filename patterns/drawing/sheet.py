"""A sheet to draw on: millimetres from the top left corner, our own fonts, plain SVG out."""

from collections.abc import Iterable, Sequence
from functools import cache
from io import StringIO
from itertools import count
from threading import Lock
from typing import Literal

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from lib.fonts import font_folder
from patterns.drawing.svg import plain

matplotlib.rcParams.update({"svg.fonttype": "path", "svg.hashsalt": "storycycle", "path.simplify": False})

MM = 1 / 25.4
POINT = 25.4 / 72
Weight = Literal["Regular", "Semibold", "Bold"]
Box = tuple[float, float, float, float]
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


class Sheet:
    """A drawing of `wide` by `high` millimetres."""

    def __init__(self, wide: float, high: float) -> None:
        self.wide, self.high = wide, high
        self._figure = Figure(figsize=(wide * MM, high * MM))
        FigureCanvasSVG(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, wide)
        self._axes.set_ylim(high, 0)
        self._axes.axis("off")
        self._above = count(1)  # what is drawn later lies on top

    def boxes(self, boxes: Iterable[Box], colour: str, edge: str | None = None, line: float = 0.0) -> None:
        """Fill rectangles (left, top, width, height) as one shape."""
        parts = [_rectangle(*box) for box in boxes if box[2] > 0 and box[3] > 0]
        if parts:
            outline = Outline.make_compound_path(*parts)
            patch = PathPatch(
                outline,
                facecolor=colour,
                edgecolor=edge or "none",
                linewidth=line,
                clip_on=False,
                zorder=next(self._above),
            )
            self._axes.add_patch(patch)

    def line(
        self, points: Iterable[tuple[float, float]], colour: str, line: float = 0.75, dashed: bool = False
    ) -> None:
        """Draw a line through `points`, `line` points thick."""
        xs, ys = zip(*points, strict=True)
        style = (0, (3, 2)) if dashed else "-"
        self._axes.plot(
            xs,
            ys,
            color=colour,
            linewidth=line,
            linestyle=style,
            clip_on=False,
            zorder=next(self._above),
            solid_capstyle="butt",
        )

    def shape(self, corners: Sequence[tuple[float, float]], colour: str, *, filled: bool) -> None:
        """Draw a polygon, filled or as an outline."""
        outline = Outline([*corners, corners[0]], closed=True)
        fill = colour if filled else "none"
        self._axes.add_patch(
            PathPatch(
                outline, facecolor=fill, edgecolor=colour, linewidth=0.8, clip_on=False, zorder=next(self._above)
            )
        )

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a filled circle."""
        circle = Outline.circle((x, y), radius)
        self._axes.add_patch(
            PathPatch(circle, facecolor=colour, edgecolor="none", clip_on=False, zorder=next(self._above))
        )

    def text(
        self, x: float, y: float, text: str, size: float, *, colour: str, weight: Weight = "Regular",
        across: Literal["left", "center", "right"] = "left", upright: bool = False,
    ) -> None:  # fmt: skip
        """Write one line with its middle at the height `y`."""
        font = FontProperties(fname=_font_path(weight), size=size)
        self._axes.text(
            x, y, text.replace("$", r"\$"), fontproperties=font, color=colour, ha=across, va="center_baseline",
            rotation=90 if upright else 0, clip_on=False, zorder=next(self._above),
        )  # fmt: skip

    def svg(self) -> str:
        """Return the drawing, the same for the same content."""
        made = StringIO()
        with _one_at_a_time:
            self._figure.savefig(made, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        return plain(made.getvalue())


def _rectangle(left: float, top: float, wide: float, high: float) -> Outline:
    corners = [(left, top), (left + wide, top), (left + wide, top + high), (left, top + high), (left, top)]
    return Outline(corners, closed=True)
