"""The answers to a choice on screen: a bar for each, its words above it."""

from collections.abc import Sequence

from patterns.drawing.colours import INK
from patterns.stats.figures import Bar
from patterns.vega.look import NOBODY, PALE, PERCENT, Asked, Row, Spec, Words, chart, tips

ROW = 42


def rows(bars: Sequence[Bar], counts: Sequence[str], colours: Sequence[str], asked: Asked = NOBODY) -> list[Row]:
    """Return a row for each answer; `counts` are the numbers as people read them."""
    triples = enumerate(zip(bars, counts, colours, strict=True))
    return [
        {
            "place": place, "name": bar.label, "n": bar.n, "share": bar.share or 0.0, "count": count,
            "colour": colour, "values": [bar.code if asked.key else ""],
        }
        for place, (bar, count, colour) in triples
    ]  # fmt: skip


def bar_chart(
    bars: Sequence[Bar], counts: Sequence[str], words: Words, colours: Sequence[str], asked: Asked = NOBODY
) -> Spec:
    """Return a bar for each answer; the longest possible one stands for all who answered."""
    down = {"y": {"field": "place", "type": "ordinal", "axis": None}}
    across = {"x": {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": None}}
    low = {"type": "bar", "height": 14, "yOffset": 9}
    text = {"type": "text", "color": INK, "fontSize": 15, "yOffset": -9}
    tip = {
        "tooltip": tips(("name", words.part, ""), ("n", words.stories, ","), ("share", words.share, PERCENT)),
    }
    name, count = {"text": {"field": "name"}}, {"text": {"field": "count"}}
    layers = [
        {
            "mark": low | {"color": PALE},
            "encoding": down | tip | {"x": {"datum": 1, "type": "quantitative", "axis": None}},
        },
        {
            "mark": low,
            "encoding": down | across | tip | {"color": {"field": "colour", "type": "nominal", "scale": None}},
        },
        {
            "mark": text | {"align": "left", "limit": {"expr": "width - 96"}},
            "encoding": down | name | {"x": {"value": 0}},
        },
        {"mark": text | {"align": "right"}, "encoding": down | count | {"x": {"value": "width"}}},
    ]
    return chart(rows(bars, counts, colours, asked), layers, ROW * max(len(bars), 1), asked)
