"""Histograms side by side, with their names, numbers and what they say to who cannot see."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from django.utils.translation import gettext as _

from patterns.drawing.colours import FIND, group_colours
from patterns.drawing.histogram import Size, empty, histogram, mirrored, tallest
from patterns.drawing.parts import Cells, Drawn, Medium, Naming, Panel
from patterns.numbers import LEAST, NOTHING, decimal, percent
from patterns.stats.figures import Figure, Group, SliderSummary
from patterns.triad_ends import by_end, end_name, end_of, without_end

LOWEST = 19.0  # mm: a lower histogram shows little
LOWEST_OF_MANY = 15.0  # where there are three lines of them
ENDS = 3  # of a triad


def statistics_names() -> tuple[str, ...]:
    """Return the names of the numbers under a histogram."""
    return (
        "n",
        _("mean"),
        _("median · mode"),
        _("sd (mean ± sd)"),
        _("skewness · kurtosis"),
    )


def numbers_of(group: Group) -> tuple[str, ...]:
    """Return the numbers of one group, in the order of their names."""
    one = group.summary
    if one.n < LEAST:
        return (_("fewer than 5"), NOTHING, NOTHING, NOTHING, NOTHING)
    between = _("%(low)s to %(high)s") % {"low": decimal(one.mean_minus_sd), "high": decimal(one.mean_plus_sd)}
    return (
        decimal(one.n),
        decimal(one.mean),
        f"{decimal(one.median)} · {decimal(one.mode)}",
        NOTHING if one.sd is None else f"{decimal(one.sd)} ({between})",
        f"{decimal(one.skewness, 1)} · {decimal(one.kurtosis, 1)}",
    )


def _alt(figure: Figure, group: Group) -> str:
    one = group.summary
    about = f"{figure.x}: {group.label}" if group.label else figure.x
    if one.n < LEAST:
        return _("Histogram of %(about)s: too few stories to show.") % {"about": about}
    words = _(
        "Histogram of %(about)s: %(n)s answers, mean %(mean)s; "
        "%(low)s on the left side, %(middle)s in the middle, %(high)s on the right side."
    )
    return words % {
        "about": about,
        "n": decimal(one.n),
        "mean": decimal(one.mean),
        "low": percent(one.low),
        "middle": percent(one.middle),
        "high": percent(one.high),
    }


def columns_for(count: int, medium: Medium) -> int:
    lines = ceil(count / medium.columns)
    return ceil(count / lines) if count else 1


def _ends(groups: Sequence[Group]) -> tuple[str, ...]:
    """Return the names of the ends of a triad where each can have lines of its own; else nothing."""
    lines = by_end(groups)
    alike = len(lines) == ENDS and len({len(line) for line in lines}) == 1 and len(lines[0]) > 1
    whole = [group for line in lines for group in line] == list(groups)
    return tuple(end_name(line[0]) for line in lines) if alike and whole else ()


def _lines(count: int, ends: int, medium: Medium) -> tuple[int, int]:
    """Return how many histograms stand side by side, and on how many lines; no line has those of two ends."""
    columns = columns_for(count // ends if ends else count, medium)
    lines = ends * ceil(count // ends / columns) if ends else ceil(count / columns) if columns else 1
    return columns, lines


def _size(columns: int, lines: int, medium: Medium) -> Size:
    gap = medium.gap if columns > 1 else 0.0
    wide = min(medium.wide / columns - gap, medium.widest)
    return Size(wide, max(medium.high / lines, LOWEST if lines < ENDS else LOWEST_OF_MANY))


def side_by_side(figure: Figure, naming: Naming, medium: Medium) -> Drawn:
    groups = figure.groups
    ends = _ends(groups)
    columns, lines = _lines(len(groups), len(ends), medium)
    size = _size(columns, lines, medium)
    top = tallest([group.summary for group in groups if group.summary.n >= LEAST])
    colours = group_colours([group.code for group in groups])
    panels = tuple(_panel(figure, group, colour, top, size) for group, colour in zip(groups, colours, strict=True))
    return Drawn(
        columns=columns,
        panels=panels,
        poles=naming.poles,
        statistics=statistics_names(),
        wide=size.wide,
        asides=_shares(groups[0].summary) if len(groups) == 1 else (),
        caption=_("The height of a bar is its share of the group; the line is the mean."),
        lines=ends,
        table=_summaries(figure),
    )


def _panel(figure: Figure, group: Group, colour: str, top: float, size: Size) -> Panel:
    small = group.summary.n < LEAST
    svg = empty(size, _("too few to show")) if small else histogram(group.summary, colour, top, size)
    return Panel(group.label, svg, _alt(figure, group), numbers_of(group), short=without_end(group))


def _shares(one: SliderSummary) -> tuple[tuple[str, str], ...]:
    return (
        (percent(one.low), _("on the left side (0–33)")),
        (percent(one.middle), _("in the middle (34–66)")),
        (percent(one.high), _("on the right side (67–100)")),
    )


def _summaries(figure: Figure) -> Cells:
    head = (figure.y or figure.x, *statistics_names())
    return Cells(head, tuple((group.label or figure.x, *numbers_of(group)) for group in figure.groups))


def in_pairs(figure: Figure, naming: Naming, medium: Medium) -> Drawn:
    """Draw a slider by a multi-choice question: who chose an option above the line, the others below it."""
    twos = list(zip(figure.groups[::2], figure.groups[1::2], strict=True))
    twos = _most_different_first(twos)
    ends = _ends([chosen for chosen, _rest in twos])
    columns, lines = _lines(len(twos), len(ends), replace(medium, columns=min(medium.columns, 5)))
    size = _size(columns, lines, medium)
    top = tallest([one.summary for two in twos for one in two if one.summary.n >= LEAST])
    panels = tuple(_pair(figure, two, top, size) for two in twos)
    return Drawn(
        columns=columns,
        panels=panels,
        poles=naming.poles,
        statistics=statistics_names(),
        wide=size.wide,
        caption=_(
            "Above the line: stories with this answer. Below, pale: stories without it. "
            "The height of a bar is its share of that group; the lines are the means."
        ),
        lines=ends,
        table=_summaries(figure),
    )


def _most_different_first(twos: list[tuple[Group, Group]]) -> list[tuple[Group, Group]]:
    """Of a triad each end has the answers in the same order: that of their largest difference at any end."""
    most: dict[str, float] = {}
    for two in twos:
        option = without_end(two[0])
        most[option] = max(most.get(option, -1.0), difference(two))
    ends = {end_of(chosen): place for place, (chosen, _rest) in reversed(list(enumerate(twos)))}
    return sorted(twos, key=lambda two: (ends[end_of(two[0])], -most[without_end(two[0])]))


def difference(two: tuple[Group, Group]) -> float:
    """Return how far the means of those who chose an option and the others lie apart; less than none if too few."""
    chosen, rest = two[0].summary, two[1].summary
    if chosen.mean is None or rest.mean is None or min(chosen.n, rest.n) < LEAST:
        return -1.0
    return abs(chosen.mean - rest.mean)


def _pair(figure: Figure, two: tuple[Group, Group], top: float, size: Size) -> Panel:
    chosen, rest = two
    small = min(chosen.summary.n, rest.summary.n) < LEAST
    svg = empty(size, _("too few to show")) if small else mirrored(chosen.summary, rest.summary, FIND, top, size)
    twos = tuple(zip(numbers_of(chosen), numbers_of(rest), strict=True))
    label, short = (name.rpartition(": ")[0] for name in (chosen.label, without_end(chosen)))
    return Panel(label, svg, f"{_alt(figure, chosen)} {_alt(figure, rest)}", (), twos, short=short)
