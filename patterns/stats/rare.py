"""Tables more uneven than everything that was drawn: more draws where the verdict waits for them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from patterns.stats.columns import Ints
from patterns.stats.components import Measured
from patterns.stats.exact import benjamini_hochberg, holm
from patterns.stats.montecarlo import LARGEST_BATCH, canonical_margins, uneven_draws
from patterns.stats.plan import Plan
from patterns.stats.settings import Settings
from patterns.stats.tables import DRAWING_THREADS


def sharpen(plan: Plan, measured: Measured, limit: float, settings: Settings) -> None:
    """Draw on for the tables of which nothing as uneven was seen, where q is above its limit for want of draws.

    Parameters
    ----------
    plan, measured
        One family; p is replaced where more was drawn.
    limit : float
        The q from which the patterns of this family may be strong.

    Notes
    -----
    Either p is a proper one, so choosing between them by the p of the other patterns does no harm.
    """
    if not measured.rare:
        return
    p = np.ones(len(plan))
    np.minimum.at(p, plan.pattern, holm(measured.p, plan.pattern, measured.tested))
    tested = np.bincount(plan.pattern, weights=measured.tested, minlength=len(plan)) > 0
    q = np.ones(len(plan))
    q[tested] = benjamini_hochberg(p[tested])
    reach = limit * settings.rare_draws / settings.draws
    waiting = [one for one in measured.rare if limit < q[plan.pattern[one[0]]] <= reach]
    with ThreadPoolExecutor(DRAWING_THREADS) as pool:
        jobs = [(at, pool.submit(rare_chance, table, statistic, settings)) for at, table, statistic in waiting]
        for at, job in jobs:
            measured.p[at] = job.result()


def rare_chance(table: Ints, statistic: float, settings: Settings) -> float:
    """Monte Carlo p of a table when none of the first ``draws`` was as uneven: the next one that is ends the drawing.

    Parameters
    ----------
    table : ndarray of int64, shape (r, c)
        Counts without empty rows or columns.
    statistic : float
        Its chi-squared.
    settings : Settings
        ``draws`` were drawn already; ``rare_draws`` at the latest ends it; ``seed``.

    Returns
    -------
    float
        2/(L + 1) when draw L is the first as uneven, else 1/(rare_draws + 1).

    Notes
    -----
    Without association the chance that it takes L draws or more is at most 1/L, so p is never too small.
    """
    rows, columns = canonical_margins(table)
    random = np.random.default_rng([settings.seed, 1, len(rows), *rows.tolist(), *columns.tolist()])
    drawn = settings.draws
    while drawn < settings.rare_draws:
        size = min(LARGEST_BATCH, settings.rare_draws - drawn)
        hits = uneven_draws(random, rows, columns, size, statistic)
        if len(hits):
            return 2.0 / (drawn + int(hits[0]) + 2)
        drawn += size
    return 1.0 / (drawn + 1)
