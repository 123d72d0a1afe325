"""A figure ready for a page: drawings, the words and numbers around them, and what they say to who cannot see."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from patterns.crossing import crossed
from patterns.drawing import bars, grid
from patterns.drawing.colours import FIND, group_colours
from patterns.drawing.grid import Axis
from patterns.drawing.matrix import matrix
from patterns.drawing.parts import Drawn, Medium, Naming
from patterns.focus import is_pair
from patterns.histograms import in_pairs, side_by_side
from patterns.numbers import LEAST, decimal, percent
from patterns.stats.figures import Figure


def draw(figure: Figure, naming: Naming, medium: Medium) -> Drawn:
    """Return `figure` drawn for `medium`."""
    forms = {
        "histogram": side_by_side,
        "histograms": in_pairs if is_pair(figure) else side_by_side,
        "bars": _bars,
        "table": _tables,
        "grid": _grid,
        "triangle": _triangle,
    }
    return forms[figure.form](figure, naming, medium)


def _bars(figure: Figure, naming: Naming, medium: Medium) -> Drawn:
    colours = group_colours([bar.code for bar in figure.bars])
    rows = tuple(bars.Row(bar.label, _count(bar.n, bar.share), bar.share or 0.0) for bar in figure.bars)
    wide = min(medium.whole, 200.0)
    panel = bars.Panel("", _("n = %(n)s") % {"n": decimal(figure.n)}, rows, colours[0] if colours else FIND)
    return Drawn(
        svg=bars.bar_panels([panel], wide, 1, _row_height(len(rows), medium)),
        alt=_("Bars of %(about)s: %(counts)s.") % {"about": figure.x, "counts": _listed(rows)},
        wide=wide,
    )


def _row_height(rows: int, medium: Medium) -> float:
    return min(max((medium.high - 4) / max(rows, 1), 5.4), 8.5)


def _count(n: int, share: float | None) -> str:
    return _("fewer than 5") if 0 < n < LEAST else f"{decimal(n)} ({percent(share)})"


def _listed(rows: Sequence[bars.Row]) -> str:
    return "; ".join(f"{row.label} {row.words}" for row in rows)


def _tables(figure: Figure, naming: Naming, medium: Medium) -> Drawn:
    """Draw a choice by a choice: a panel with bars for each option of one of them."""
    panels = crossed(figure, naming.kind)
    row = _row_height(len(panels[0].rows), medium)
    if len(panels) > medium.columns:
        return _shaded(figure, panels, row, medium)
    return Drawn(
        svg=bars.bar_panels(panels, medium.whole, len(panels), row),
        alt=_crossed_alt(figure, panels),
        wide=medium.whole,
        caption=_(
            "A bar is a share of its column, the number counts stories. ▲ more, ▽ fewer than would be "
            "expected if these answers had nothing to do with each other."
        ),
    )


def _shaded(figure: Figure, panels: Sequence[bars.Panel], row: float, medium: Medium) -> Drawn:
    """Draw many answers by many as a table of shaded counts."""
    return Drawn(
        svg=matrix(panels, medium.whole, min(row, 7.0)),
        alt=_crossed_alt(figure, panels),
        wide=medium.whole,
        caption=_(
            "A number counts stories; the darker, the larger its share of the column. ▲ more, ▽ fewer than would be "
            "expected if these answers had nothing to do with each other."
        ),
    )


def _crossed_alt(figure: Figure, panels: Sequence[bars.Panel]) -> str:
    described = " ".join(f"{panel.title}: {_listed(panel.rows)}." for panel in panels)
    return _("Counts of %(x)s by %(y)s.") % {"x": figure.x, "y": figure.y} + " " + described


def _grid(figure: Figure, naming: Naming, medium: Medium) -> Drawn:
    across, up = Axis(figure.x, *naming.poles), Axis(figure.y, *naming.poles_up)
    side = _side(medium)
    quarters = _quarters(figure, across, up)
    return Drawn(
        svg=grid.grid(figure.points, across, up, side),
        alt=_("Counts of %(x)s by %(y)s.") % {"x": figure.x, "y": figure.y}
        + " "
        + "; ".join(f"{_line(words)}: {number}" for number, words in quarters),
        wide=side + 25,
        asides=quarters,
        caption=_(
            "Each square counts the stories in it; the darker, the more. "
            "The bars add up rows and columns. Quarters: below 50, and 50 or more."
        ),
    )


def _side(medium: Medium) -> float:
    return max(medium.high + 8, 50.0)


def _quarters(figure: Figure, across: Axis, up: Axis) -> tuple[tuple[str, str], ...]:
    ends = [(side_x, side_y) for side_y in (1, 0) for side_x in (0, 1)]
    found = []
    for side_x, side_y in ends:
        count = sum(n for x, y, n in figure.points if (x >= 50) == bool(side_x) and (y >= 50) == bool(side_y))
        words = f"{_half(across, side_x)}\n{_half(up, side_y)}"
        found.append((percent(count / figure.n if figure.n else None), words))
    return tuple(found)


def _line(words: str) -> str:
    return words.replace("\n", ", ")


def _half(axis: Axis, side: int) -> str:
    end = axis.high if side else axis.low
    return f"{axis.name}: {end or ('≥ 50' if side else '< 50')}"


def _triangle(figure: Figure, naming: Naming, medium: Medium) -> Drawn:
    means = tuple((decimal(group.summary.mean), group.label) for group in figure.groups if not group.small)
    words = _("Counts of the triad %(about)s.") % {"about": figure.x}
    if means:
        shares = "; ".join(f"{label} {mean}" for mean, label in means)
        words = f"{words} {_('On average, of 100: %(shares)s.') % {'shares': shares}}"
    return Drawn(
        svg=grid.triangle(figure.points, [group.label for group in figure.groups], _side(medium)),
        alt=words,
        wide=_side(medium) + 40,
        asides=tuple((mean, f"{label}\n{_('on average, of 100')}") for mean, label in means),
        caption=_("Each dot counts stories: the closer to a corner, the more that corner weighs in them."),
    )
