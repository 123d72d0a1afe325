"""Which stories lie in the core of a pattern: the pool whose words are read, from every audience and end of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patterns.fit import Fit
from patterns.stats.columns import Bools, Floats, Ints
from patterns.typical.settings import USUAL, Part, Settings


@dataclass(frozen=True)
class Pool:
    """The rows whose words are read for a part, how well each fits (1 is the best there is), and at which end."""

    rows: Ints
    fits: Floats
    sides: Ints


@dataclass(frozen=True)
class Background:
    """Who tells, as a number; how long, in steps; and the digest of each story."""

    audience: Ints
    length: Ints
    digests: NDArray[np.uint64]


def pools_of(fit: Fit, among: Bools, told: Background, settings: Settings = USUAL) -> dict[Part, Pool]:
    """Return for each part the stories that come into question, of those `among` which they may be."""
    cells = told.audience * (int(fit.side.max(initial=0)) + 2) + fit.side + 1
    strengths: dict[Part, Floats] = {"typical": fit.core, "counter": -fit.core, "middle": fit.middle}
    return {
        part: _pool(np.where(among, each, 0.0), fit.side, cells, told, settings) for part, each in strengths.items()
    }


def _pool(strength: Floats, side: Ints, cells: Ints, told: Background, settings: Settings) -> Pool:
    rows = pool_of(strength, cells, told.length, told.digests, settings)
    best = float(strength.max(initial=0.0)) or 1.0
    return Pool(rows, strength[rows] / best, side[rows])


def core_of(strength: Floats, settings: Settings) -> Bools:
    """Return where `strength` (0 and less: no part of it) lies in the core.

    That is at least a share of the largest strength; in small sets the strongest few, whatever their strength.
    """
    fitting = strength > 0
    if not fitting.any():
        return np.asarray(fitting)
    limit = settings.core * float(strength.max())
    if int((strength >= limit).sum()) < settings.least:
        strongest = np.sort(strength[fitting])[::-1]
        limit = float(strongest[min(settings.least, len(strongest)) - 1])
    return np.asarray(fitting & (strength >= limit))


def pool_of(strength: Floats, cells: Ints, full: Ints, ties: NDArray[np.uint64], settings: Settings) -> Ints:
    """Return rows of the core, the best of each cell in turn, so that no audience and no end of the pattern is missed.

    Parameters
    ----------
    strength : ndarray, shape (n,)
        How well each story shows what is looked for; 0 and less is not at all.
    cells : ndarray of int, shape (n,)
        Audience and end of the pattern as one number.
    full : ndarray of int, shape (n,)
        Steps of the length of the story; of equal strength (in tenths), the longer one comes first.
    ties : ndarray of uint64, shape (n,)
        A digest of each story: decides between equals, whatever the order of the stories.
    settings : Settings
        Share and sizes.
    """
    rows = np.flatnonzero(core_of(strength, settings))
    order = np.lexsort((ties[rows], -full[rows], -np.round(strength[rows], 1)))
    rows = rows[order]
    turn = _turns(cells[rows])
    return np.asarray(rows[np.lexsort((ties[rows], turn))][: settings.pool], np.int64)


def _turns(cells: Ints) -> Ints:
    """Return of each place how many of its cell come before it."""
    order = np.argsort(cells, kind="stable")
    sorted_cells = cells[order]
    starts = np.searchsorted(sorted_cells, sorted_cells, "left")
    turns = np.empty(len(cells), np.int64)
    turns[order] = np.arange(len(cells)) - starts
    return turns
