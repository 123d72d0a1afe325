"""Two selections beside each other: how they differ, by the same tests and in the same order as an evaluation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from patterns.stats.backend import Here
from patterns.stats.base import Base
from patterns.stats.columns import Bools, Dataset, Subset
from patterns.stats.order import ordered
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings
from patterns.stats.steps import Steps

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
    wanted = replace(settings or Settings(), middle=False, non_answer=False)
    if dataset.size == 0:
        return ()
    base = Base(dataset, wanted, (subset,), None, Here())
    base.plans = [plan for plan in base.plans if plan.family.startswith(SUBSET)]
    return ordered(base.batches(Steps()), (), wanted) if base.plans else ()
