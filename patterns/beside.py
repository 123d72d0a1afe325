"""One question answered by two selections: the same axes, counts and shares, the middle, and what was not answered."""

from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patterns import charts, words
from patterns.numbers import decimal, percent
from patterns.screen import Panel, chart_words
from patterns.stats.columns import NOT_ASKED, Bools, Column, take_rows
from patterns.stats.describe import describe_column
from patterns.stats.figures import Bar, Figure
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings
from patterns.vega import histogram
from patterns.vega.beside import BOTH

LAST = 10**6  # after everything that was tested
LEAST_STEPS = 3


@dataclass(frozen=True, eq=False)
class Side:
    """What a selection is called, and its stories."""

    label: str
    rows: Bools


@dataclass(frozen=True)
class Cell:
    """A count of one side, its share and the length of its bar."""

    n: str
    share: str
    length: str


@dataclass(frozen=True)
class Pair:
    """One answer on both sides."""

    label: str
    first: Cell
    second: Cell


@dataclass(frozen=True)
class Told:
    """How many of a side answered, and how many did not."""

    label: str
    n: str
    silent: str
    not_asked: str
    thirds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Beside:
    """One question on both sides; `pattern` says how they differ, when that could be tested."""

    key: str
    label: str
    text: str
    poles: tuple[str, str]
    told: tuple[Told, Told]
    panels: tuple[Panel, ...]
    lines: tuple[Pair, ...]
    pattern: Pattern | None
    known: bool
    why: str
    effect: str

    @property
    def order(self) -> int:
        """Return where it stands: what differs most comes first, what was not tested last."""
        return self.pattern.rank if self.pattern else LAST

    @property
    def verdict(self) -> str:
        """Return strong, undecided, absent, or nothing."""
        return self.pattern.verdict if self.pattern and self.pattern.test else ""

    @property
    def strength(self) -> str:
        """Return the verdict on a difference in words."""
        said = {"strong": _("strong difference"), "undecided": _("undecided"), "absent": _("no difference")}
        return str(said.get(self.verdict, _("not tested")))


def beside(
    column: Column, sides: tuple[Side, Side], text: str, pattern: Pattern | None, settings: Settings
) -> Beside:  # fmt: skip
    """Return one question as both sides answered it."""
    columns = [take_rows(column, side.rows) for side in sides]
    first, second = (describe_column(one, settings) for one in columns)
    names = (sides[0].label, sides[1].label)
    told = tuple(_told(one, figure, name) for one, figure, name in zip(columns, (first, second), names, strict=True))
    return Beside(
        key=column.key,
        label=column.label,
        text=text,
        poles=column.poles,
        told=(told[0], told[1]),
        panels=_panels((first, second), names, column),
        lines=tuple(_pair(one, other) for one, other in zip(first.bars, second.bars, strict=True)),
        pattern=pattern,
        known=not column.is_question,
        why=_why(pattern, (first, second), settings),
        effect=words.effect(pattern) if pattern else "",
    )


def _why(pattern: Pattern | None, figures: tuple[Figure, Figure], settings: Settings) -> str:
    if pattern is not None:
        return words.why(pattern, settings)
    if min(figure.n for figure in figures) < settings.subset_minimum:
        least = _("Not tested: at least %(least)s stories with an answer are needed on each side.")
        return least % {"least": settings.subset_minimum}
    return _("Not tested: too few stories are on one side only.")


def _panels(figures: tuple[Figure, Figure], names: tuple[str, str], column: Column) -> tuple[Panel, ...]:
    """Return a histogram for each side on one scale; of a triad one for each pole."""
    groups = [group for pair in zip(figures[0].groups, figures[1].groups, strict=True) for group in pair]
    top = histogram.tallest([group.summary for group in groups])
    said, made = chart_words(column.poles), []
    for place, group in enumerate(groups):
        side = place % 2
        label = names[side] if column.kind == "slider" else f"{group.label} · {names[side]}"
        still = charts.histogram(replace(group, label=label), BOTH[side], top)
        spec = histogram.histogram(group.summary, said, BOTH[side], top) if group.summary.n else None
        made.append(Panel(still, spec))
    return tuple(made)


def _pair(one: Bar, other: Bar) -> Pair:
    return Pair(one.label, _cell(one), _cell(other))


def _cell(bar: Bar) -> Cell:
    return Cell(decimal(bar.n), percent(bar.share), f"{100 * (bar.share or 0.0):.1f}")


def _told(column: Column, figure: Figure, label: str) -> Told:
    """Return how many answered; a question that somebody was not asked is another thing than silence."""
    total = len(column.values)
    not_asked = int(np.count_nonzero(column.state == NOT_ASKED)) if column.is_question else 0
    silent = total - figure.n - not_asked
    said = _("%(n)s answered") % {"n": decimal(figure.n)}
    share = percent(silent / (total - not_asked) if total > not_asked else None)
    quiet = ngettext("%(n)s did not answer", "%(n)s did not answer", silent) % {"n": decimal(silent)}
    unasked = ngettext("%(n)s was not asked", "%(n)s were not asked", not_asked) % {"n": decimal(not_asked)}
    return Told(label, said, f"{quiet} ({share})", unasked if not_asked else "", _ends(column, figure))


def _ends(column: Column, figure: Figure) -> tuple[tuple[str, str], ...]:
    """Return the shares of the lowest step, of all between and of the highest, so that the middle is seen."""
    bars = figure.bars
    if column.kind != "ordered" or not column.is_question or len(bars) < LEAST_STEPS or not figure.n:
        return ()
    middle = figure.n - bars[0].n - bars[-1].n
    parts = ((bars[0].n, bars[0].label), (middle, _("in between")), (bars[-1].n, bars[-1].label))
    return tuple((percent(n / figure.n), name) for n, name in parts)
