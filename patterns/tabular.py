"""The numbers of a figure as one table: what a page shows beside it, and what a download holds."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lib.csvfile import Value
from patterns.stats.figures import Figure, SliderSummary
from patterns.vega import histogram, plane, table

Row = tuple[Value, ...]


@dataclass(frozen=True)
class Tabular:
    """A table of plain values."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


def tabular(figure: Figure) -> Tabular:
    """Return the numbers of `figure`, one row for each group, answer, cell or square."""
    forms = {"bars": _bars, "table": _table, "grid": _grid, "triangle": _triangle}
    return forms.get(figure.form, _histograms)(figure)


def _histograms(figure: Figure) -> Tabular:
    spans = tuple(f"{low}-{high}" for low, high in map(histogram.ends, range(histogram.LAST + 1)))
    head = (
        figure.y or _("question"), _("n"), _("mean"), _("median"), _("mode"), _("standard deviation"), _("skewness"),
        _("kurtosis"), _("share 0-33"), _("share 34-66"), _("share 67-100"), *spans,
    )  # fmt: skip
    rows = tuple((group.label or figure.x, *_numbers(group.summary), *group.summary.bins) for group in figure.groups)
    return Tabular(head, rows)


def _numbers(one: SliderSummary) -> Row:
    shape = (one.n, one.mean, one.median, one.mode, one.sd, one.skewness, one.kurtosis)
    return (*shape, one.low, one.middle, one.high)


def _bars(figure: Figure) -> Tabular:
    rows = tuple((bar.label, bar.n, bar.share) for bar in figure.bars)
    return Tabular((figure.x, _("stories"), _("share")), rows)


def _table(figure: Figure) -> Tabular:
    names = ("row", "column", "n", "share", "residual")
    head = (figure.x, figure.y, _("stories"), _("share of the row"), _("adjusted residual"))
    rows = tuple(tuple(cell[name] for name in names) for cell in table.cells(figure))
    return Tabular(head, rows)


def _grid(figure: Figure) -> Tabular:
    rows = tuple((row["across"], row["up"], row["n"]) for row in plane.squares(figure))
    return Tabular((figure.x, figure.y, _("stories")), rows)


def _triangle(figure: Figure) -> Tabular:
    names = tuple(group.label for group in figure.groups)
    rows = tuple((*(round(share) for share in dot["shares"]), dot["n"]) for dot in plane.dots(figure))
    return Tabular((*names, _("stories")), rows)
