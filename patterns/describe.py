"""An objective description of a pattern in words, by rules: only what is seen, with counts, never why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patterns import phrases
from patterns.stats.columns import READERS
from patterns.stats.figures import Figure, Group, SliderSummary, Table
from patterns.stats.settings import Settings
from patterns.triad_ends import end_of, of_one_end, with_end
from patterns.words import listed, number

if TYPE_CHECKING:
    from patterns.stats.results import Part, Pattern

MOSTLY = 0.5
BOTH_ENDS = 0.35
LOW_STEP, HIGH_STEP = 30, 70


def sentences(pattern: Pattern, figure: Figure, settings: Settings) -> list[str]:
    """One to three sentences that begin with "In these experiences"; the first says how many.

    Parameters
    ----------
    pattern : Pattern
    figure : Figure
        The figure of that pattern.
    settings : Settings
        Groups under the display minimum are not described.
    """
    if figure.n < settings.display_minimum:
        return [_("There are too few experiences to describe.")]
    first = _opening(pattern, figure)
    return [first, *(sentence for sentence in _body(pattern, figure, settings) if sentence)]


def _opening(pattern: Pattern, figure: Figure) -> str:
    """How many experiences this is about."""
    values = {"n": figure.n, "x": pattern.labels[0], "y": pattern.labels[-1]}
    if len(pattern.labels) == 1:
        one = ngettext(
            "In these experiences “%(x)s” was answered %(n)s time.",
            "In these experiences “%(x)s” was answered %(n)s times.",
            figure.n,
        )
        return one % values
    if any(key.startswith(READERS) for key in pattern.questions):
        return _judged(pattern, figure)
    if pattern.kind.startswith("non_answer"):
        return _("In these experiences “%(y)s” was answered and “%(x)s” was asked %(n)s times.") % values
    if pattern.kind.startswith(("time", "subset")):
        return _("In these experiences “%(y)s” was answered %(n)s times.") % values
    if pattern.kind.startswith("three_way"):
        return _("In these experiences “%(x)s”, “%(y)s” and “%(z)s” were all answered %(n)s times.") % (
            values | {"y": pattern.labels[1], "z": pattern.labels[2]}
        )
    return _("In these experiences “%(x)s” and “%(y)s” were both answered %(n)s times.") % values


def _judged(pattern: Pattern, figure: Figure) -> str:
    """The opening where readers judged what tellers did not say: who said what is never mixed."""
    named = list(zip(pattern.questions, pattern.labels, strict=True))
    readers = [label for key, label in named if key.startswith(READERS)]
    others = [label for key, label in named if not key.startswith(READERS)]
    values = {"n": figure.n, "readers": listed([f"“{label}”" for label in readers])}
    return _(
        "In %(n)s experiences readers judged %(readers)s, which the tellers did not say themselves; "
        "it stands beside %(others)s."
    ) % (values | {"others": listed([f"“{label}”" for label in others])})  # fmt: skip


def _body(pattern: Pattern, figure: Figure, settings: Settings) -> list[str]:
    """What is seen, by the form of the figure."""
    if pattern.kind.startswith("three_way"):
        return [_three_way(pattern)]
    forms: dict[str, Callable[[Pattern, Figure, Settings], list[str]]] = {
        "histogram": _one_slider,
        "bars": _bars,
        "histograms": _histograms,
        "table": _tables,
        "grid": _grid,
        "triangle": _triangle,
    }
    return forms[figure.form](pattern, figure, settings)


def shape(summary: SliderSummary) -> str:
    """Where most answers of a slider lie."""
    low, middle, high = summary.low or 0.0, summary.middle or 0.0, summary.high or 0.0
    mean = {"mean": number(summary.mean or 0.0, 0)}
    if low >= MOSTLY:
        return _("mostly low (mean %(mean)s, %(share)s%% at the low end)") % (mean | {"share": _percent(low)})
    if high >= MOSTLY:
        return _("mostly high (mean %(mean)s, %(share)s%% at the high end)") % (mean | {"share": _percent(high)})
    if middle >= MOSTLY:
        return _("mostly in the middle (mean %(mean)s, %(share)s%%)") % (mean | {"share": _percent(middle)})
    if low >= BOTH_ENDS and high >= BOTH_ENDS:
        shares = {"low": _percent(low), "high": _percent(high)}
        return _("at both ends (%(low)s%% low, %(high)s%% high)") % shares
    return _("spread out (mean %(mean)s)") % mean


def _percent(share: float) -> str:
    return number(100 * share, 0)


def _one_slider(pattern: Pattern, figure: Figure, settings: Settings) -> list[str]:
    return [_("The answers lie %(shape)s.") % {"shape": shape(figure.groups[0].summary)}]


def _triangle(pattern: Pattern, figure: Figure, settings: Settings) -> list[str]:
    """The mean share of each pole."""
    means = [f"{group.label} {number(group.summary.mean or 0.0, 0)}" for group in figure.groups]
    return [_("The mean shares are: %(means)s.") % {"means": ", ".join(means)}]


def _bars(pattern: Pattern, figure: Figure, settings: Settings) -> list[str]:
    """The option chosen most and the one chosen least."""
    shown = [bar for bar in figure.bars if bar.n >= settings.display_minimum]
    if not shown:
        return []
    most, least = max(shown, key=lambda bar: bar.n), min(shown, key=lambda bar: bar.n)
    values = {"most": most.label, "n": most.n, "share": _percent(most.share or 0.0)}
    found = [_("“%(most)s” was chosen most: %(n)s times (%(share)s%%).") % values]
    if least is not most:
        found.append(_("“%(least)s” was chosen least: %(n)s times.") % {"least": least.label, "n": least.n})
    return found


def _histograms(pattern: Pattern, figure: Figure, settings: Settings) -> list[str]:
    """The two groups that differ most, each with its number."""
    groups = _two_groups(pattern, figure, settings)
    return [_group_sentence(pattern, figure, group) for group in groups]


def _two_groups(pattern: Pattern, figure: Figure, settings: Settings) -> Sequence[Group]:
    """The groups of the contrast; else of those shown the one with the highest and the one with the lowest mean.

    Of a triad they are always groups of one end, that of the contrast: ends are never compared with each other.
    """
    shown = [group for group in figure.groups if group.summary.n >= settings.display_minimum]
    shown = [group for group in shown if end_of(group) in pattern.contrast[:1]] or of_one_end(shown)
    named = [group for group in shown if _in_contrast(group, pattern.contrast)]
    if len(named) == 2:
        return sorted(named, key=lambda group: -(group.summary.mean or 0.0))
    pool = named if len(named) > 2 else shown
    if len(pool) < 2:
        return pool
    high = max(pool, key=lambda group: group.summary.mean or 0.0)
    low = min(pool, key=lambda group: group.summary.mean or 0.0)
    return [high, low]


def _in_contrast(group: Group, contrast: Sequence[str]) -> bool:
    """Whether a group is one of the strongest contrast: its own option is named there, after the end of a triad."""
    option = group.code.removesuffix(":yes").removesuffix(":no").rpartition(":")[2]
    return bool(option) and option in (contrast[1:] if end_of(group) else contrast)


def _group_sentence(pattern: Pattern, figure: Figure, group: Group) -> str:
    """In the 47 experiences with ... the slider is mostly high."""
    values = {"n": group.summary.n, "x": with_end(figure.x, group), "shape": shape(group.summary)}
    sentence = ngettext(
        "In %(n)s experience %(having)s, “%(x)s” is %(shape)s.",
        "In the %(n)s experiences %(having)s, “%(x)s” is %(shape)s.",
        group.summary.n,
    )
    return sentence % (values | {"having": phrases.of_group(pattern, figure, group)})


def _grid(pattern: Pattern, figure: Figure, settings: Settings) -> list[str]:
    """How many are high on both, low on both, and high on one only."""
    counts = {"high": 0, "low": 0, "first": 0, "second": 0}
    for x, y, count in figure.points:
        place = {(1, 1): "high", (-1, -1): "low", (1, -1): "first", (-1, 1): "second"}.get((_end(x), _end(y)))
        if place:
            counts[place] += count
    values = counts | {"x": figure.x, "y": figure.y}
    return [
        _("High on both (from 70): %(high)s times; low on both (under 30): %(low)s times.") % values,
        _("High on “%(x)s” and low on “%(y)s”: %(first)s times; the other way round: %(second)s times.") % values,
    ]


def _end(step: int) -> int:
    """1 for the high end, -1 for the low end, 0 between."""
    return 1 if step >= HIGH_STEP else -1 if step < LOW_STEP else 0


def _tables(pattern: Pattern, figure: Figure, settings: Settings) -> list[str]:
    """The cell that stands out, against the whole."""
    place, row, column = strongest_cell(figure, settings.minimum)
    counts = figure.tables[place].counts
    within, total = sum(counts[row]), sum(map(sum, counts))
    if within < settings.display_minimum or total == 0:
        return []
    values = {
        "within": within,
        "having": phrases.of_row(pattern, figure, place, row),
        "inside": counts[row][column],
        "share": _percent(counts[row][column] / within),
        "answer": phrases.of_column(figure, place, column),
        "y": figure.y,
        "overall": _percent(sum(line[column] for line in counts) / total),
    }
    return [
        _(
            "Of the %(within)s experiences %(having)s, %(inside)s (%(share)s%%) also have “%(answer)s” for “%(y)s”; "
            "over all experiences it is %(overall)s%%."
        )
        % values
    ]


def strongest_cell(figure: Figure, minimum: int) -> tuple[int, int, int]:
    """The places of the table, row and column of the largest adjusted residual upward.

    Of multi-choice only what was chosen; rows and columns under the minimum only when there is nothing else.
    """
    cells = [
        (enough, residual, place, row, column)
        for place, table in enumerate(figure.tables)
        for row, line in enumerate(table.residuals)
        for column, residual in enumerate(line)
        if residual is not None and "not chosen" not in (table.rows[row], table.columns[column])
        for enough in [_least(table, row, column) >= minimum]
    ]
    _, _, place, row, column = max(cells, default=(False, 0.0, 0, 0, 0))
    return place, row, column


def _least(table: Table, row: int, column: int) -> int:
    """The smaller of a cell's row and column totals."""
    return min(sum(table.counts[row]), sum(line[column] for line in table.counts))


def _three_way(pattern: Pattern) -> str:
    """Where two questions go together most, and where least."""
    parts: list[Part] = [part for part in pattern.parts if part.effect is not None]
    if len(parts) < 2:
        return ""
    most = max(parts, key=lambda part: part.effect.value if part.effect else 0.0)
    least = min(parts, key=lambda part: part.effect.value if part.effect else 0.0)
    values = {
        "x": pattern.labels[0],
        "y": pattern.labels[1],
        "z": pattern.labels[2],
        "most": most.label,
        "least": least.label,
        "n_most": most.n,
        "n_least": least.n,
        "high": number(most.effect.value if most.effect else 0.0),
        "low": number(least.effect.value if least.effect else 0.0),
    }
    return _(
        "How “%(x)s” and “%(y)s” go together differs by “%(z)s”: %(high)s with “%(most)s” (%(n_most)s experiences), "
        "%(low)s with “%(least)s” (%(n_least)s experiences)."
    ) % values  # fmt: skip
