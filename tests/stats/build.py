"""Small columns and projects for the tests of the statistics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from patterns.stats.columns import Column, Dataset, Kind, Option, Role, codes
from patterns.stats.evaluate import evaluate
from patterns.stats.results import EvaluationResult, Pattern
from patterns.stats.settings import Settings

LEAN = Settings(middle=False, non_answer=False, over_time=False, within_audiences=False, minimum=2, strong_tellers=2)


def options(size: int) -> tuple[Option, ...]:
    """Options a, b, c ..."""
    return tuple(Option(f"o{place}", f"option {place}") for place in range(size))


def slider(key: str, values: Any) -> Column:
    """A slider; -1 is missing."""
    return Column(key, key, "slider", codes(values))


def choice(key: str, values: Any, size: int, kind: Kind = "nominal", role: Role = "question") -> Column:
    """A choice of some options; -1 is missing."""
    return Column(key, key, kind, codes(values), None, options(size), role)


def multi(key: str, values: Any) -> Column:
    """A multi-choice question of 0 and 1, a row of -1 where it was skipped."""
    table = codes(values)
    return Column(key, key, "multi", table, None, options(table.shape[1]))


def found(columns: Sequence[Column], settings: Settings = LEAN, **more: Any) -> EvaluationResult:
    """The evaluation of a few columns."""
    return evaluate(Dataset(tuple(columns), **more), settings)


def pair(columns: Sequence[Column], settings: Settings = LEAN, **more: Any) -> Pattern:
    """The one pattern of two questions."""
    result = found(columns, settings, **more)
    return next(pattern for pattern in result.patterns if pattern.family == "pairs")


def numbers(pattern: Pattern) -> tuple[Any, ...]:
    """Everything about a pattern that renaming may not change."""
    limits = (pattern.effect.value, pattern.effect.low, pattern.effect.high) if pattern.effect else ()
    tested = (pattern.n, pattern.tellers, pattern.test, pattern.statistic, pattern.df, pattern.p, pattern.q)
    return (*tested, *limits, pattern.verdict, pattern.robustness, pattern.score)


def noise(n: int, seed: int = 0) -> np.random.Generator:
    """A generator for a test."""
    return np.random.default_rng([n, seed])
