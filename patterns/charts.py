"""Figures as shapes: where the bars of an inline SVG stand, with the words beside them; templates only draw."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from patterns.drawing.colours import FIND, FIND_PALE, blend, group_colours
from patterns.focus import PAIR, named_in
from patterns.numbers import decimal, percent
from patterns.stats.figures import Bar, Figure, Group, SliderSummary, Table

WIDE, HIGH, TOP = 300.0, 96.0, 20.0  # user units: the width, the highest bar, and room for the mean above it
REMARKABLE = 2.0  # adjusted residual from which a count is called more or fewer than expected
STEP = 10
LAST_BIN = 19
MOST_REMARKABLE = 4


@dataclass(frozen=True)
class Shape:
    """A rectangle, in numbers as SVG writes them."""

    x: str
    y: str
    width: str
    height: str
    colour: str
    words: str = ""


@dataclass(frozen=True)
class Histogram:
    """One slider: bars, where its mean is, and its numbers in words."""

    label: str
    n: str
    small: bool
    bars: tuple[Shape, ...]
    mean_at: str
    mean: str
    shares: tuple[str, str, str]
    alt: str
    summary: SliderSummary

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Return its statistics with their names."""
        return numbers(self.summary)

    @property
    def bins(self) -> tuple[tuple[str, str], ...]:
        """Return how many stories lie in each part of the slider."""
        ends = [(5 * place, 5 * place + (5 if place == LAST_BIN else 4)) for place in range(LAST_BIN + 1)]
        return tuple((f"{low}–{high}", decimal(n)) for (low, high), n in zip(ends, self.summary.bins, strict=True))


@dataclass(frozen=True)
class Line:
    """One bar of a choice, with its words."""

    label: str
    n: str
    share: str
    length: str
    colour: str
    over_all: str = ""


@dataclass(frozen=True)
class Cell:
    """A count in a table, its share of the row, and whether there are more or fewer than expected."""

    n: str
    share: str
    length: str
    compared: str


