"""Two groups of slider answers against each other: Mann-Whitney's U, Cliff's delta and its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from patterns.stats.columns import Bools, Floats, Ints
from patterns.stats.intervals import delta_interval
from patterns.stats.ranks import EXACT_INTS, centred


@dataclass(frozen=True, slots=True, eq=False)
class Dominance:
    """Comparisons of two groups, all of shape (pairs,).

    ``statistic`` is U of the first group; ``value`` Cliff's delta, positive when the first group answers
    higher; ``variance`` that of atanh(delta), not supposing equal distributions.
    """

    first: Ints
    second: Ints
    tested: Bools
    statistic: Floats
    p: Floats
    value: Floats
    variance: Floats

    @property
    def n(self) -> Ints:
        """Stories in both groups."""
        return self.first + self.second

    def interval(self, level: Floats) -> tuple[Floats, Floats]:
        """Limits of delta at the given levels."""
        return delta_interval(self.value, self.variance, np.minimum(self.first, self.second), level)


def dominance(first: Ints, second: Ints, minimum: int) -> Dominance:
    """Compare groups by the counts of their answers.

    Parameters
    ----------
    first, second : ndarray of int64, shape (pairs, values)
        Counts of each slider value, in ascending order.
    minimum : int
        A group with fewer stories is not tested.

    Notes
    -----
    U by mid-ranks; normal approximation with the tie correction and without continuity correction
    (Lehmann 1975, 1.4), as ``scipy.stats.mannwhitneyu(use_continuity=False, method="asymptotic")``.
    delta = 2U/(mn) - 1 (Cliff 1993); its variance from the placements (DeLong, DeLong and Clarke-Pearson
    1988), at least the smallest that the sizes allow.
    """
    wide = exact_type(first, second)
    a: NDArray[Any] = first.astype(wide)
    b: NDArray[Any] = second.astype(wide)
    m, n = a.sum(axis=-1), b.sum(axis=-1)
    surplus, v_first, v_second = placements(a, b)
    tied = ((a + b) ** 3).sum(axis=-1).astype(np.float64)
    x, y = m.astype(np.float64), n.astype(np.float64)
    total, pairs = x + y, np.maximum(x * y, 1.0)
    spread = pairs / 12.0 * ((total + 1.0) - (tied - total) / np.maximum(total * (total - 1.0), 1.0))
    tested = (m >= max(minimum, 2)) & (n >= max(minimum, 2)) & (spread > 1e-9 * pairs)
    z = np.where(tested, surplus / 2.0 / np.sqrt(np.where(tested, spread, 1.0)), 0.0)
    value = np.where(pairs > 0, surplus / pairs, 0.0)
    p = np.where(tested, np.minimum(2.0 * special.ndtr(-np.abs(z)), 1.0), 1.0)
    variance = atanh_variance(value, x, y, v_first, v_second)
    return Dominance(m.astype(np.int64), n.astype(np.int64), tested, (surplus + x * y) / 2.0, p, value, variance)


def exact_type(first: Ints, second: Ints) -> type:
    """Whole numbers as long as their cubes fit, else floats."""
    largest = max((int(counts.sum(axis=-1).max()) if counts.size else 0) for counts in (first, second))
    return np.int64 if 2 * largest <= EXACT_INTS else np.float64


def placements(a: Ints, b: Ints) -> tuple[Floats, Floats, Floats]:
    """Pairs in which the first is higher minus those in which it is lower, and sums of squared placements."""
    in_b, in_a = centred(b, -1), centred(a, -1)
    surplus = (a * in_b).sum(axis=-1)
    first, second = (a * in_b * in_b).sum(axis=-1), (b * in_a * in_a).sum(axis=-1)
    return surplus.astype(np.float64), first.astype(np.float64), second.astype(np.float64)


def atanh_variance(value: Floats, x: Floats, y: Floats, v_first: Floats, v_second: Floats) -> Floats:
    """Variance of atanh(delta) from the sums of squared placements."""
    part = np.maximum(v_first / np.maximum(x * y * y, 1.0) - value**2, 0.0) / np.maximum(x - 1.0, 1.0)
    other = np.maximum(v_second / np.maximum(y * x * x, 1.0) - value**2, 0.0) / np.maximum(y - 1.0, 1.0)
    room = (1.0 - value) * (1.0 + value)
    least = room / np.maximum(x * y - 1.0, 1.0)
    return np.asarray(np.maximum(part + other, least) / np.maximum(room, 1e-9) ** 2)
