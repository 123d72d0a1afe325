"""A slider stacked by the steps of another question, with what was not answered to either."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from patterns.stats.columns import MISSING, Bools, Column

STEP, BINS = 10, 10


@dataclass(frozen=True, slots=True)
class Stack:
    """One selection: counts of a slider in steps of ten, by the answer to another question.

    Attributes
    ----------
    label : str
        What the selection is called.
    n : int
        All its stories, those without an answer included.
    answered : int
        Those that answered the slider.
    counts : tuple of tuple of int
        Shape (steps + 1, 11): a line for each step, the last for those who did not answer that question; ten
        parts of the slider (0-9, 10-19 ... 90-100), the last column for those who did not answer the slider.
    """

    label: str
    n: int
    answered: int
    counts: tuple[tuple[int, ...], ...]

    def share(self, count: int) -> float:
        """A count as a share of all stories of the selection."""
        return count / self.n if self.n else 0.0

    @property
    def totals(self) -> tuple[int, ...]:
        """Stories in each part of the slider, and those who did not answer it."""
        return tuple(sum(line[place] for line in self.counts) for place in range(BINS + 1))


def stack(label: str, slider: Column, steps: Column, rows: Bools) -> Stack:
    """Count a slider by the steps of another question.

    Parameters
    ----------
    slider : Column
        Of kind ``slider``.
    steps : Column
        Of kind ``ordered`` or ``nominal``.
    rows : ndarray of bool, shape (n,)
        The stories of the selection.
    """
    values, codes = slider.values[rows].astype(np.int64), steps.values[rows].astype(np.int64)
    parts = np.where(values == MISSING, BINS, np.minimum(values // STEP, BINS - 1))
    lines = np.where(codes == MISSING, len(steps.options), codes)
    size = (len(steps.options) + 1, BINS + 1)
    counts = np.bincount(lines * size[1] + parts, minlength=size[0] * size[1]).reshape(size)
    answered = int((values != MISSING).sum())
    return Stack(label, len(values), answered, tuple(tuple(line) for line in counts.tolist()))
