"""Two selections beside each other: how they differ, by the same tests and in the same order as an evaluation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from patterns.stats.backend import Here
from patterns.stats.base import Base
from patterns.stats.columns import SLIDER_LEVELS, Bools, Dataset, Ints, Subset
from patterns.stats.counting import LevelCounts
from patterns.stats.encode import ASPECTS, Encoded
from patterns.stats.order import ordered
from patterns.stats.ranks import RankSums
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings
from patterns.stats.steps import Steps
from patterns.stats.views import Views

KEY = "subset.compared"
SUBSET = "subset:"


def contrast(first: Bools, second: Bools, unknown: Bools | None = None) -> tuple[Bools, Bools, Bools]:
    """Which stories are tested against which, and which are on neither side.

    Parameters
    ----------
    first, second : ndarray of bool, shape (n,)
        The stories of both selections; they may overlap.
    unknown : ndarray of bool, optional
        Stories of which nobody can say whether they belong to a selection, for want of an answer.

    Returns
    -------
    tuple of ndarray of bool
        Both sides without the stories in both selections. Where one selection holds the other, the smaller is
        tested against the rest of the larger; a story that may or may not be in the smaller is in neither.
    """
    nobody = np.zeros(len(first), np.bool_)
    doubtful = nobody if unknown is None else unknown
    if not (first & ~second).any():
        return first, second & ~first & ~doubtful, doubtful & second & ~first
    if not (second & ~first).any():
        return first & ~second & ~doubtful, second, doubtful & first & ~second
    return first & ~second, second & ~first, nobody


def differences(dataset: Dataset, subset: Subset, settings: Settings | None = None) -> tuple[Pattern, ...]:
    """Every question by the two sides of ``subset``, strongest difference first.

    Parameters
    ----------
    dataset : Dataset
    subset : Subset
        ``member`` and ``against`` must not overlap: see `contrast`.
    settings : Settings, optional
        Thresholds; the steps of an evaluation that are not about selections are left out.

    Returns
    -------
    tuple of Pattern
        As in an evaluation with this one selection, tested ones first.
    """
    wanted = replace(settings or Settings(), **dict.fromkeys(ASPECTS, False))
    if dataset.size == 0:
        return ()
    base = Base(dataset, wanted, (subset,), None, Selected())
    base.plans = [plan for plan in base.plans if plan.family.startswith(SUBSET)]
    return ordered(base.batches(Steps()), (), wanted) if base.plans else ()


class Selected(Here):
    """Counts only what one selection needs: its two levels by everything else, and not everything by everything.

    The selection is the last factor. What is left out stays zero, and no test of a selection asks for it.
    """

    def count(self, data: Encoded, views: Views, sliders: slice) -> LevelCounts:
        """Levels of the selection by all levels, and by some sliders, for every view."""
        last, groups = len(data.factors) - 1, len(views.mix)
        crossed = data.levels if sliders.start == 0 else 0
        cross = np.zeros((groups, crossed, crossed), np.int64)
        by_slider = np.zeros((groups, len(data.codes[sliders]), SLIDER_LEVELS, data.levels), np.int32)
        by_slider[..., _levels(data, [last])] = views.count(_only(data, [last]), sliders).by_slider
        for factor in range(last if crossed else 0):
            levels = _levels(data, [factor, last])
            cross[:, levels[:, None], levels] = views.count(_only(data, [factor, last]), slice(0, 0)).cross
        return LevelCounts(cross, by_slider)

    def sums(self, data: Encoded, views: Views) -> RankSums:
        """Nothing: no test of a selection is about two sliders."""
        size = (len(views.mix), len(data.codes), len(data.codes))
        return RankSums(np.zeros(size, np.int64), np.zeros(size), np.zeros(size))


def _only(data: Encoded, factors: list[int]) -> Encoded:
    """The same stories with some of the factors."""
    sizes = data.sizes[factors]
    starts = np.cumsum(sizes) - sizes
    return replace(
        data, factors=data.factors[factors], starts=starts, sizes=sizes, block_mask=data.block_mask[factors]
    )  # fmt: skip


def _levels(data: Encoded, factors: list[int]) -> Ints:
    """Where the levels of some factors stand among all."""
    parts = [np.arange(data.starts[factor], data.starts[factor] + data.sizes[factor]) for factor in factors]
    return np.concatenate(parts)
