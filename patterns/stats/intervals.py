"""Intervals of effects: Fisher's z, Student's t on atanh(delta), and inverted noncentral chi-squared."""

from __future__ import annotations

import numpy as np
from scipy import special

from patterns.stats.columns import Floats, Ints

NEARLY_ONE = 1.0 - 1e-9


def normal_quantile(level: Floats) -> Floats:
    """Two-sided standard normal quantile of the given levels."""
    return np.asarray(special.ndtri(0.5 + np.asarray(level) / 2.0))


def fisher_variance(rho: Floats, n: Ints) -> Floats:
    """Variance of atanh(rho) for a Spearman correlation: (1 + rho**2/2)/(n - 3), Bonett and Wright (2000)."""
    return np.asarray((1.0 + rho**2 / 2.0) / np.maximum(n - 3, 1))


def fisher_interval(value: Floats, variance: Floats, level: Floats) -> tuple[Floats, Floats]:
    """Limits of a correlation from the variance of its inverse hyperbolic tangent."""
    centre = np.arctanh(np.clip(value, -NEARLY_ONE, NEARLY_ONE))
    half = normal_quantile(level) * np.sqrt(variance)
    return np.minimum(np.tanh(centre - half), value), np.maximum(np.tanh(centre + half), value)


def delta_interval(value: Floats, variance: Floats, least: Ints, level: Floats) -> tuple[Floats, Floats]:
    """Limits of Cliff's delta: atanh with Student's t on (smaller group - 1) degrees of freedom.

    Complete separation has no variance to go by; its inner limit is (n - z**2)/(n + z**2) with n the
    smaller group (Feng and Cliff 2004).
    """
    tail = special.stdtrit(np.maximum(least - 1, 1), 0.5 + np.asarray(level) / 2.0)
    inside = np.clip(value, -NEARLY_ONE, NEARLY_ONE)
    half = tail * np.sqrt(variance)
    low, high = np.tanh(np.arctanh(inside) - half), np.tanh(np.arctanh(inside) + half)
    z2 = normal_quantile(level) ** 2
    edge = (least - z2) / (least + z2)
    low = np.where(value >= 1.0, edge, np.where(value <= -1.0, -1.0, low))
    high = np.where(value <= -1.0, -edge, np.where(value >= 1.0, 1.0, high))
    return np.minimum(low, value), np.maximum(high, value)


def noncentral_limits(statistic: Floats, df: Ints, level: Floats) -> tuple[Floats, Floats]:
    """Noncentralities that put the statistic at the upper and at the lower tail of their chi-squared.

    Parameters
    ----------
    statistic, df, level : ndarray, shape (tests,)

    Returns
    -------
    low, high : ndarray, shape (tests,)
        0 where even the central distribution leaves the statistic inside.

    Notes
    -----
    Smithson (2003), chapter 4: P(X >= x; df, low) = (1 - level)/2 and P(X <= x; df, high) = (1 - level)/2.
    """
    tail = (1.0 - np.asarray(level)) / 2.0
    x, k = np.maximum(statistic, 0.0), df.astype(np.float64)
    below = special.chdtr(k, x)
    return _solve(x, k, 1.0 - tail, below), _solve(x, k, tail, below)


def _solve(x: Floats, df: Floats, share: Floats, below: Floats) -> Floats:
    """The noncentrality at which a share of the distribution lies below x."""
    result = np.zeros(len(x))
    wanted = (below > share) & (x > 0)
    result[wanted] = special.chndtrinc(x[wanted], df[wanted], np.broadcast_to(share, x.shape)[wanted])
    return result
