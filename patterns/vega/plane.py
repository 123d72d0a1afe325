"""Two sliders by each other on screen, and a triad between its three poles."""

from collections.abc import Sequence
from math import sqrt
from textwrap import wrap

from patterns.drawing.colours import FIND, FIND_PALE, SOFT
from patterns.stats.figures import Figure
from patterns.vega.look import NOBODY, Asked, Row, Spec, Words, chart, slider_axis, tips

STEP, TOP = 10, 90
SIDE = 320
TRIANGLE = 320  # pixels; a phone holds it
ACROSS, BELOW, ABOVE = (-10.0, 110.0), 27.0, 15.0  # room around the triangle for the names of its corners
NAME, LINE = 18, 18  # letters in a line below the triangle, and how high a line is
NAMES = ((ACROSS[0], -5.0, "left"), (ACROSS[1], -5.0, "right"), (50.0, 50 * sqrt(3) + 4.0, "center"))


def squares(figure: Figure, across: Asked = NOBODY, up: Asked = NOBODY) -> list[Row]:
    """Return a row for each square of ten by ten in which there are stories."""
    return [
        {
            "x": x, "x2": x + STEP, "y": y, "y2": y + STEP, "n": n,
            "across": _span(x), "up": _span(y), "values": [_part(across, x), _part(up, y)],
        }
        for x, y, n in figure.points
        if n
    ]  # fmt: skip


def _last(low: int) -> int:
    return low + STEP if low == TOP else low + STEP - 1


def _span(low: int) -> str:
    return f"{low}–{_last(low)}"


def _part(asked: Asked, low: int) -> str:
    return asked.span(low, _last(low))


def grid(figure: Figure, words: Words, across: Asked = NOBODY, up: Asked = NOBODY) -> Spec:
    """Return how many stories lie in each square: the darker, the more."""
    place = {
        "x": {"field": "x", "type": "quantitative", "scale": {"domain": [0, 100]}, "axis": _axis(f"{figure.x} →")},
        "x2": {"field": "x2"},
        "y": {"field": "y", "type": "quantitative", "scale": {"domain": [0, 100]}, "axis": _axis(f"{figure.y} →")},
        "y2": {"field": "y2"},
    }
    colour = {
        "field": "n", "type": "quantitative", "legend": None,
        "scale": {"domainMin": 0, "range": [FIND_PALE, FIND]},
    }  # fmt: skip
    tip = tips(("across", figure.x, ""), ("up", figure.y, ""), ("n", words.stories, ","))
    mark = {"type": "rect", "stroke": "#fffdf8"}
    layer = {"mark": mark, "encoding": place | {"color": colour, "tooltip": tip}}
    return chart(squares(figure, across, up), [layer], SIDE, across, up)


def _axis(title: str) -> Spec:
    return slider_axis() | {"title": title, "titleFontWeight": 600}


def dots(figure: Figure) -> list[Row]:
    """Return where the stories of a triad lie: x from 0 to 100, y upwards; the third pole is on top."""
    made = []
    for first, second, n in figure.points:
        one = min(first + STEP / 2, 100.0)
        two = min(second + STEP / 2, 100.0 - one)
        top = 100.0 - one - two
        made.append({"x": two + top / 2, "y": top * sqrt(3) / 2, "n": n, "shares": [one, two, top]})
    return made


def triangle(figure: Figure, poles: Sequence[str], words: Words) -> Spec:
    """Return the stories of a triad between its poles; the area of a dot is the number of stories.

    All sides are as long on every screen, so it has a width of its own.
    """
    high = 100 * sqrt(3) / 2
    corners = [(0.0, 0.0), (100.0, 0.0), (50.0, high), (0.0, 0.0)]
    frame = [{"x": x, "y": y, "order": place} for place, (x, y) in enumerate(corners)]
    place = {
        "x": {"field": "x", "type": "quantitative", "scale": {"domain": list(ACROSS)}, "axis": None},
        "y": {"field": "y", "type": "quantitative", "scale": {"domain": [-BELOW, high + ABOVE]}, "axis": None},
    }
    size = {"field": "n", "type": "quantitative", "legend": None, "scale": {"domainMin": 0, "range": [0, 420]}}
    layers: list[Spec] = [
        {
            "data": {"values": frame},
            "mark": {"type": "line", "color": SOFT, "strokeWidth": 1},
            "encoding": place | {"order": {"field": "order", "type": "quantitative"}},
        },
        {
            "mark": {"type": "circle", "color": FIND, "opacity": 0.9},
            "encoding": place | {"size": size, "tooltip": tips(("n", words.stories, ","))},
        },
        *(_corner(name, *at, place) for name, at in zip(poles, NAMES, strict=False)),
    ]
    made = chart(dots(figure), layers, round(TRIANGLE * (high + ABOVE + BELOW) / (ACROSS[1] - ACROSS[0])))
    return made | {"width": TRIANGLE}


def _corner(name: str, x: float, y: float, align: str, place: Spec) -> Spec:
    """Return the name of a corner, in lines that stay within the drawing."""
    lines = wrap(name, 2 * NAME if align == "center" else NAME) or [""]
    top = {"baseline": "bottom", "dy": -LINE * (len(lines) - 1)} if align == "center" else {"baseline": "top"}
    mark = {"type": "text", "fontSize": 15, "fontWeight": 600, "lineHeight": LINE, "align": align} | top
    row = {"x": x, "y": y, "name": "\n".join(lines)}
    return {"data": {"values": [row]}, "mark": mark, "encoding": place | {"text": {"field": "name"}}}
