"""Counts against what no association would give: chi-squared, expected counts, adjusted residuals."""

from __future__ import annotations

import numpy as np

from patterns.stats.columns import Floats, Ints
from patterns.stats.exact import steady_sum


def pearson(tables: Ints, across: Ints, down: Ints, n: Ints) -> tuple[Floats, Floats, Floats]:
    """Chi-squared, expected counts and adjusted residuals (Haberman 1973); 0 where a margin is empty."""
    total = np.maximum(n, 1)[:, None, None].astype(np.float64)
    expected = across[:, :, None] * down[:, None, :] / total
    live = expected > 0
    off = tables - expected
    terms = np.where(live, off * off / np.where(live, expected, 1.0), 0.0)
    statistic = steady_sum(terms.reshape(len(tables), -1))
    room = expected * ((total - across[:, :, None]) / total) * ((total - down[:, None, :]) / total)
    residual = np.where(room > 0, off / np.sqrt(np.where(room > 0, room, 1.0)), 0.0)
    return statistic, expected, residual
