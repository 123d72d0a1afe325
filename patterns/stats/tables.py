"""Choice by choice: chi-squared, Fisher or Monte Carlo, bias-corrected V and its interval."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from patterns.stats.columns import Bools, Floats, Ints
from patterns.stats.exact import steady_sum
from patterns.stats.intervals import noncentral_limits
from patterns.stats.montecarlo import monte_carlo
from patterns.stats.residuals import pearson
from patterns.stats.settings import Settings

CHI2, FISHER, MONTE_CARLO = 0, 1, 2
SAME_CHANCE = 1.0 + 1e-7
DRAWING_THREADS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Tests of two-way tables, all of shape (tests,); ``cell`` has shape (tests, 2): the strongest cell.

    ``test`` is ``CHI2``, ``FISHER`` or ``MONTE_CARLO``; the statistic is chi-squared for all three. ``rare`` are the
    drawn tables (place, counts) of which nothing as uneven was seen.
    """

    n: Ints
    rows: Ints
    columns: Ints
    tested: Bools
    test: NDArray[np.int8]
    statistic: Floats
    df: Ints
    p: Floats
    value: Floats
    cell: Ints
    rare: list[tuple[int, Ints]]

    def interval(self, level: Floats) -> tuple[Floats, Floats]:
        """Limits of V: noncentral chi-squared inverted, on the scale of the bias-corrected V."""
        low, high = noncentral_limits(self.statistic, self.df, level)
        room = np.maximum(self.n, 1) * corrected_size(self.rows, self.columns, self.n)
        lower, upper = np.sqrt(low / room), np.sqrt(high / room)
        return np.minimum(lower, self.value), np.clip(upper, self.value, 1.0)


def corrected_size(rows: Ints, columns: Ints, n: Ints) -> Floats:
    """The smaller of rows and columns minus one, corrected as in Bergsma (2013)."""
    m = np.maximum(n - 1.0, 1.0)
    r, c = rows - (rows - 1.0) ** 2 / m, columns - (columns - 1.0) ** 2 / m
    return np.asarray(np.maximum(np.minimum(r, c) - 1.0, 1e-9))


def trim(tables: Ints, minimum: int) -> Ints:
    """Empty the rows and columns with fewer stories than the minimum, until none is left; or the whole table."""
    kept = tables.copy()
    while True:
        rows, columns = kept.sum(axis=2), kept.sum(axis=1)
        weak_rows, weak_columns = (rows < minimum) & (rows > 0), (columns < minimum) & (columns > 0)
        if not (weak_rows.any() or weak_columns.any()):
            break
        kept *= ~weak_rows[:, :, None]
        kept *= ~weak_columns[:, None, :]
    rows, columns = (kept.sum(axis=2) > 0).sum(axis=1), (kept.sum(axis=1) > 0).sum(axis=1)
    kept *= ((rows >= 2) & (columns >= 2))[:, None, None]
    return kept


def association(tables: Ints, settings: Settings, minimum: int) -> Tables:
    """Test tables of counts after leaving out options with too few stories.

    Parameters
    ----------
    tables : ndarray of int64, shape (tests, r, c)
        Padded with empty rows and columns.
    settings : Settings
    minimum : int

    Notes
    -----
    Pearson's chi-squared without continuity correction when every expected count is at least 1 and four
    fifths are at least 5 (Cochran 1954); otherwise Fisher's exact test for 2 x 2 (two-sided, tables as likely or
    less) and Monte Carlo with fixed margins for the others. V: Bergsma (2013).
    """
    kept = trim(tables, max(minimum, 1))
    across, down = kept.sum(axis=2), kept.sum(axis=1)
    n = across.sum(axis=1)
    rows, columns = (across > 0).sum(axis=1), (down > 0).sum(axis=1)
    tested = n > 0
    statistic, expected, residual = pearson(kept, across, down, n)
    df = np.maximum((rows - 1) * (columns - 1), 1)
    p = np.where(tested, special.chdtrc(df, statistic), 1.0)
    test = _which(expected, across, down, settings, tested)
    rare = _exact_p(kept, statistic, test, p, settings)
    value = np.where(tested, corrected_v(statistic, rows, columns, n), 0.0)
    strongest = np.abs(residual).reshape(len(kept), -1).argmax(axis=1)
    cell = np.stack(np.divmod(strongest, kept.shape[2]), axis=1)
    return Tables(n, rows, columns, tested, test, statistic, df, p, value, cell, rare)


def corrected_v(statistic: Floats, rows: Ints, columns: Ints, n: Ints) -> Floats:
    """Bias-corrected Cramer's V (Bergsma 2013)."""
    m = np.maximum(n - 1.0, 1.0)
    phi2 = np.maximum(statistic / np.maximum(n, 1) - (rows - 1.0) * (columns - 1.0) / m, 0.0)
    return np.asarray(np.minimum(np.sqrt(phi2 / corrected_size(rows, columns, n)), 1.0))


def _which(expected: Floats, across: Ints, down: Ints, settings: Settings, tested: Bools) -> NDArray[np.int8]:
    """Which test each table allows."""
    live = (across[:, :, None] > 0) & (down[:, None, :] > 0)
    least = np.where(live, expected, np.inf).min(axis=(1, 2))
    usual = (live & (expected >= settings.expected_usual)).sum(axis=(1, 2))
    cells = live.sum(axis=(1, 2))
    enough = (least >= settings.expected_least) & (usual >= settings.expected_share * cells)
    return np.where(enough | ~tested, CHI2, np.where(cells == 4, FISHER, MONTE_CARLO)).astype(np.int8)


def _exact_p(
    tables: Ints, statistic: Floats, test: NDArray[np.int8], p: Floats, settings: Settings
) -> list[tuple[int, Ints]]:
    """Replace p where chi-squared's approximation is not good enough; drawing takes two threads, each its own seed.

    Returns the drawn tables that were more uneven than everything drawn.
    """
    for place in np.flatnonzero(test == FISHER):
        p[place] = fisher(_filled(tables[place]))
    drawn = np.flatnonzero(test == MONTE_CARLO)
    if len(drawn):
        with ThreadPoolExecutor(DRAWING_THREADS) as pool:
            jobs = [pool.submit(monte_carlo, _filled(tables[at]), float(statistic[at]), settings) for at in drawn]
            p[drawn] = [job.result() for job in jobs]
    return [(int(at), _filled(tables[at])) for at in drawn[p[drawn] <= 1.0 / settings.draws]]


def _filled(table: Ints) -> Ints:
    """The table without empty rows and columns."""
    return np.asarray(table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0])


def fisher(table: Ints) -> float:
    """Fisher's exact test of one 2 x 2 table, two-sided: all tables as likely as this one or less."""
    (a, b), (c, d) = table.tolist()
    drawn, marked, n = a + b, a + c, a + b + c + d
    k = np.arange(max(0, drawn + marked - n), min(drawn, marked) + 1, dtype=np.float64)
    log = -(special.gammaln(k + 1) + special.gammaln(marked - k + 1))
    log -= special.gammaln(drawn - k + 1) + special.gammaln(n - marked - drawn + k + 1)
    chance = np.exp(log - log.max())
    mine = chance[a - int(k[0])]
    return min(float(steady_sum(chance[chance <= mine * SAME_CHANCE])) / float(steady_sum(chance)), 1.0)
