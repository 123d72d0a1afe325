"""Tables of counts as bars: a panel for each answer to one question, a bar for each answer to the other."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from patterns.drawing.bars import Compared, Panel, Row
from patterns.drawing.colours import FIND
from patterns.numbers import LEAST, decimal
from patterns.stats.figures import Figure, Table

REMARKABLE = 2.0  # adjusted residual from which a count is marked as more or fewer than expected


def crossed(figure: Figure, kind: str) -> list[Panel]:
    """Return the panels of a pattern of `kind`; of a multi-choice question only what was chosen is drawn."""
    first = figure.tables[0]
    if not figure.tables_for:
        return [_column(first, place) for place in range(len(first.columns))]
    if kind.endswith("multi_multi"):
        return _both_multi(figure)
    return [_chosen_by_row(figure, place) for place in range(len(first.rows))]  # multi-choice always comes second


def _column(table: Table, place: int) -> Panel:
    counts = [row[place] for row in table.counts]
    residuals = [row[place] for row in table.residuals]
    rows = zip(table.rows, counts, [sum(counts)] * len(counts), residuals, strict=True)
    return _panel(table.columns[place], sum(counts), rows)


def _chosen_by_row(figure: Figure, place: int) -> Panel:
    parts = [(table.counts[place], table.residuals[place][0]) for table in figure.tables]
    return _chosen(figure.tables[0].rows[place], figure.tables_for, parts)


def _chosen(title: str, names: Sequence[str], parts: Sequence[tuple[tuple[int, ...], float | None]]) -> Panel:
    rows = [(name, counts[0], sum(counts), far) for name, (counts, far) in zip(names, parts, strict=True)]
    return _panel(title, max((total for _name, _n, total, _far in rows), default=0), rows)


def _both_multi(figure: Figure) -> list[Panel]:
    """Return a panel for each option of the second question; the tables run through it for each of the first."""
    opening = figure.tables_for[0].split(" / ")[0] + " / "
    size = sum(1 for name in figure.tables_for if name.startswith(opening))
    seconds = [name.removeprefix(opening) for name in figure.tables_for[:size]]
    firsts = [name.split(" / ")[0] for name in figure.tables_for[::size]]
    panels = []
    for place, second in enumerate(seconds):
        tables = figure.tables[place::size]
        parts = [((table.counts[0][0], table.counts[1][0]), table.residuals[0][0]) for table in tables]
        panels.append(_chosen(second, firsts, parts))
    return panels


def _panel(title: str, total: int, rows: Iterable[tuple[str, int, int, float | None]]) -> Panel:
    if total < LEAST:
        hidden = tuple(Row(label, "–", 0.0) for label, _n, _total, _far in rows)
        return Panel(title, _("fewer than 5"), hidden, FIND)
    return Panel(title, _("n = %(n)s") % {"n": decimal(total)}, tuple(_row(*row) for row in rows), FIND)


def _row(label: str, count: int, total: int, residual: float | None) -> Row:
    far = residual is not None and abs(residual) >= REMARKABLE
    compared: Compared = "" if not far else "more" if (residual or 0.0) > 0 else "fewer"
    return Row(label, decimal(count), count / total if total else 0.0, compared)
