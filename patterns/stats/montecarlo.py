"""The chance of a table at least as uneven, by drawing tables with the same margins."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import Floats, Ints
from patterns.stats.settings import Settings

FIRST_BATCH = 200
LARGEST_BATCH = 20_000
ROUNDING = 1.0 - 1e-9


def monte_carlo(table: Ints, statistic: float, settings: Settings) -> float:
    """Sequential Monte Carlo p of chi-squared with fixed margins.

    Parameters
    ----------
    table : ndarray of int64, shape (r, c)
        Counts without empty rows or columns.
    statistic : float
        Its chi-squared.
    settings : Settings
        ``exceedances`` ends the drawing, ``draws`` at the latest; ``seed``.

    Returns
    -------
    float
        (b + 1)/(B + 1) with b exceedances in B draws; B ends at the last wanted exceedance.

    Notes
    -----
    After Besag and Clifford (1991). Margins are sorted and the smaller side taken as rows, and the generator is
    seeded from them, so that renaming or transposing changes nothing.
    """
    rows, columns = canonical_margins(table)
    random = np.random.default_rng([settings.seed, len(rows), *rows.tolist(), *columns.tolist()])
    drawn, above, batch = 0, 0, FIRST_BATCH
    while drawn < settings.draws:
        size = min(batch, settings.draws - drawn)
        tables = draw_tables(random, rows, columns, size)
        hits = np.flatnonzero(chi_squared(tables, rows, columns) >= statistic * ROUNDING)
        if above + len(hits) >= settings.exceedances:
            last = drawn + int(hits[settings.exceedances - above - 1]) + 1
            return (settings.exceedances + 1) / (last + 1)
        above, drawn, batch = above + len(hits), drawn + size, min(batch * 4, LARGEST_BATCH)
    return (above + 1) / (drawn + 1)


def canonical_margins(table: Ints) -> tuple[Ints, Ints]:
    """Row and column totals, each in ascending order, the side with fewer levels (or the smaller totals) first."""
    sides = [np.sort(table.sum(axis=1)), np.sort(table.sum(axis=0))]
    sides.sort(key=lambda margin: (len(margin), margin.tolist()))
    return sides[0], sides[1]


def draw_tables(random: np.random.Generator, rows: Ints, columns: Ints, size: int) -> NDArray[np.int64]:
    """Tables with these margins as if the stories had been shuffled, shape (size, r, c)."""
    tables = np.zeros((size, len(rows), len(columns)), np.int64)
    left = np.tile(columns, (size, 1))
    for row, total in enumerate(rows[:-1]):
        wanted = np.full(size, total)
        after = left.sum(axis=1)
        for column in range(len(columns) - 1):
            after = after - left[:, column]
            drawn = random.hypergeometric(left[:, column], after, wanted)
            tables[:, row, column] = drawn
            wanted = wanted - drawn
        tables[:, row, -1] = wanted
        left = left - tables[:, row]
    tables[:, -1] = left
    return tables


def chi_squared(tables: NDArray[np.int64], rows: Ints, columns: Ints) -> Floats:
    """Pearson's statistic of tables that all have the same margins."""
    expected = rows[:, None] * columns[None, :] / rows.sum()
    return np.asarray(((tables - expected) ** 2 / expected).sum(axis=(1, 2)))
