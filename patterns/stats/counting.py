"""Integer counts: levels by levels and sliders by levels, in one pass, for every group of stories at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from patterns.stats.columns import SLIDER_LEVELS, Bools, Ints
from patterns.stats.encode import Encoded

CHUNK = 16_384
CODES = SLIDER_LEVELS + 1
Singles = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Which group each story belongs to: ``label`` has shape (n,), from 0 to ``size`` - 1."""

    label: Ints
    size: int

    @classmethod
    def whole(cls, n: int) -> Grouping:
        """All stories as one group."""
        return cls(np.zeros(n, np.int64), 1)


@dataclass(frozen=True, slots=True, eq=False)
class LevelCounts:
    """Counts of the tested stories, for each group.

    ``cross`` has shape (groups, levels, levels), and no levels where others than the first sliders were counted: it
    is the same for all of them. ``by_slider`` has shape (groups, sliders, 101, levels). They add up over parts of the
    data and over groups.
    """

    cross: Ints
    by_slider: NDArray[np.int32]

    def __add__(self, other: LevelCounts) -> LevelCounts:
        """Counts of two parts together."""
        return LevelCounts(self.cross + other.cross, self.by_slider + other.by_slider)


def count_levels(data: Encoded, groups: Grouping, sliders: slice) -> LevelCounts:
    """Count every level by every level, and by every value of some sliders.

    One-hot levels as 32-bit floats are multiplied with themselves and with one-hot slider values: sums of ones
    below 2**24 are exact, so the result is the same whatever the chunks and whatever the order.

    Parameters
    ----------
    data : Encoded
    groups : Grouping
    sliders : slice
        Which slider rows to count.

    Returns
    -------
    LevelCounts
    """
    chosen = data.codes[sliders]
    crossed = data.levels if sliders.start == 0 else 0
    cross = np.zeros((groups.size, crossed, crossed), np.int64)
    by_slider = np.zeros((groups.size, len(chosen), SLIDER_LEVELS, data.levels), np.int32)
    for group, rows in _chunks(data, groups):
        ones = one_hot(data, rows)
        if crossed:
            cross[group] += (ones.T @ ones).astype(np.int64)
        by_slider[group] += _slider_part(chosen[:, rows], ones)
    _add_repeated(data, groups, sliders, cross, by_slider)
    return LevelCounts(cross, by_slider)


def _chunks(data: Encoded, groups: Grouping) -> Iterator[tuple[int, Ints]]:
    """Rows of stories told by tellers of one story, group by group, a chunk at a time."""
    single = np.ones(data.n, np.bool_)
    single[data.repeated] = False
    rows = np.flatnonzero(single)
    label = groups.label[rows]
    if groups.size > 1:
        order = np.argsort(label, kind="stable")
        rows, label = rows[order], label[order]
    edges = np.searchsorted(label, np.arange(groups.size + 1))
    for group in range(groups.size):
        for start in range(int(edges[group]), int(edges[group + 1]), CHUNK):
            yield group, rows[start : min(start + CHUNK, int(edges[group + 1]))]


def one_hot(data: Encoded, rows: Ints) -> Singles:
    """Shape (rows, levels): 1 at the level that a story has in each factor."""
    ones = np.zeros((len(rows), data.levels), np.float32)
    line = np.arange(len(rows)) * data.levels
    for factor, start in zip(data.factors, data.starts, strict=True):
        code = factor[rows]
        present = code >= 0
        ones.ravel()[line[present] + (code[present] + start)] = 1
    return ones


def one_hot_sliders(codes: NDArray[np.uint8]) -> sparse.csr_array:
    """Shape (rows, sliders * 102), sparse: 1 at the value that a story has on each slider."""
    sliders, n = codes.shape
    index = codes.T.astype(np.int32) + np.arange(sliders, dtype=np.int32) * CODES
    ends = np.arange(0, n * sliders + 1, sliders, dtype=np.int32) if sliders else np.zeros(n + 1, np.int32)
    return sparse.csr_array((np.ones(n * sliders, np.float32), index.ravel(), ends), shape=(n, sliders * CODES))


def _slider_part(codes: NDArray[np.uint8], ones: Singles) -> NDArray[np.int32]:
    """Counts of slider values by levels, shape (sliders, 101, levels)."""
    summed = one_hot_sliders(codes).T @ ones
    return summed.reshape(len(codes), CODES, ones.shape[1])[:, :SLIDER_LEVELS].astype(np.int32)


def first_of_teller(data: Encoded, both: Bools) -> Bools:
    """Of the stories with several by one teller, the first (by digest) that has both answers.

    Parameters
    ----------
    both : ndarray of bool, shape (repeated, masks)
        Whether each repeated story has an answer to one given question and to each other one.
    """
    running = np.cumsum(both, axis=0, dtype=np.int32)
    before = running[data.teller_start] - both[data.teller_start]
    return np.asarray(both & (running - before == 1))


def _add_repeated(data: Encoded, groups: Grouping, sliders: slice, cross: Ints, by_slider: NDArray[np.int32]) -> None:
    """Add the one story per teller that each pair of questions uses."""
    rows = data.repeated
    if not len(rows):
        return
    ones, present, label = one_hot(data, rows), data.masks[:, rows].T, groups.label[rows]
    level_mask, row_mask = data.level_mask, data.row_mask[sliders]
    chosen = data.codes[sliders][:, rows]
    for mask in range(len(data.masks)):
        used = first_of_teller(data, present[:, mask, None] & present)
        kept = ones * used[:, level_mask]
        levels, lines = np.flatnonzero(level_mask == mask), np.flatnonzero(row_mask == mask)
        for group in np.unique(label):
            here = label == group
            if cross.size:
                cross[group, levels] += (ones[here][:, levels].T @ kept[here]).astype(np.int64)
            if len(lines):
                by_slider[group, lines] += _slider_part(chosen[lines][:, here], kept[here])


def shown(data: Encoded) -> Ints:
    """Shape (masks, masks): how many stories have both, whoever told them."""
    total = np.zeros((len(data.masks), len(data.masks)), np.int64)
    for start in range(0, data.n, CHUNK):
        part = data.masks[:, start : start + CHUNK].astype(np.float32)
        total += (part @ part.T).astype(np.int64)
    return total
