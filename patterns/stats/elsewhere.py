"""Does a difference between groups also show without the largest channel?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from patterns.stats.backend import Backend
from patterns.stats.columns import Dataset, Floats, Ints
from patterns.stats.exact import benjamini_hochberg
from patterns.stats.heterogeneity import extremes
from patterns.stats.holds import NO, UNKNOWN, YES
from patterns.stats.settings import Settings
from patterns.stats.split import Split, split_by

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
    checks = np.full(len(where), UNKNOWN, np.int8)
    rest = rest_of(dataset)
    wanted = np.flatnonzero((benjamini_hochberg(p) <= settings.q) & (value >= settings.difference))
    again: dict[str, Split | None] = {}
    for place in wanted.tolist() if rest is not None else []:
        split, at = where[place]
        if split.third.key not in again and rest is not None:
            third = rest.column(split.third.key)
            again[split.third.key] = split_by(rest, third, settings, backend)
        other = again[split.third.key]
        if other is not None:
            checks[place] = kept(split, at, other, settings)
    return checks


def rest_of(dataset: Dataset) -> Dataset | None:
    """The stories that did not come by the largest channel; None where there is one channel or none."""
    channel = dataset.with_role("channel")
    if channel is None or channel.values.ndim > 1 or not channel.options:
        return None
    counts = np.bincount(channel.values[channel.values >= 0], minlength=len(channel.options))
    return dataset.keep(channel.values != counts.argmax()) if (counts > 0).sum() > 1 else None


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
