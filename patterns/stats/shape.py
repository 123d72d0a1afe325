"""The distribution of one slider: its summary, and how unusual its shape is."""

from __future__ import annotations

import math

import numpy as np

from patterns.stats.columns import SLIDER_LEVELS, SLIDER_TOP, Ints
from patterns.stats.exact import steady_sum
from patterns.stats.figures import SliderSummary
from patterns.stats.settings import Settings

BINS = 20
WIDTH = SLIDER_TOP // BINS
EDGE = (np.minimum(np.arange(SLIDER_LEVELS) // WIDTH, BINS - 1)).astype(np.int64)
STEP = (np.arange(SLIDER_LEVELS) + 2) // WIDTH
VALUES = np.arange(SLIDER_LEVELS)


def summarise(counts: Ints, settings: Settings) -> SliderSummary:
    """Summary of one slider from the counts of its values.

    Parameters
    ----------
    counts : ndarray of int64, shape (101,)
    settings : Settings
        Where the middle begins and ends.

    Returns
    -------
    SliderSummary

    Notes
    -----
    sd divides by n - 1. Skewness g1 and excess kurtosis g2 are the moments of the stories themselves
    (Joanes and Gill 1998). Mode: the value given most, the one nearest the median when several are.
    Bimodality: Sarle's coefficient with the sample correction (SAS/STAT, Cluster; from 0.555 on a uniform
    distribution is surpassed). Power sums are whole numbers of any size, so nothing is lost.
    """
    n = int(counts.sum())
    bins = tuple(np.bincount(EDGE, weights=counts, minlength=BINS).astype(int).tolist())
    if n == 0:
        return SliderSummary(0, bins, *(None,) * 12)
    mean, second, skewness, kurtosis = moments(counts)
    median = median_of(counts)
    sd = math.sqrt(second * n / (n - 1)) if n > 1 else None
    under, over = (None, None) if sd is None else (mean - sd, mean + sd)
    low, high = (int(part.sum()) for part in (counts[: settings.middle_low], counts[settings.middle_high + 1 :]))
    middle, twin = (n - low - high) / n, bimodality(n, skewness, kurtosis)
    centre = (mean, mode_of(counts, median), median)
    return SliderSummary(n, bins, *centre, sd, under, over, skewness, kurtosis, low / n, middle, high / n, twin)


def moments(counts: Ints) -> tuple[float, float, float | None, float | None]:
    """Mean, variance (by n), skewness and excess kurtosis, from exact integer sums."""
    pairs = [(value, count) for value, count in enumerate(counts.tolist()) if count]
    n = sum(count for _, count in pairs)
    total = sum(value * count for value, count in pairs)
    second, third, fourth = (sum((n * v - total) ** power * c for v, c in pairs) for power in (2, 3, 4))
    mean, variance = total / n, second / n**3
    if second == 0:
        return mean, 0.0, None, None
    return mean, variance, third / n**4 / variance**1.5, n * fourth / second**2 - 3.0


def median_of(counts: Ints) -> float:
    """The middle value, or half-way between the two middle ones."""
    running, n = np.cumsum(counts), int(counts.sum())
    lower = int(np.searchsorted(running, (n + 1) // 2))
    upper = int(np.searchsorted(running, n // 2 + 1))
    return (lower + upper) / 2


def mode_of(counts: Ints, median: float) -> int:
    """The most frequent value; of several, the one nearest the median."""
    most = np.flatnonzero(counts == counts.max())
    return int(most[np.abs(most - median).argmin()])


def bimodality(n: int, skewness: float | None, kurtosis: float | None) -> float | None:
    """Sarle's coefficient; None where the sample is too small."""
    if skewness is None or kurtosis is None or n < 4:
        return None
    g1 = skewness * math.sqrt(n * (n - 1)) / (n - 2)
    g2 = ((n + 1) * kurtosis + 6) * (n - 1) / ((n - 2) * (n - 3))
    bottom = g2 + 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))
    return (g1**2 + 1) / bottom if bottom > 0 else None


def unusual(counts: Ints) -> float:
    """How far a slider is from flat: half the sum of differences over 21 steps that mirror each other (0 to 1)."""
    n = int(counts.sum())
    if n == 0:
        return 0.0
    steps = np.bincount(STEP, weights=counts, minlength=BINS + 1) / n
    flat = np.bincount(STEP, minlength=BINS + 1) / SLIDER_LEVELS
    return float(steady_sum(np.abs(steps - flat)) / 2)


def uneven(counts: Ints) -> float:
    """How far a choice is from evenly spread over its options (0 to 1)."""
    n, k = int(counts.sum()), len(counts)
    if n == 0 or k == 0:
        return 0.0
    return float(steady_sum(np.abs(counts / n - 1.0 / k)) / 2)
