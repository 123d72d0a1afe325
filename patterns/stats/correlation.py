"""Spearman's rho from rank sums and Kendall's tau-b from tables, with tests and intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from patterns.stats.columns import Bools, Floats, Ints
from patterns.stats.exact import steady_sum
from patterns.stats.intervals import fisher_interval, fisher_variance
from patterns.stats.ranks import centred


@dataclass(frozen=True, slots=True, eq=False)
class Correlations:
    """Rank correlations, one for each pair of questions; ``value`` is 0 and ``tested`` false where none exists.

    ``variance`` is that of the inverse hyperbolic tangent of ``value``.
    """

    n: Ints
    tested: Bools
    value: Floats
    statistic: Floats
    p: Floats
    df: Ints
    variance: Floats

    def interval(self, level: Floats) -> tuple[Floats, Floats]:
        """Limits at the given levels."""
        return fisher_interval(self.value, self.variance, level)


def spearman(n: Ints, products: Floats, rows: Floats, columns: Floats, minimum: int) -> Correlations:
    """Spearman's rank correlation with mid-ranks and its t approximation.

    Parameters
    ----------
    n, products, rows, columns : ndarray, shape (pairs,)
        As from ``ranks.table_sums``.
    minimum : int
        Fewer stories than this are not tested.

    Notes
    -----
    t = rho sqrt((n - 2) / (1 - rho**2)) with n - 2 degrees of freedom (Kendall and Gibbons 1990, 4.4);
    variance of the Fisher z after Bonett and Wright (2000).
    """
    tested = (n >= max(minimum, 4)) & (rows > 0) & (columns > 0)
    scale = np.sqrt(np.where(tested, rows, 1.0)) * np.sqrt(np.where(tested, columns, 1.0))
    value = np.clip(np.where(tested, products / scale, 0.0), -1.0, 1.0)
    df = np.where(tested, n - 2, 1)
    with np.errstate(divide="ignore"):
        statistic = value * np.sqrt(df / ((1.0 - value) * (1.0 + value)))
    p = np.where(tested, 2.0 * special.stdtr(df, -np.abs(statistic)), 1.0)
    variance = fisher_variance(value, np.where(tested, n, 4))
    return Correlations(n, tested, value, value, np.minimum(p, 1.0), df, variance)


def kendall(tables: Ints, minimum: int) -> Correlations:
    """Kendall's tau-b of ordered tables, asymptotic test, and the variance that does not suppose independence.

    Parameters
    ----------
    tables : ndarray of int64, shape (pairs, r, c)
        Counts, levels in ascending order on both sides; empty levels change nothing.

    Notes
    -----
    Test: Kendall (1970), chapter 4, with ties, as in ``scipy.stats.kendalltau(method="asymptotic")``.
    Variance: Brown and Benedetti (1977), for atanh by the delta method, times n/(n - 2) and never below what it is
    without association: in groups of twenty the plain one gives up to 13 % false differences.
    """
    across, down = tables.sum(axis=2), tables.sum(axis=1)
    n = across.sum(axis=1)
    surplus = _concordance(tables)
    twice = (tables * surplus).sum(axis=(1, 2)).astype(np.float64)
    rows = (n * n - (across * across).sum(axis=1)).astype(np.float64)
    columns = (n * n - (down * down).sum(axis=1)).astype(np.float64)
    tested = (n >= max(minimum, 4)) & (rows > 0) & (columns > 0)
    scale = np.sqrt(np.where(tested, rows, 1.0)) * np.sqrt(np.where(tested, columns, 1.0))
    value = np.clip(np.where(tested, twice / scale, 0.0), -1.0, 1.0)
    null = np.where(tested, _null_variance(n, across, down), 1.0)
    z = np.where(tested, twice / 2.0 / np.sqrt(np.maximum(null, 1e-300)), 0.0)
    p = np.where(tested, np.minimum(2.0 * special.ndtr(-np.abs(z)), 1.0), 1.0)
    under_null = 4.0 * null / np.maximum(scale, 1.0) ** 2
    variance = np.maximum(_tau_variance(tables, surplus, value, rows, columns, scale), under_null)
    return Correlations(n, tested, value, value, p, np.zeros(len(n), np.int64), variance)


def _concordance(tables: Ints) -> Ints:
    """For each cell the number of stories concordant with it minus those discordant."""
    below = np.cumsum(tables, axis=1) - tables
    above = tables.sum(axis=1, keepdims=True) - below - tables
    return _left_minus_right(below) - _left_minus_right(above)


def _left_minus_right(counts: Ints) -> Ints:
    """For each column the counts to its left minus those to its right."""
    return np.asarray(centred(counts, 2))


def _null_variance(n: Ints, across: Ints, down: Ints) -> Floats:
    """Variance of concordant minus discordant pairs when there is no association."""
    m = n.astype(np.float64)
    total = m * (m - 1)
    x, y = across.astype(np.float64), down.astype(np.float64)
    pairs_x, pairs_y = steady_sum(x * (x - 1)), steady_sum(y * (y - 1))
    third_x, third_y = steady_sum(x * (x - 1) * (x - 2)), steady_sum(y * (y - 1) * (y - 2))
    five_x, five_y = steady_sum(x * (x - 1) * (2 * x + 5)), steady_sum(y * (y - 1) * (2 * y + 5))
    main = (total * (2 * m + 5) - five_x - five_y) / 18
    second = pairs_x * pairs_y / np.maximum(2 * total, 1)
    third = third_x * third_y / np.maximum(9 * total * (m - 2), 1)
    return np.asarray(main + (second + third))


def _tau_variance(tables: Ints, surplus: Ints, value: Floats, rows: Floats, columns: Floats, scale: Floats) -> Floats:
    """Variance of atanh(tau-b); of a perfect order none."""
    across, down = tables.sum(axis=2), tables.sum(axis=1)
    n = across.sum(axis=1).astype(np.float64)
    margin = across[:, :, None] * columns[:, None, None] + down[:, None, :] * rows[:, None, None]
    inner = 2.0 * scale[:, None, None] * surplus + value[:, None, None] * margin
    mean = (n**1.5) * value * (rows + columns)
    spread = steady_sum((tables * inner**2).reshape(len(tables), -1)) - mean**2
    raw = spread / np.maximum(scale, 1.0) ** 4 * n / np.maximum(n - 2.0, 1.0)
    room = np.maximum((1.0 - value) * (1.0 + value), 1e-9)
    return np.asarray(np.maximum(raw, 0.0) / room**2)
