"""Which part of a figure a card shows: never a group that is too small, and first what its title names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from patterns.numbers import LEAST
from patterns.stats.figures import Figure, Group, Table
from patterns.triad_ends import end_name, without_end

PAIR = " / "
CHOSEN = ":yes"  # ends the code of the group that chose an option


def large_enough(figure: Figure) -> Figure:
    """Return `figure` without groups, bars and rows of fewer than five stories."""
    shown = replace(
        figure,
        groups=_groups(figure),
        bars=tuple(bar for bar in figure.bars if bar.n >= LEAST),
    )
    return _tables(shown) if figure.tables else shown


def _groups(figure: Figure) -> tuple[Group, ...]:
    """Of a multi-choice question those with and those without an answer go together, or they would be mixed up."""
    twos = list(zip(figure.groups[::2], figure.groups[1::2], strict=False))
    if not is_pair(figure):
        return tuple(group for group in figure.groups if group.summary.n >= LEAST)
    return tuple(group for two in twos if min(one.summary.n for one in two) >= LEAST for group in two)


def is_pair(figure: Figure) -> bool:
    """Tell whether the groups come in twos: those who chose an option, and the others."""
    return bool(figure.groups) and figure.groups[0].code.endswith(CHOSEN)


def _tables(figure: Figure) -> Figure:
    """Of two multi-choice questions the tables of a rare answer go; else the rows of a rare answer."""
    if all(PAIR in name for name in figure.tables_for) and figure.tables_for:
        named = zip(figure.tables_for, figure.tables, strict=True)
        kept = [(name, table) for name, table in named if sum(table.counts[0]) >= LEAST]
        return replace(figure, tables_for=tuple(n for n, _t in kept), tables=tuple(t for _n, t in kept))
    return replace(figure, tables=tuple(_rows(table) for table in figure.tables))


def _rows(table: Table) -> Table:
    kept = [row for row, counts in enumerate(table.counts) if sum(counts) >= LEAST]
    return replace(
        table,
        rows=tuple(table.rows[row] for row in kept),
        counts=tuple(table.counts[row] for row in kept),
        expected=tuple(table.expected[row] for row in kept),
        residuals=tuple(table.residuals[row] for row in kept),
    )


def parts_shown(figure: Figure) -> int:
    """Return how many groups, bars, tables and rows a figure has."""
    return len(figure.groups) + len(figure.bars) + sum(len(table.rows) for table in figure.tables)


def named_in(text: str, labels: Iterable[str]) -> int:
    """Return how many of `labels` stand in `text` as words of their own."""
    return sum(1 for label in labels if re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text, re.IGNORECASE))


def named_first(figure: Figure, text: str) -> Figure:
    """Return `figure` with the options of multi-choice questions that `text` names before the others."""
    places = [_place(name, text, figure.tables_for) for name in figure.tables_for]
    order = sorted(range(len(places)), key=places.__getitem__)
    return replace(
        figure,
        tables=tuple(figure.tables[place] for place in order) or figure.tables,
        tables_for=tuple(figure.tables_for[place] for place in order),
    )


def _place(name: str, text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Return where a table belongs: for each of its options whether it is named, and its place among all."""
    known = [list(dict.fromkeys(column)) for column in zip(*(one.split(PAIR) for one in names), strict=True)]
    return [(-named_in(text, [part]), known[at].index(part)) for at, part in enumerate(name.split(PAIR))]


def spoken(groups: Sequence[Group]) -> list[Group]:
    """Return `groups` of a multi-choice question as people call them: with an answer, and without it."""
    return [replace(group, label=_spoken(group)) for group in groups]


def _spoken(group: Group) -> str:
    option = {"option": without_end(group).rpartition(": ")[0]}
    if group.code.endswith((CHOSEN, ":no")):
        with_or_without = _("with “%(option)s”") if group.code.endswith(CHOSEN) else _("without “%(option)s”")
        return ": ".join(part for part in (end_name(group), with_or_without % option) if part)
    return group.label
