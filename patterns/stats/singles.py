"""Patterns of one question: no test, only how unusual the distribution is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from patterns.stats.columns import Column
from patterns.stats.describe import value_counts
from patterns.stats.results import Pattern, Reason
from patterns.stats.shape import uneven, unusual


def single_patterns(columns: Sequence[Column]) -> list[Pattern]:
    """One pattern for each question, the most unusual distribution first."""
    made = [_pattern(column) for column in columns if column.is_question]
    return sorted(made, key=lambda pattern: -pattern.score)


def _pattern(column: Column) -> Pattern:
    n = int(column.answered.sum())
    reason = Reason("single" if n else "nobody", {"n": n})
    return Pattern(
        kind=column.kind,
        family="single",
        questions=(column.key,),
        labels=(column.label,),
        n=n,
        tellers=n,
        score=_unusual(column) if n else 0.0,
        reasons=(reason,),
    )


def _unusual(column: Column) -> float:
    """How far from flat: of a triad its most unusual pole."""
    if column.kind == "slider":
        return unusual(value_counts(column.values))
    if column.kind == "triad":
        return max(unusual(value_counts(column.values[:, pole])) for pole in range(3))
    if column.kind == "multi":
        return uneven((column.values == 1).sum(axis=0).astype(np.int64))
    counts = np.bincount(column.values[column.values >= 0], minlength=len(column.options))
    return uneven(counts.astype(np.int64))
