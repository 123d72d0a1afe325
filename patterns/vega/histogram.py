"""Sliders on screen: one histogram, histograms on one scale, and how a slider went over time."""

from collections.abc import Sequence

from patterns.drawing.colours import FIND, INK, SCALE
from patterns.stats.figures import Group, SliderSummary
from patterns.vega.look import BAND, NOBODY, PERCENT, Asked, Row, Spec, Words, chart, slider_axis, tips

STEP, LAST = 5, 19
MIDDLE = (34, 67)
HIGH = 132
PARTS = ("low", "middle", "high")
PART_COLOURS = (SCALE[1], SCALE[2], SCALE[4])


def ends(place: int) -> tuple[int, int]:
    """Return the lowest and highest answer of a bar; 100 belongs to the last."""
    return STEP * place, STEP * place + (STEP if place == LAST else STEP - 1)


def rows(summary: SliderSummary, asked: Asked = NOBODY) -> list[Row]:
    """Return a row for each bar: how many stories, and which share of those who answered."""
    made = []
    for place, n in enumerate(summary.bins):
        low, high = ends(place)
        share = n / summary.n if summary.n else 0.0
        made.append({
            "from": STEP * place, "to": STEP * (place + 1), "name": f"{low}–{high}",
            "n": n, "share": share, "values": [asked.span(low, high)],
        })  # fmt: skip
    return made


def tallest(summaries: Sequence[SliderSummary]) -> float:
    """Return the largest share that any bar has, so that histograms side by side share their height."""
    return max((max(one.bins) / one.n for one in summaries if one.n), default=1.0)


def histogram(
    summary: SliderSummary, words: Words, colour: str = FIND, top: float | None = None, asked: Asked = NOBODY
) -> Spec:
    """Return one histogram with its mean and its middle; a range of it can be chosen."""
    highest = top or tallest([summary])
    layers = [_band(), _bars(words, colour, highest, brush=bool(asked.key))]
    if summary.mean is not None:
        layers += _mean(summary.mean, words)
    return chart(rows(summary, asked), layers, HIGH, asked)


def side_by_side(groups: Sequence[Group], words: Words, colours: Sequence[str], asked: Asked = NOBODY) -> list[Spec]:
    """Return a histogram for each group, all with one scale for the height of their bars."""
    top = tallest([group.summary for group in groups])
    pairs = zip(groups, colours, strict=True)
    return [histogram(group.summary, words, colour, top, asked) for group, colour in pairs]


def _band() -> Spec:
    low, high = MIDDLE
    mark = {"type": "rect", "color": BAND, "tooltip": None}
    place = {"x": {"datum": low, "type": "quantitative"}, "x2": {"datum": high}}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": place}


def _bars(words: Words, colour: str, top: float, *, brush: bool) -> Spec:
    across = {"field": "from", "type": "quantitative", "scale": {"domain": [0, 100]}, "axis": slider_axis()}
    up = {"field": "share", "type": "quantitative", "scale": {"domain": [0, top]}, "axis": None}
    made: Spec = {
        "mark": {"type": "rect", "color": colour, "stroke": "#fffdf8", "strokeWidth": 1},
        "encoding": {
            "x": across, "x2": {"field": "to"}, "y": up, "y2": {"datum": 0},
            "tooltip": tips(("name", words.part, ""), ("n", words.stories, ","), ("share", words.share, PERCENT)),
        },
    }  # fmt: skip
    if brush:
        made["params"] = [{"name": "brush", "select": {"type": "interval", "encodings": ["x"]}}]
    return made


def _mean(mean: float, words: Words) -> list[Spec]:
    at = {"x": {"field": "mean", "type": "quantitative"}}
    data = {"values": [{"mean": mean, "name": words.mean}]}
    tip = {"tooltip": tips(("mean", words.mean, ".1f"))}
    text = {"type": "text", "color": INK, "fontSize": 14, "fontWeight": 600, "baseline": "bottom", "dy": -3}
    label = {"text": {"field": "mean", "type": "quantitative", "format": ".0f"}, "y": {"value": 0}}
    return [
        {"data": data, "mark": {"type": "rule", "color": INK, "strokeWidth": 1.5}, "encoding": at | tip},
        {"data": data, "mark": text, "encoding": at | label},
    ]


def part_rows(groups: Sequence[Group], words: Words, asked: Asked = NOBODY) -> list[Row]:
    """Return for each group (a month) the share on the left, in the middle and on the right."""
    return [
        {
            "group": group.label, "n": group.summary.n, "side": side, "order": order,
            "share": getattr(group.summary, name) or 0.0, "mean": group.summary.mean,
            "values": [asked.value(group.label)],
        }
        for group in groups
        if group.summary.n
        for order, (name, side) in enumerate(zip(PARTS, words.sides, strict=True))
    ]  # fmt: skip


def over_time(groups: Sequence[Group], words: Words, asked: Asked = NOBODY) -> Spec:
    """Return how a slider went from month to month: shares of its three parts, and the mean as a line over them."""
    colour = {
        "field": "side", "type": "nominal", "title": None,
        "scale": {"domain": list(words.sides), "range": list(PART_COLOURS)},
        "legend": {"orient": "bottom", "columns": 1, "labelLimit": 280},
    }  # fmt: skip
    across = {
        "field": "group", "type": "ordinal", "sort": [group.label for group in groups], "title": None,
        "axis": {"labelAngle": -40, "labelOverlap": "greedy"},
    }  # fmt: skip
    bars = {
        "mark": {"type": "bar"},
        "encoding": {
            "x": across,
            "y": {"field": "share", "type": "quantitative", "title": words.share, "axis": {"format": PERCENT}},
            "color": colour, "order": {"field": "order", "type": "quantitative"},
            "tooltip": tips(
                ("group", words.part, ""), ("side", words.part, ""),
                ("share", words.share, PERCENT), ("n", words.stories, ","),
            ),
        },
    }  # fmt: skip
    level = {"calculate": "datum.mean / 100", "as": "level"}
    line = {
        "transform": [{"filter": "datum.order == 0"}, level],
        "mark": {"type": "line", "color": INK, "point": {"color": INK, "filled": True, "size": 30}},
        "encoding": {"x": across, "y": {"field": "level", "type": "quantitative"}},
    }
    return chart(part_rows(groups, words, asked), [bars, line], 200, asked)
