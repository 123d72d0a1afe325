"""The figure of one question, and of one pattern, counted from all stories when someone asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from patterns.stats.columns import (
    ANSWERED,
    MISSING,
    NOT_ASKED,
    SLIDER_LEVELS,
    Bools,
    Codes,
    Column,
    Dataset,
    Floats,
    Ints,
    Option,
    Subset,
    take_rows,
)
from patterns.stats.ends import with_ends
from patterns.stats.figures import Bar, Figure, Group, Table
from patterns.stats.residuals import pearson
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings
from patterns.stats.shape import summarise

STEP = 10
RANKED = {"slider", "triad"}
MIDDLE = (Option("middle", "middle"), Option("ends", "ends"))
SILENT = (Option("not answered", "not answered"), Option("answered", "answered"))
CHOSEN = (("yes", "chosen"), ("no", "not chosen"))


def describe_column(column: Column, settings: Settings) -> Figure:
    """The distribution of one question.

    Parameters
    ----------
    column : Column
    settings : Settings

    Returns
    -------
    Figure
        A histogram, bars, or a triangle; ``missing`` is the share of stories without an answer.
    """
    n, missing = _shares(column.answered)
    if column.kind == "slider":
        group = _group(column.key, column.label, value_counts(column.values), settings)
        return Figure("histogram", n, missing, column.label, groups=(group,))
    if column.kind == "triad":
        return Figure("triangle", n, missing, column.label, points=_triangle(column), groups=_poles(column, settings))
    return Figure("bars", n, missing, column.label, bars=_bars(column, n, settings))


def figure_of(dataset: Dataset, pattern: Pattern, settings: Settings, subsets: Sequence[Subset] = ()) -> Figure:
    """The figure of a pattern, from all its stories.

    Parameters
    ----------
    dataset : Dataset
        The one that was evaluated; a pattern within one audience takes only its stories.
    pattern : Pattern
    settings : Settings
    subsets : sequence of Subset
        Those of the evaluation.

    Returns
    -------
    Figure
    """
    added = {subset.key: subset for subset in subsets}
    columns = [added[key].column() if key in added else dataset.column(key) for key in pattern.questions]
    if pattern.within is not None:
        rows = of_audience(dataset.column(pattern.within[0]), pattern.within[1])
        columns = [take_rows(column, rows) for column in columns]
    if len(columns) == 1:
        return describe_column(columns[0], settings)
    aspect = pattern.kind.split("_")[0]
    if aspect == "middle":
        columns[0] = middle_column(columns[0], settings)
    elif aspect == "non":
        columns[0] = silent_column(columns[0])
    elif aspect == "three":
        return three_columns(columns[0], columns[1], columns[2], settings)
    return two_columns(columns[0], columns[1], settings)


def of_audience(column: Column, code: str) -> Bools:
    """The stories with this option."""
    return np.asarray(column.values == [option.code for option in column.options].index(code))


def three_columns(first: Column, second: Column, third: Column, settings: Settings) -> Figure:
    """One question by another, and the same for each group of a third."""
    if first.kind in RANKED and second.kind in RANKED:
        first, second = with_ends(first, second)  # the same ends in every panel
    members = [third.values == code for code in range(len(third.options))]
    panels = tuple(two_columns(take_rows(first, rows), take_rows(second, rows), settings) for rows in members)
    known = third.values >= 0
    whole = two_columns(take_rows(first, known), take_rows(second, known), settings)
    labels = tuple(option.label for option in third.options)
    missing = 1.0 - whole.n / len(third.values) if len(third.values) else 0.0
    return replace(whole, missing=missing, panels=panels, panels_for=labels)


def two_columns(first: Column, second: Column, settings: Settings) -> Figure:
    """One question by another."""
    if first.kind not in RANKED and second.kind in RANKED:
        first, second = second, first
    both = first.answered & second.answered
    n, missing = _shares(both)
    if first.kind in RANKED and second.kind in RANKED:
        first, second = with_ends(first, second)
        points = _counted(first.values[both], second.values[both])
        return Figure("grid", n, missing, first.label, second.label, points=points)
    if first.kind in RANKED:
        groups = _histograms(first, second, settings)
        return Figure("histograms", n, missing, first.label, second.label, groups=groups)
    tables, names = _tables(first, second)
    return Figure("table", n, missing, first.label, second.label, tables=tables, tables_for=names)


def value_counts(values: Codes) -> Ints:
    """Counts of the values 0..100; missing left out."""
    return np.bincount(values[values >= 0], minlength=SLIDER_LEVELS).astype(np.int64)


def middle_column(column: Column, settings: Settings) -> Column:
    """A slider as a choice of two: in the middle, or at either end."""
    values = column.values
    inside = (values >= settings.middle_low) & (values <= settings.middle_high)
    codes = np.where(values < 0, MISSING, np.where(inside, 0, 1)).astype(np.int8)
    return Column(column.key, column.label, "nominal", codes, None, MIDDLE)


def silent_column(column: Column) -> Column:
    """Whether a question was answered, of those who were asked."""
    state = column.state
    codes = np.where(state == NOT_ASKED, MISSING, np.where(state == ANSWERED, 1, 0)).astype(np.int8)
    return Column(column.key, column.label, "nominal", codes, None, SILENT)


def _shares(present: Bools) -> tuple[int, float]:
    """How many, and the share that is missing."""
    n = int(present.sum())
    return n, 1.0 - n / len(present) if len(present) else 0.0


def _group(code: str, label: str, counts: Ints, settings: Settings) -> Group:
    return Group(code, label, int(counts.sum()) < settings.minimum, summarise(counts, settings))


def _poles(column: Column, settings: Settings) -> tuple[Group, ...]:
    """One histogram for each pole of a triad."""
    return tuple(
        _group(option.code, option.label, value_counts(column.values[:, pole]), settings)
        for pole, option in enumerate(column.options)
    )


def _triangle(column: Column) -> tuple[tuple[int, int, int], ...]:
    """Counts of the first two shares in steps of ten."""
    shares = column.values[column.answered]
    return _counted(shares[:, 0], shares[:, 1])


def _counted(
    x: Codes,
    y: Codes,
) -> tuple[tuple[int, int, int], ...]:
    """(x, y, count) of every step of ten that occurs; 100 belongs to the last step."""
    cells = np.stack([np.minimum(part // STEP, STEP - 1) * STEP for part in (x, y)], axis=1).astype(np.int64)
    places, counts = np.unique(cells, axis=0, return_counts=True)
    return tuple((int(a), int(b), int(count)) for (a, b), count in zip(places.tolist(), counts.tolist(), strict=True))


def _bars(column: Column, n: int, settings: Settings) -> tuple[Bar, ...]:
    """One bar for each option; the share is of those to whom it was offered."""
    if column.kind == "multi":
        counts, asked = (column.values == 1).sum(axis=0).tolist(), (column.values >= 0).sum(axis=0).tolist()
    else:
        counts = np.bincount(column.values[column.values >= 0], minlength=len(column.options)).tolist()
        asked = [n] * len(counts)
    return tuple(
        Bar(option.code, option.label, count, count / of if of else None, count < settings.minimum)
        for option, count, of in zip(column.options, counts, asked, strict=True)
    )


def _histograms(ranked: Column, choice: Column, settings: Settings) -> tuple[Group, ...]:
    """One histogram for each option; of a triad each of its poles; of multi-choice chosen and not chosen."""
    rows: list[tuple[str, str, Ints]]
    if ranked.kind == "triad":
        poles = enumerate(ranked.options)
        rows = [(f"{option.code}:", f"{option.label}: ", ranked.values[:, pole]) for pole, option in poles]
    else:
        rows = [("", "", ranked.values)]
    return tuple(
        _group(code + mark, label + name, value_counts(values[member]), settings)
        for code, label, values in rows
        for mark, name, member in _members(choice)
    )


def _members(choice: Column) -> list[tuple[str, str, Bools]]:
    """Code, label and stories of each group that a choice makes."""
    if choice.kind != "multi":
        return [(option.code, option.label, choice.values == code) for code, option in enumerate(choice.options)]
    return [
        (f"{option.code}:{mark}", f"{option.label}: {name}", choice.values[:, place] == wanted)
        for place, option in enumerate(choice.options)
        for (mark, name), wanted in zip(CHOSEN, (1, 0), strict=True)
    ]


def _tables(first: Column, second: Column) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """One table, or one for each option (each pair of options) of multi-choice questions."""
    tables, names = [], []
    for label, rows, row_names in _factors(first):
        for other, columns, column_names in _factors(second):
            tables.append(_table(rows, row_names, columns, column_names))
            names.append(" / ".join(name for name in (label, other) if name))
    return tuple(tables), tuple(names) if len(tables) > 1 or any(names) else ()


def _factors(column: Column) -> list[tuple[str, Codes, list[str]]]:
    """Label, codes and level names of a choice, or of each option of a multi-choice question."""
    if column.kind != "multi":
        return [("", column.values, [option.label for option in column.options])]
    return [
        (
            option.label,
            np.where(column.values[:, place] < 0, MISSING, 1 - column.values[:, place]),
            [name for _, name in CHOSEN],
        )
        for place, option in enumerate(column.options)
    ]


def _table(
    rows: Codes,
    row_names: list[str],
    columns: Codes,
    column_names: list[str],
) -> Table:
    """Counts, expected counts and adjusted residuals."""
    both = (rows >= 0) & (columns >= 0)
    size = (len(row_names), len(column_names))
    index = rows[both].astype(np.int64) * size[1] + columns[both]
    counts = np.bincount(index, minlength=size[0] * size[1]).reshape(1, *size).astype(np.int64)
    across, down, n = counts.sum(axis=2), counts.sum(axis=1), counts.sum(axis=(1, 2))
    _, expected, residual = pearson(counts, across, down, n)
    live = (across[0][:, None] > 0) & (down[0] > 0)
    return Table(
        tuple(row_names),
        tuple(column_names),
        tuple(tuple(line) for line in counts[0].tolist()),
        _kept(expected[0], np.full(size, bool(n[0]))),
        _kept(residual[0], live),
    )


def _kept(
    values: Floats,
    live: Bools,
) -> tuple[tuple[float | None, ...], ...]:
    """Numbers where they mean something, else None."""
    return tuple(
        tuple(value if alive else None for value, alive in zip(line, alive_line, strict=True))
        for line, alive_line in zip(values.tolist(), live.tolist(), strict=True)
    )
