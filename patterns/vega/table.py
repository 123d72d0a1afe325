"""One choice by another on screen: counts in cells, coloured by how far they are from what one would expect."""

from collections.abc import Iterator
from textwrap import wrap

from patterns.drawing.colours import INK
from patterns.stats.figures import Figure, Table
from patterns.vega.look import NOBODY, PERCENT, Asked, Row, Spec, Words, chart, tips

PAIR = " / "
FAR = 2.0  # adjusted residual from which a count is marked
FARTHEST = 5.0
COLOURS = ("#b5543b", "#f6f2e8", "#3d8577")
CELL = 40
LINED = {"down": 20, "across": 16}  # letters to a line of a label


def cells(figure: Figure, row_asked: Asked = NOBODY, column_asked: Asked = NOBODY) -> list[Row]:
    """Return every cell: of what was chosen or not only what was chosen."""
    return [
        {
            "row": row, "column": column, "n": n, "share": n / total if total else 0.0,
            "residual": far, "mark": _mark(far), "values": [row_asked.value(row), column_asked.value(column)],
        }
        for row, column, n, total, far in _cells(figure)
    ]  # fmt: skip


def _mark(far: float | None) -> str:
    if far is None or abs(far) < FAR:
        return ""
    return "▲" if far > 0 else "▽"


Cell = tuple[str, str, int, int, float | None]


def _cells(figure: Figure) -> Iterator[Cell]:
    if not figure.tables_for:
        for table in figure.tables:
            yield from _all(table)
        return
    for name, table in zip(figure.tables_for, figure.tables, strict=True):
        yield from _chosen(name, table)


def _all(table: Table) -> Iterator[Cell]:
    for row, counts, residuals in zip(table.rows, table.counts, table.residuals, strict=True):
        for column, n, far in zip(table.columns, counts, residuals, strict=True):
            yield row, column, n, sum(counts), far


def _chosen(name: str, table: Table) -> Iterator[Cell]:
    """Return a column of the table of a multi-choice question; of two such questions one cell."""
    both = PAIR in name
    for place, row in enumerate(table.rows[:1] if both else table.rows):
        names = tuple(name.split(PAIR, 1)) if both else (row, name)
        counts = table.counts[place]
        yield names[0], names[1], counts[0], sum(counts), table.residuals[place][0]


def heat_map(figure: Figure, words: Words, row_asked: Asked = NOBODY, column_asked: Asked = NOBODY) -> Spec:
    """Return the counts in cells: green with ▲ where there are more than expected, red with ▽ where fewer.

    The question with more answers goes down, so that a phone has room for the other one.
    """
    found = cells(figure, row_asked, column_asked)
    sides = {"down": "row", "across": "column"}
    if len({cell["column"] for cell in found}) > len({cell["row"] for cell in found}):
        sides = {"down": "column", "across": "row"}
    rows = [cell | {side: _lined(cell[name], LINED[side]) for side, name in sides.items()} for cell in found]
    place = {"x": _side(rows, "across"), "y": _side(rows, "down")}
    high = CELL * max(len({row["down"] for row in rows}), 1)
    return chart(rows, [_colours(figure, words, place), _numbers(place)], high, row_asked, column_asked)


def _lined(label: str, long: int) -> str:
    """Return a label in lines of about `long` letters."""
    return "\n".join(wrap(label, long, break_long_words=False, break_on_hyphens=False)) or label


def _side(rows: list[Row], name: str) -> Spec:
    turned = {"orient": "top", "labelAngle": -40} if name == "across" else {}
    axis = {"labelLimit": 170, "domain": False, "ticks": False, "labelPadding": 6} | turned
    order = list(dict.fromkeys(row[name] for row in rows))
    return {"field": name, "type": "nominal", "sort": order, "title": None, "axis": axis}


def _colours(figure: Figure, words: Words, place: Spec) -> Spec:
    colour = {
        "field": "residual", "type": "quantitative", "legend": None,
        "scale": {"domain": [-FARTHEST, 0, FARTHEST], "range": list(COLOURS), "clamp": True},
    }  # fmt: skip
    tip = tips(
        ("row", figure.x, ""), ("column", figure.y, ""), ("n", words.stories, ","), ("share", words.share, PERCENT)
    )
    return {"mark": {"type": "rect", "stroke": "#fffdf8"}, "encoding": place | {"color": colour, "tooltip": tip}}


def _numbers(place: Spec) -> Spec:
    label = {"calculate": "datum.n + (datum.mark ? ' ' + datum.mark : '')", "as": "label"}
    mark = {"type": "text", "color": INK, "fontSize": 14, "tooltip": None}
    return {"transform": [label], "mark": mark, "encoding": place | {"text": {"field": "label"}}}
