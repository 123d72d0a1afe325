"""Do groups differ in an association? Cochran's Q on the inverse hyperbolic tangent of each group's effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from patterns.stats.columns import Bools, Floats, Ints
from patterns.stats.dominance import atanh_variance, exact_type, placements
from patterns.stats.exact import steady_sum
from patterns.stats.intervals import NEARLY_ONE, normal_quantile


@dataclass(frozen=True, slots=True, eq=False)
class GroupEffects:
    """Effects of some components in each group, all of shape (groups, components).

    ``z`` is the inverse hyperbolic tangent of the effect and ``variance`` its variance; ``used`` says which
    groups have enough stories for it.
    """

    z: Floats
    variance: Floats
    n: Ints
    used: Bools

    def limits(self, level: Floats) -> tuple[Floats, Floats]:
        """Limits of each group's own effect."""
        half = normal_quantile(level) * np.sqrt(self.variance)
        return np.tanh(self.z - half), np.tanh(self.z + half)


def together(parts: list[GroupEffects]) -> GroupEffects:
    """Components one after another."""
    names = ("z", "variance", "n", "used")
    return GroupEffects(*(np.concatenate([getattr(part, name) for part in parts], axis=1) for name in names))


def of_correlations(value: Floats, variance: Floats, n: Ints, used: Bools) -> GroupEffects:
    """Group effects from correlations and the variance of their atanh."""
    return GroupEffects(np.arctanh(np.clip(value, -NEARLY_ONE, NEARLY_ONE)), variance, n, used)


def of_groups(first: Ints, second: Ints, minimum: int) -> GroupEffects:
    """Delta of two options in each group; both options need the minimum there.

    Parameters
    ----------
    first, second : ndarray of int64, shape (groups, components, 101)

    Notes
    -----
    Complete separation counts as half a pair short of it, else it would have no variance.
    """
    wide = exact_type(first, second)
    a: NDArray[Any] = first.astype(wide)
    b: NDArray[Any] = second.astype(wide)
    m, n = a.sum(axis=-1), b.sum(axis=-1)
    surplus, v_first, v_second = placements(a, b)
    x, y = m.astype(np.float64), n.astype(np.float64)
    pairs = np.maximum(x * y, 1.0)
    edge = 1.0 - 0.5 / pairs
    value = np.clip(surplus / pairs, -edge, edge)
    variance = atanh_variance(value, x, y, v_first, v_second)
    used = (m >= minimum) & (n >= minimum)
    return of_correlations(value, variance, (m + n).astype(np.int64), used)


def of_cells(inside: Ints, row: Ints, column: Ints, n: Ints, minimum: int) -> GroupEffects:
    """A quarter of the log odds ratio of one cell against the rest, a half added to each count.

    Notes
    -----
    tanh of it is Yule's Y, which is phi where the margins are even. Every margin needs the minimum.
    """
    counts = np.stack([inside, row - inside, column - inside, n - row - column + inside]).astype(np.float64) + 0.5
    least = np.minimum(np.minimum(row, n - row), np.minimum(column, n - column))
    log_odds = (np.log(counts[0]) + np.log(counts[3])) - (np.log(counts[1]) + np.log(counts[2]))
    variance = (1.0 / counts[0] + 1.0 / counts[3]) + (1.0 / counts[1] + 1.0 / counts[2])
    return GroupEffects(log_odds / 4.0, variance / 16.0, n, least >= minimum)


def cochran(effects: GroupEffects) -> tuple[Floats, Ints, Floats, Bools]:
    """Cochran's (1954) Q over the groups that have enough stories.

    Returns
    -------
    statistic, df, p, tested : ndarray, shape (components,)

    Notes
    -----
    Q = sum over pairs of groups of w_i w_j (z_i - z_j)**2, divided by the sum of the weights w = 1/variance.
    """
    weight = np.where(effects.used, 1.0 / np.where(effects.used, effects.variance, 1.0), 0.0)
    one, other = np.triu_indices(len(weight), 1)
    terms = weight[one] * weight[other] * (effects.z[one] - effects.z[other]) ** 2
    total = steady_sum(weight.T)
    groups = effects.used.sum(axis=0)
    tested = groups >= 2
    statistic = np.where(tested, steady_sum(terms.T) / np.where(tested, total, 1.0), 0.0)
    df = np.maximum(groups - 1, 1)
    return statistic, df, np.where(tested, special.chdtrc(df, statistic), 1.0), tested


def extremes(effects: GroupEffects) -> tuple[Ints, Ints]:
    """The groups with the largest and with the smallest effect of each component."""
    top = np.where(effects.used, effects.z, -np.inf).argmax(axis=0)
    bottom = np.where(effects.used, effects.z, np.inf).argmin(axis=0)
    return top, bottom


def difference(effects: GroupEffects, level: Floats) -> tuple[Floats, Floats, Floats]:
    """Largest difference of effects and its limits, shape (components,) each.

    Notes
    -----
    Limits of a difference from the limits of both (Zou 2007), at ``level`` shared over all pairs of groups.
    """
    top, bottom = extremes(effects)
    line = np.arange(effects.z.shape[1])
    groups = np.maximum(effects.used.sum(axis=0), 2)
    shared = 1.0 - (1.0 - level) / (groups * (groups - 1) / 2.0)
    low, high = effects.limits(shared)
    above, below = np.tanh(effects.z[top, line]), np.tanh(effects.z[bottom, line])
    value = above - below
    lower = value - np.sqrt((above - low[top, line]) ** 2 + (high[bottom, line] - below) ** 2)
    upper = value + np.sqrt((high[top, line] - above) ** 2 + (below - low[bottom, line]) ** 2)
    return value, np.minimum(lower, value), np.maximum(upper, value)
