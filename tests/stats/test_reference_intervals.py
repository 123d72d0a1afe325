"""Effects and intervals: published numbers come out again; what nobody prints is worked out anew from its formula."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from scipy import optimize, stats

from patterns.stats.dominance import Dominance, dominance
from patterns.stats.intervals import noncentral_limits
from patterns.stats.settings import Settings
from patterns.stats.tables import association
from tests.stats.test_references import KNOWN, grouped

ALL = np.array(0.95)


def test_noncentralities_of_mbess() -> None:
    known = KNOWN["noncentral"]
    x = stats.chi2_contingency(known["table"], correction=False).statistic
    low, high = noncentral_limits(np.array([x]), np.array([1]), np.full(1, 0.95))
    assert low[0] == known["low"]
    assert high[0] == pytest.approx(known["high"], rel=1e-6)


def test_limits_of_v_of_statpsych_and_smithson() -> None:
    known = KNOWN["v_interval"]
    limits = noncentral_limits(np.array([known["statistic"]]), np.array([known["df"]]), np.full(1, 0.95))
    found = [float(np.sqrt(limit[0] / known["n"])) for limit in limits]
    assert found == pytest.approx([known["low"], known["high"]], abs=5e-5)
    known = KNOWN["v_smithson"]
    n, x = np.sum(known["table"]), stats.chi2_contingency(known["table"], correction=False).statistic
    limits = noncentral_limits(np.array([x]), np.array([3]), np.full(1, 0.95))
    found = [float(np.sqrt((limit[0] + 3) / n)) for limit in limits]
    assert float(np.sqrt(x / n)) == pytest.approx(known["v"], abs=1e-3)
    assert found == pytest.approx([known["low"], known["high"]], abs=5e-4)


def test_bias_corrected_v_of_other_programs() -> None:
    known = KNOWN["v_corrected"]
    cars, music = (association(np.array([table]), Settings(), 2) for table in known["tables"])
    assert cars.value[0] == pytest.approx(known["v"][0], abs=5e-6)
    assert music.value[0] == pytest.approx(known["v"][1], abs=5e-3)
    assert music.interval(np.array([0.90]))[0][0] == pytest.approx(known["one_sided_low"], abs=5e-3)
    counts = np.zeros((1, 10, 4), np.int64)
    np.add.at(counts[0], (np.arange(150) % 10, np.arange(150) % 4), 1)
    found = association(counts, Settings(draws=50), 2).value[0]
    assert found == pytest.approx(known["remainders"], rel=1e-12)


def noncentrality(x: float, df: int, share: float) -> float:
    """The noncentrality that leaves a share of the distribution below x, by another road: root finding."""
    if stats.chi2.cdf(x, df) <= share:
        return 0.0
    return float(optimize.brentq(lambda nc: stats.ncx2.cdf(x, df, nc) - share, 1e-9, 50 * (x + 10), xtol=1e-12))


@pytest.mark.parametrize("level", [0.95, 0.99])
def test_limits_of_v_from_their_formula(level: float) -> None:
    for table in (*KNOWN["v_corrected"]["tables"], KNOWN["v_smithson"]["table"]):
        counts = np.array(table)
        r, c, n = *counts.shape, counts.sum()
        x = stats.chi2_contingency(counts, correction=False).statistic
        room = n * (min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1)
        wanted = [
            np.sqrt(noncentrality(x, (r - 1) * (c - 1), share) / room) for share in ((1 + level) / 2, (1 - level) / 2)
        ]
        low, high = association(counts[None], Settings(draws=50), 1).interval(np.array([level]))
        assert [low[0], high[0]] == pytest.approx([wanted[0], min(wanted[1], 1.0)], rel=1e-7)


def test_rank_eta_squared_of_effectsize_and_its_limits() -> None:
    known = KNOWN["eta2"]
    pattern = grouped(known)
    assert pattern.statistic == pytest.approx(known["statistic"], abs=5e-4)
    assert pattern.effect is not None
    assert pattern.effect.value == pytest.approx(known["eta2"], abs=5e-3)
    x, n, k = float(pattern.statistic or 0.0), 32, 3
    wanted = [noncentrality(x, k - 1, share) / (n - k) for share in (0.975, 0.025)]
    assert [pattern.effect.low, pattern.effect.high] == pytest.approx([wanted[0], min(wanted[1], 1.0)], rel=1e-7)


def compared(known: dict[str, Any]) -> tuple[Dominance, list[int], list[int]]:
    """Two groups of ratings compared, and the ratings one by one."""
    first, second = known["sick"], known["well"]
    each = [np.repeat(np.arange(5), counts).tolist() for counts in (first, second)]
    return dominance(np.array([first]), np.array([second]), 2), each[0], each[1]


def test_delongs_error_of_hanley_and_mcneils_ratings() -> None:
    known = KNOWN["delong"]
    found, _, _ = compared(known)
    delta = float(found.value[0])
    area, error = (delta + 1) / 2, float(np.sqrt(found.variance[0])) * (1 - delta**2) / 2
    assert [area, error] == pytest.approx([known["area"], known["error"]], abs=5e-5)
    limits = [area - stats.norm.ppf(0.975) * error, area + stats.norm.ppf(0.975) * error]
    assert limits == pytest.approx([known["low"], known["high"]], abs=5e-6)


def test_cliffs_delta_of_effsize() -> None:
    known = KNOWN["delta"]
    part = grouped(known).parts[0]
    assert part.effect is not None
    assert part.effect.value == known["delta"]


def test_limits_of_delta_from_their_formula() -> None:
    found, sick, well = compared(KNOWN["delong"])
    signs = np.array([[np.sign(a - b) for b in well] for a in sick])
    delta = signs.mean()
    spread = signs.mean(axis=1).var(ddof=1) / len(sick) + signs.mean(axis=0).var(ddof=1) / len(well)
    half = stats.t.ppf(0.975, min(len(sick), len(well)) - 1) * np.sqrt(spread) / (1 - delta**2)
    low, high = found.interval(ALL)
    assert [low[0], high[0]] == pytest.approx(np.tanh(np.arctanh(delta) + np.array([-half, half])).tolist(), rel=1e-10)


def test_delta_counts_pairs() -> None:
    _, sick, well = compared(KNOWN["delong"])
    pairs = list(itertools.product(sick, well))
    counted = (sum(a > b for a, b in pairs) - sum(a < b for a, b in pairs)) / len(pairs)
    assert compared(KNOWN["delong"])[0].value[0] == pytest.approx(counted, rel=1e-12)