@dataclass(frozen=True)
class Crossing:
    """A table of one question by another."""

    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def _unit(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def histograms(groups: Sequence[Group], *, most: int | None = None) -> tuple[Histogram, ...]:
    """Return the groups as histograms with one scale: a bar's height is its share of its group."""
    colours = group_colours([group.code for group in groups])
    top = max((max(one.summary.bins) / one.summary.n for one in groups if one.summary.n), default=1.0)
    made = (histogram(group, colour, top) for group, colour in zip(groups, colours, strict=True))
    return tuple(made)[:most]


def histogram(group: Group, colour: str = FIND, top: float | None = None) -> Histogram:
    """Return one slider's histogram; `top` is the share that the highest possible bar stands for."""
    one = group.summary
    highest = top or (max(one.bins) / one.n if one.n else 1.0)
    mean = one.mean
    return Histogram(
        label=group.label,
        n=decimal(one.n),
        small=group.small,
        bars=tuple(_bars(one, colour, highest)),
        mean_at="" if mean is None else _unit(WIDE * (mean + 0.5) / 101),
        mean=decimal(mean),
        shares=(percent(one.low), percent(one.middle), percent(one.high)),
        alt=_alt(one),
        summary=one,
    )


def _bars(one: SliderSummary, colour: str, highest: float) -> list[Shape]:
    step = WIDE / len(one.bins)
    made = []
    for place, n in enumerate(one.bins):
        high = HIGH * n / one.n / highest if one.n else 0.0
        if n:
            made.append(
                Shape(_unit(step * place + 0.75), _unit(TOP + HIGH - high), _unit(step - 1.5), _unit(high), colour)
            )
    return made


def _alt(one: SliderSummary) -> str:
    if not one.n:
        return _("Nobody answered this.")
    words = _("%(n)s answers, mean %(mean)s. Left: %(low)s, middle: %(middle)s, right: %(high)s.")
    return words % {
        "n": decimal(one.n),
        "mean": decimal(one.mean),
        "low": percent(one.low),
        "middle": percent(one.middle),
        "high": percent(one.high),
    }


def numbers(one: SliderSummary) -> tuple[tuple[str, str], ...]:
    """Return the statistics of a slider with their names."""
    between = _("%(low)s to %(high)s") % {"low": decimal(one.mean_minus_sd, 1), "high": decimal(one.mean_plus_sd, 1)}
    return (
        (_("n"), decimal(one.n)),
        (_("mean"), decimal(one.mean, 1)),
        (_("median"), decimal(one.median, 1)),
        (_("mode"), decimal(one.mode)),
        (_("standard deviation"), decimal(one.sd, 1)),
        (_("mean ± sd"), between if one.sd is not None else decimal(None)),
        (_("skewness"), decimal(one.skewness, 2)),
        (_("kurtosis"), decimal(one.kurtosis, 2)),
    )


def lines(bars: Sequence[Bar]) -> tuple[Line, ...]:
    """Return the bars of a choice; the longest possible one stands for all who answered."""
    colours = group_colours([bar.code for bar in bars])
    return tuple(
        Line(bar.label, decimal(bar.n), percent(bar.share), _unit(100 * (bar.share or 0.0)), colour)
        for bar, colour in zip(bars, colours, strict=True)
    )


def crossings(figure: Figure) -> tuple[Crossing, ...]:
    """Return the tables of a figure; those about the options of a multi-choice question as one, where that can be."""
    together = _together(figure)
    if together:
        return (together,)
    about = figure.tables_for or ("",) * len(figure.tables)
    return tuple(_crossing(name, table) for name, table in zip(about, figure.tables, strict=True))


def _together(figure: Figure) -> Crossing | None:
    """Return one table with a column for each option of a multi-choice question: the share that chose it."""
    names, first = figure.tables_for, figure.tables[0] if figure.tables else None
    if first is None or len(names) < 2 or len(first.columns) != 2:
        return None
    pairs = [name.split(PAIR) for name in names]
    if len(first.rows) == 2 and all(len(pair) == 2 for pair in pairs):
        return _both_several(pairs, figure.tables)
    rows = [(label, tuple(_chosen(table, line) for table in figure.tables)) for line, label in enumerate(first.rows)]
    return Crossing("", names, tuple(rows))


def _both_several(pairs: list[list[str]], tables: Sequence[Table]) -> Crossing:
    """Return a table of two multi-choice questions: of those who chose the one, the share that chose the other."""
    columns = tuple(dict.fromkeys(pair[1] for pair in pairs))
    rows: dict[str, list[Cell]] = {}
    for (first, _second), table in zip(pairs, tables, strict=True):
        rows.setdefault(first, []).append(_chosen(table, 0))
    return Crossing("", columns, tuple((label, tuple(cells)) for label, cells in rows.items()))


def _chosen(table: Table, line: int) -> Cell:
    return _cell(table.counts[line][0], sum(table.counts[line]), table.residuals[line][0])


def _crossing(about: str, table: Table) -> Crossing:
    rows = []
    for label, counts, residuals in zip(table.rows, table.counts, table.residuals, strict=True):
        total = sum(counts)
        cells = (_cell(n, total, far) for n, far in zip(counts, residuals, strict=True))
        rows.append((label, tuple(cells)))
    return Crossing(about, table.columns, tuple(rows))


def remarkable(figure: Figure, about: str = "") -> tuple[Line, ...]:
    """Return the cells that differ most from what one would expect, with the share in all rows beside theirs.

    Those with answers that the text `about` names come first.
    """
    named = zip(figure.tables_for or ("",) * len(figure.tables), figure.tables, strict=True)
    found = [
        (-named_in(about, cell), -abs(far), cell, table, row, place)
        for name, table in named
        for far, row, place in _far(name, table)
        for cell in [_names(name, table, row, place)]
    ]
    found.sort(key=lambda one: one[:2])
    return tuple(_line(cell, table, row, place) for _n, _f, cell, table, row, place in found[:MOST_REMARKABLE])


def _names(name: str, table: Table, row: int, place: int) -> list[str]:
    """Return the answers that a cell is about."""
    if PAIR in name:
        return name.split(PAIR)
    return [table.rows[row], name or table.columns[place]]


def _far(name: str, table: Table) -> list[tuple[float, int, int]]:
    """Return (residual, row, column) of each cell; of what was chosen or not only what was."""
    rows, columns = 1 if PAIR in name else len(table.rows), 1 if name else len(table.columns)
    cells = [(table.residuals[row][place], row, place) for row in range(rows) for place in range(columns)]
    return [(far, row, place) for far, row, place in cells if far is not None]


def _line(names: Sequence[str], table: Table, row: int, place: int) -> Line:
    counts, whole = table.counts[row], sum(map(sum, table.counts))
    over_all = sum(line[place] for line in table.counts) / whole if whole else 0.0
    cell = _cell(counts[place], sum(counts), None)
    return Line(" · ".join(names), cell.n, cell.share, cell.length, FIND, _unit(100 * over_all))


def _cell(n: int, total: int, residual: float | None) -> Cell:
    share = n / total if total else None
    far = residual is not None and abs(residual) >= REMARKABLE
    compared = "" if not far else "more" if (residual or 0) > 0 else "fewer"
    return Cell(decimal(n), percent(share), _unit(100 * (share or 0.0)), compared)


def squares(figure: Figure) -> tuple[Shape, ...]:
    """Return the squares of a grid of two sliders, darker where there are more stories; the second points up."""
    most = max((count for _x, _y, count in figure.points), default=1)
    side = WIDE / STEP
    return tuple(
        Shape(
            _unit(x / STEP * side + 0.5),
            _unit((STEP - 1 - y / STEP) * side + 0.5),
            _unit(side - 1),
            _unit(side - 1),
            blend(FIND_PALE, FIND, count / most),
            decimal(count),
        )
        for x, y, count in figure.points
        if count
    )


def quarters(figure: Figure) -> tuple[tuple[str, str], ...]:
    """Return the share of stories in each quarter of a grid, in words."""
    sides = ((0, 1), (1, 1), (0, 0), (1, 0))
    found = []
    for right, high in sides:
        n = sum(count for x, y, count in figure.points if (x >= 50) == bool(right) and (y >= 50) == bool(high))
        name = f"{figure.x} {'≥' if right else '<'} 50 · {figure.y} {'≥' if high else '<'} 50"
        found.append((name, percent(n / figure.n if figure.n else None)))
    return tuple(found)
