"""A slider over the options of a choice: Kruskal-Wallis, rank eta squared and its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from patterns.stats.columns import Bools, Floats, Ints
from patterns.stats.dominance import exact_type
from patterns.stats.exact import steady_sum
from patterns.stats.intervals import noncentral_limits
from patterns.stats.ranks import centred


@dataclass(frozen=True, slots=True, eq=False)
class Kruskal:
    """Tests of several groups, all of shape (tests,) but ``used``: (tests, options), the options tested."""

    n: Ints
    tested: Bools
    used: Bools
    statistic: Floats
    df: Ints
    p: Floats
    value: Floats

    def interval(self, level: Floats) -> tuple[Floats, Floats]:
        """Limits of the rank eta squared: noncentral chi-squared inverted, divided by n - k."""
        low, high = noncentral_limits(self.statistic, self.df, level)
        room = np.maximum(self.n - self.df - 1, 1)
        return np.minimum(low / room, self.value), np.clip(high / room, self.value, 1.0)


def kruskal(counts: Ints, minimum: int) -> Kruskal:
    """Kruskal-Wallis with tie correction over the options that have enough stories.

    Parameters
    ----------
    counts : ndarray of int64, shape (tests, options, values)
        Counts of each slider value, in ascending order, for each option.
    minimum : int
        Options with fewer stories are left out.

    Notes
    -----
    H = (n - 1) sum_k S_k**2/n_k / sum R**2 with R the centred mid-ranks and S_k their sum in a group (Kruskal and
    Wallis 1952); as ``scipy.stats.kruskal``. Rank eta squared = (H - k + 1)/(n - k) (Tomczak and Tomczak 2014).
    """
    sizes = counts.sum(axis=2)
    used = sizes >= max(minimum, 2)
    used &= used.sum(axis=1, keepdims=True) >= 2
    everyone = counts.sum(axis=1)
    kept = (counts * used[:, :, None]).astype(exact_type(everyone, everyone))
    values = kept.sum(axis=1)
    ranks = centred(values, -1)
    n = values.sum(axis=1)
    sums = (ranks[:, None, :] * kept).sum(axis=2).astype(np.float64)
    squares = (ranks * ranks * values).sum(axis=1).astype(np.float64)
    tested = used.any(axis=1) & (squares > 0)
    between = steady_sum(sums**2 / np.where(used, sizes, 1.0))
    statistic = np.where(tested, (n - 1.0) * between / np.where(tested, squares, 1.0), 0.0)
    df = np.maximum(used.sum(axis=1) - 1, 1)
    p = np.where(tested, special.chdtrc(df, statistic), 1.0)
    value = np.clip((statistic - df) / np.maximum(n - df - 1.0, 1.0), 0.0, 1.0)
    return Kruskal(n.astype(np.int64), tested, used, statistic, df, p, np.where(tested, value, 0.0))
