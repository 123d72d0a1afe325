"""Intervals hold the truth as often as they say, and planted patterns are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from scipy import stats

from benchmarks.coverage import Covered, correlations, cramers, deltas, eta_squared, strongest_option
from benchmarks.power import PLANTED, one_project
from patterns.stats.intervals import delta_interval, noncentral_limits

Part = Callable[[int, np.random.Generator], Iterator[Covered]]


@pytest.mark.parametrize("part", [correlations, deltas, eta_squared, cramers, strongest_option])
def test_intervals_hold_the_truth_as_often_as_they_say(part: Part) -> None:
    lines = list(part(60, np.random.default_rng(3)))
    whole = np.average([line.share for line in lines], weights=[line.runs for line in lines])
    assert [line for line in lines if not line.good] == []
    assert whole > 0.93


def test_large_planted_patterns_are_found_and_called_strong() -> None:
    found = one_project((1000, "large", 1))
    assert {what for what, *_, strong in found if strong} == set(PLANTED)


def test_small_planted_patterns_in_few_stories_are_not_called_strong() -> None:
    assert sum(strong for *_, strong in one_project((100, "small", 1))) <= 1


def test_noncentral_limits_leave_the_tails_that_they_should() -> None:
    x, df = np.array([12.0, 40.0, 1e5]), np.array([3, 8, 4])
    low, high = noncentral_limits(x, df, np.full(3, 0.95))
    assert stats.ncx2.sf(x, df, low) == pytest.approx([0.025] * 3, rel=1e-6)
    assert stats.ncx2.cdf(x, df, high) == pytest.approx([0.025] * 3, rel=1e-6)


def test_a_small_statistic_has_no_lower_noncentrality() -> None:
    low, high = noncentral_limits(np.array([0.0, 0.5]), np.array([4, 4]), np.full(2, 0.95))
    assert low.tolist() == [0.0, 0.0]
    assert high[0] == 0.0


def test_complete_separation_still_has_an_inner_limit() -> None:
    one = np.array([1.0, -1.0])
    low, high = delta_interval(one, np.zeros(2), np.array([20, 20]), np.array(0.95))
    inner = (20 - 1.959964**2) / (20 + 1.959964**2)
    assert (low[0], high[1]) == pytest.approx((inner, -inner), rel=1e-6)
    assert (high[0], low[1]) == (1.0, -1.0)
