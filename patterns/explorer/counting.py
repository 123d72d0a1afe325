"""Every question counted for some of the stories: whole numbers out of integer columns, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from patterns.explorer.triads import mostly
from patterns.stats.columns import ANSWERED, MISSING, SLIDER_LEVELS, TRIAD_POLES, Bools, Codes, Column, Floats, Ints

STATES = 4
THIRD_OF = np.searchsorted((33, 66), np.arange(SLIDER_LEVELS), side="left")  # of each value of a slider


@dataclass(frozen=True, eq=False)
class Counted:
    """How some stories answered one question.

    ``counts`` has a place for each option, or for each value 0 to 100 of a slider; ``states`` one for each of the
    four answer states. Counts of parts add up to the counts of the whole.
    """

    counts: Ints
    states: Ints

    @property
    def n(self) -> int:
        """How many answered."""
        return int(self.states[ANSWERED])

    @property
    def shares(self) -> Floats:
        """The share of those who answered, for each place; all 0 where nobody did."""
        return np.asarray(self.counts / max(self.n, 1), np.float64)


def count(column: Column, places: Ints | None) -> Counted:
    """Count the stories at `places` (all of them when None)."""
    values = column.values if places is None else _taken(column.values, places)
    if column.states is None:
        answered = (values >= 0).any(axis=1) if values.ndim == 2 else values >= 0
        n = int(np.count_nonzero(answered))
        states = np.array([n, 0, 0, len(values) - n], np.int64)
    else:
        kept = column.states if places is None else column.states.take(places)
        states = np.bincount(kept, minlength=STATES).astype(np.int64)
    return Counted(_counts(column, values), states)


def _taken(values: Codes, places: Ints) -> Codes:
    """The values at `places`; of a question with several columns each by itself, as they lie in memory."""
    return values.take(places) if values.ndim == 1 else values.T.take(places, axis=1).T


def _counts(column: Column, values: Codes) -> Ints:
    if column.kind == "multi":
        return np.array([np.count_nonzero(values[:, place] == 1) for place in range(values.shape[1])], np.int64)
    if column.kind == "triad":
        return np.bincount(mostly(values) + 1, minlength=TRIAD_POLES + 1)[1:]
    size = SLIDER_LEVELS if column.kind == "slider" else len(column.options)
    return np.bincount(values.astype(np.int64) + 1, minlength=size + 1)[1 : size + 1]


def likeness(columns: Sequence[Column], rows: Bools, counted: Sequence[Counted]) -> Floats:
    """How much each of `rows` (as places) answers as the others do.

    The mean, over the questions that a story answered, of the share of the others that gave the same answer; of a
    slider the same third; of a multi-choice question the mean over its options. 0 for a story without any answer.
    """
    places = np.flatnonzero(rows)
    total, asked = np.zeros(len(places)), np.zeros(len(places))
    for column, whole in zip(columns, counted, strict=True):
        same = _same(column, _taken(column.values, places), whole)
        known = same >= 0
        np.add(total, same, out=total, where=known)
        asked += known
    return np.asarray(total / np.maximum(asked, 1))


def _same(column: Column, values: Codes, whole: Counted) -> Floats:
    """The share that gave the same answer; -1 where there is none."""
    shares = whole.shares
    if column.kind == "slider":
        ends = np.cumsum(shares)[[33, 66, 100]]
        thirds = np.diff(ends, prepend=0.0)
        return _looked_up(thirds[THIRD_OF], values)
    if column.kind == "multi":
        return _same_options(values, shares)
    if column.kind == "triad" or not len(shares):
        return np.full(len(values), -1.0)
    return _looked_up(shares, values)


def _same_options(values: Codes, shares: Floats) -> Floats:
    """The mean over the options that were offered, one option after the other: that is least to remember."""
    found, offered = np.zeros(len(values)), np.zeros(len(values), np.int64)
    for place, share in enumerate(shares.tolist()):
        chose = values[:, place]
        found += np.array([1 - share, share, 0.0])[np.maximum(chose, -1)]  # not chosen, chosen, not offered
        offered += chose >= 0
    return np.asarray(np.where(offered > 0, found / np.maximum(offered, 1), MISSING))


def _looked_up(table: Floats, values: Codes) -> Floats:
    """What the table says of each value; -1 for one that is missing, which finds the last place."""
    return np.append(table, MISSING).astype(np.float64)[np.maximum(values, -1)]
