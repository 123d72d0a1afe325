"""Does a difference between groups also show without the largest channel, or each of those as large?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from patterns.stats.backend import Backend
from patterns.stats.columns import Dataset, Floats, Ints
from patterns.stats.exact import benjamini_hochberg
from patterns.stats.heterogeneity import extremes
from patterns.stats.holds import NO, UNKNOWN, YES, all_of
from patterns.stats.settings import Settings
from patterns.stats.split import Split, split_by
from patterns.stats.views import largest_channels

Place = tuple[Split, int]


def without_largest_channel(
    dataset: Dataset, where: Sequence[Place], p: Floats, value: Floats, settings: Settings, backend: Backend
) -> NDArray[np.int8]:
    """Whether each three-way pattern that might be strong keeps its sign and half its size; the others stay open.

    Parameters
    ----------
    where : sequence of (Split, int)
        For each pattern its groups, and which of their effects is its strongest.
    p, value : ndarray, shape (patterns,)
    """
    wanted = np.flatnonzero((benjamini_hochberg(p) <= settings.q) & (value >= settings.difference))
    each = [
        _without(dataset, rows, where, wanted, settings, backend)
        for rows in largest_channels(dataset, settings.minimum)
    ]
    return all_of(each, len(where))


def _without(
    dataset: Dataset, rows: Ints, where: Sequence[Place], wanted: Ints, settings: Settings, backend: Backend
) -> NDArray[np.int8]:
    """The check without the stories of one channel."""
    checks = np.full(len(where), UNKNOWN, np.int8)
    rest = dataset.keep(np.delete(np.arange(dataset.size), rows))
    again: dict[str, Split | None] = {}
    for place in wanted.tolist():
        split, at = where[place]
        if split.third.key not in again:
            again[split.third.key] = split_by(rest, rest.column(split.third.key), settings, backend)
        other = again[split.third.key]
        if other is not None:
            checks[place] = kept(split, at, other, settings)
    return checks


def kept(split: Split, at: int, other: Split, settings: Settings) -> int:
    """Whether the two groups that differ most over all stories still differ in that direction, by half as much."""
    same = np.flatnonzero((other.component == split.component[at]) & (other.cell == split.cell[at]).all(axis=1))
    ends = [int(split.codes[group[at]]) for group in extremes(split.effects)]
    groups = [np.flatnonzero(other.codes == code) for code in ends]
    if not len(same) or not all(len(group) and other.effects.used[group[0], same[0]] for group in groups):
        return UNKNOWN
    z: Ints | Floats = other.effects.z[[int(group[0]) for group in groups], same[0]]
    whole = [np.tanh(split.effects.z[group[at], at]) for group in extremes(split.effects)]
    return YES if np.tanh(z[0]) - np.tanh(z[1]) >= settings.holds_share * (whole[0] - whole[1]) else NO
