"""Two selections beside each other on screen: a slider stacked by the steps of another question."""

from collections.abc import Sequence

from patterns.drawing.colours import FIND, INK, REST
from patterns.stats.stacks import BINS, STEP, Stack
from patterns.vega.look import PERCENT, Row, Spec, Words, chart, tips

BOTH = (FIND, REST)
STACK_HIGH = 220
ROOM = 1.08  # above the highest bar, for its number


def part_name(place: int, unanswered: str) -> str:
    """Return what a part of the slider is called."""
    if place == BINS:
        return unanswered
    return f"{STEP * place}–{STEP * place + (STEP if place == BINS - 1 else STEP - 1)}"


def stack_rows(one: Stack, steps: Sequence[str], words: Words) -> list[Row]:
    """Return a row for each step in each part of the slider; what was not answered is a part as well."""
    names = (*steps, words.unanswered)
    return [
        {
            "part": part_name(place, words.unanswered), "place": place, "step": names[line], "order": line,
            "n": n, "share": one.share(n),
        }
        for line, counts in enumerate(one.counts)
        for place, n in enumerate(counts)
        if n
    ]  # fmt: skip


def tallest(stacks: Sequence[Stack]) -> float:
    """Return the largest share that a part of the slider has in any of the selections."""
    return max((one.share(max(one.totals)) for one in stacks if one.n), default=1.0)


def stacked(one: Stack, steps: Sequence[str], colours: Sequence[str], words: Words, top: float) -> Spec:
    """Return one selection: the height of a bar is its share of all stories of the selection."""
    names = [part_name(place, words.unanswered) for place in range(BINS + 1)]
    across = {
        "field": "part", "type": "nominal", "scale": {"domain": names}, "title": None,
        "axis": {"labelAngle": -50, "domain": True, "ticks": False},
    }  # fmt: skip
    up = {
        "field": "share", "type": "quantitative", "scale": {"domain": [0, ROOM * top]}, "title": words.share,
        "axis": {"format": PERCENT, "tickCount": 4, "grid": True},
    }  # fmt: skip
    colour = {
        "field": "step", "type": "nominal", "legend": None,
        "scale": {"domain": [*steps, words.unanswered], "range": list(colours)},
    }  # fmt: skip
    tip = tips(("part", words.part, ""), ("step", words.part, ""), ("n", words.stories, ","),
               ("share", words.share, PERCENT))  # fmt: skip
    encoding = {"x": across, "y": up, "color": colour, "order": {"field": "order"}, "tooltip": tip}
    mark = {"type": "bar", "stroke": "#fffdf8", "strokeWidth": 0.5}
    layers = [{"mark": mark, "encoding": encoding}, _totals(one, words, across, up)]
    return chart(stack_rows(one, steps, words), layers, STACK_HIGH)


def _totals(one: Stack, words: Words, across: Spec, up: Spec) -> Spec:
    """Return how many stories each bar counts, above it."""
    rows = [
        {"part": part_name(place, words.unanswered), "share": one.share(n), "n": n}
        for place, n in enumerate(one.totals)
        if n
    ]
    mark = {"type": "text", "dy": -7, "fontSize": 13, "color": INK, "tooltip": None}
    text = {"field": "n", "type": "quantitative", "format": ","}
    return {"data": {"values": rows}, "mark": mark, "encoding": {"x": across, "y": up, "text": text}}
