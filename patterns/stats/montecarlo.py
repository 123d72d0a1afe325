"""The chance of a table at least as uneven, by drawing tables with the same margins."""

from __future__ import annotations

import numpy as np

from patterns.stats.columns import Floats, Ints
from patterns.stats.settings import Settings

FIRST_BATCH = 200
LARGEST_BATCH = 20_000
ROUNDING = 1.0 - 1e-9
SLACK = 1e-12


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
        hits = uneven_draws(random, rows, columns, size, statistic)
        if above + len(hits) >= settings.exceedances:
            last = drawn + int(hits[settings.exceedances - above - 1]) + 1
            return (settings.exceedances + 1) / (last + 1)
        above, drawn, batch = above + len(hits), drawn + size, min(batch * 4, LARGEST_BATCH)
    return (above + 1) / (drawn + 1)


def canonical_margins(table: Ints) -> tuple[Ints, Ints]:
    """Row and column totals, the largest row first, the side with more levels (or the larger totals) as rows."""
    sides = [np.sort(table.sum(axis=1)), np.sort(table.sum(axis=0))]
    sides.sort(key=lambda margin: (len(margin), margin.tolist()))
    return sides[1][::-1], sides[0]


def uneven_draws(random: np.random.Generator, rows: Ints, columns: Ints, size: int, statistic: float) -> Ints:
    """Which of some tables with these margins, drawn as if the stories had been shuffled, are at least as uneven.

    A table is given up as soon as the rows still to come cannot make it uneven enough: mostly after the first row.
    """
    wanted = statistic * ROUNDING / float(rows.sum()) + 1.0 - SLACK
    alive, left, reached = np.arange(size), np.tile(columns, (size, 1)), np.zeros(size)
    for row, total in enumerate(rows.tolist()):
        drawn = one_row(random, left, total) if row < len(rows) - 1 else left
        reached = reached + (drawn * drawn / (columns * float(total))).sum(axis=1)
        left = left - drawn
        possible = reached + at_most(left, rows[row + 1 :], columns) >= wanted
        if not possible.all():
            alive, left, reached = alive[possible], left[possible], reached[possible]
    return alive


def one_row(random: np.random.Generator, left: Ints, total: int) -> Ints:
    """The next row of every draw, from what is left of the columns."""
    drawn, wanted, after = np.zeros_like(left), np.full(len(left), total), left.sum(axis=1)
    for column in range(left.shape[1] - 1):
        after = after - left[:, column]
        drawn[:, column] = random.hypergeometric(left[:, column], after, wanted)
        wanted = wanted - drawn[:, column]
    drawn[:, -1] = wanted
    return drawn


def at_most(left: Ints, rows: Ints, columns: Ints) -> Floats:
    """The most that the rows still to come can add to chi-squared/n + 1.

    That is the sum of (count/row total) x (count/column total): by row the largest share of a column, by column the
    largest share of a row.
    """
    if not len(rows):
        return np.zeros(len(left))
    shares = np.zeros(len(left))
    for total, times in zip(*(part.tolist() for part in np.unique(rows, return_counts=True)), strict=True):
        shares += times * (np.minimum(left, total) / columns).max(axis=1)
    by_column = (left / columns * np.minimum(left / float(rows.min()), 1.0)).sum(axis=1)
    return np.asarray(np.minimum(shares, by_column))
