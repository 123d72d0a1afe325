"""From components to patterns: Holm, the strongest part, its interval, the score, and what is absent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import Bools, Floats, Ints
from patterns.stats.components import EFFECT_OF_FORM, Measured
from patterns.stats.exact import holm
from patterns.stats.plan import Plan
from patterns.stats.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Patterns of one plan, arrays of shape (patterns,) unless said otherwise.

    ``chosen`` is the strongest component: the one with the smallest p; p, effect and contrast are all its own.
    ``adjusted``, ``low`` and ``high`` have shape (components,).
    """

    chosen: Ints
    tested: Bools
    p: Floats
    value: Floats
    lower: Floats
    upper: Floats
    threshold: Floats
    score: Floats
    absent: Bools
    effect: NDArray[np.int8]
    adjusted: Floats
    low: Floats
    high: Floats


def score(plan: Plan, measured: Measured, settings: Settings) -> Scored:
    """Score the patterns of a plan.

    Notes
    -----
    The interval of the strongest of k tested parts is taken at level 1 - .05/k. The score is the interval's limit
    nearest zero divided by the threshold, for eta squared the root of both; 0 when the interval holds zero.
    A pattern is absent when the interval of every tested part lies inside plus and minus the threshold.
    """
    size, pattern = len(plan), plan.pattern
    adjusted = holm(measured.p, pattern, measured.tested)
    parts = np.bincount(pattern, weights=measured.tested, minlength=size)
    level = 1.0 - (1.0 - settings.level) / np.maximum(parts, 1.0)
    low, high = measured.intervals(level[pattern])
    chosen = strongest(measured, pattern, size)
    tested = parts > 0
    kinds = plan.form[chosen]
    thresholds = np.array([settings.threshold(name) for name in EFFECT_OF_FORM])
    inside = (low > -thresholds[plan.form]) & (high < thresholds[plan.form])
    wide = np.bincount(pattern, weights=measured.tested & ~inside, minlength=size)
    return Scored(
        chosen=chosen,
        tested=tested,
        p=np.where(tested, adjusted[chosen], 1.0),
        value=measured.value[chosen],
        lower=low[chosen],
        upper=high[chosen],
        threshold=thresholds[kinds],
        score=np.where(tested, nearest(low[chosen], high[chosen], thresholds[kinds], kinds), 0.0),
        absent=tested & (wide == 0),
        effect=kinds,
        adjusted=adjusted,
        low=low,
        high=high,
    )


def strongest(measured: Measured, pattern: Ints, size: int) -> Ints:
    """The tested component with the smallest p of each pattern, among equals the largest effect; else the first."""
    order = np.lexsort((np.arange(len(pattern))[::-1], np.abs(measured.value), -measured.p, measured.tested))
    chosen = np.zeros(size, np.int64)
    chosen[pattern[order]] = order
    return chosen


def nearest(low: Floats, high: Floats, threshold: Floats, form: NDArray[np.int8]) -> Floats:
    """The limit nearest zero, in units of the threshold."""
    limit = np.maximum(np.maximum(low, -high), 0.0)
    squared = form == EFFECT_OF_FORM.index("eta2")
    return np.where(squared, np.sqrt(limit / threshold), limit / threshold)
