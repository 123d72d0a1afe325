"""Every question counted for some of the stories: whole numbers out of integer columns, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from patterns.stats.columns import ANSWERED, MISSING, SLIDER_LEVELS, TRIAD_POLES, Bools, Codes, Column, Floats, Ints

STATES = 4


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
    values = column.values if places is None else column.values.take(places, axis=0)
    if column.states is None:
        answered = (values >= 0).any(axis=1) if values.ndim == 2 else values >= 0
        n = int(np.count_nonzero(answered))
        states = np.array([n, 0, 0, len(values) - n], np.int64)
    else:
        kept = column.states if places is None else column.states.take(places)
        states = np.bincount(kept, minlength=STATES).astype(np.int64)
    return Counted(_counts(column, values), states)


def _counts(column: Column, values: Codes) -> Ints:
    if column.kind == "multi":
        return np.array([np.count_nonzero(values[:, place] == 1) for place in range(values.shape[1])], np.int64)
    if column.kind == "triad":
        sums = [int(values[:, pole][values[:, pole] >= 0].sum(dtype=np.int64)) for pole in range(TRIAD_POLES)]
        return np.array(sums, np.int64)
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
        same = _same(column, column.values.take(places, axis=0), whole)
        known = same >= 0
        total[known] += same[known]
        asked += known
    return np.asarray(total / np.maximum(asked, 1))


def _same(column: Column, values: Codes, whole: Counted) -> Floats:
    """The share that gave the same answer; -1 where there is none."""
    shares = whole.shares
    if column.kind == "slider":
        ends = np.cumsum(shares)[[33, 66, 100]]
        thirds = np.diff(ends, prepend=0.0)
        found = thirds[np.searchsorted((33, 66), values, side="left")]
    elif column.kind == "multi":
        offered = values >= 0
        found = (np.where(values == 1, shares, 1 - shares) * offered).sum(axis=1) / np.maximum(offered.sum(axis=1), 1)
        return np.asarray(np.where(offered.any(axis=1), found, MISSING))
    elif column.kind == "triad" or not len(shares):
        return np.full(len(values), -1.0)
    else:
        found = shares[np.maximum(values, 0)]
    return np.asarray(np.where(values >= 0, found, MISSING))
