"""Published numbers come out again: tables of textbooks and of R's help pages, kept with their source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from patterns.stats.columns import Dataset
from patterns.stats.describe import figure_of
from patterns.stats.exact import benjamini_hochberg, holm
from patterns.stats.heterogeneity import GroupEffects, cochran
from patterns.stats.montecarlo import monte_carlo
from patterns.stats.settings import Settings
from patterns.stats.tables import fisher
from tests.stats.build import LEAN, choice, found, pair, slider

KNOWN: dict[str, Any] = json.loads((Path(__file__).parent / "references.json").read_text())


def ranks(values: Any) -> Any:
    """Measurements as slider answers in the same order."""
    return np.unique(values, return_inverse=True)[1].reshape(np.shape(values))


def grouped(known: dict[str, Any]) -> Any:
    """The pattern of measurements by group."""
    values = ranks(np.concatenate(known["groups"]))
    codes = np.repeat(np.arange(len(known["groups"])), [len(group) for group in known["groups"]])
    return pair([slider("x", values), choice("g", codes, len(known["groups"]))])


def test_kruskal_wallis_of_hollander_and_wolfe() -> None:
    known, pattern = KNOWN["kruskal"], grouped(KNOWN["kruskal"])
    assert pattern.statistic == pytest.approx(known["statistic"], abs=5e-6)
    assert (pattern.df, pattern.p) == (known["df"], pytest.approx(known["p"], abs=5e-4))


def test_mann_whitney_of_hollander_and_wolfe() -> None:
    known, part = KNOWN["mann_whitney"], grouped(KNOWN["mann_whitney"]).parts[0]
    assert part.statistic == known["statistic"]
    assert part.p == pytest.approx(known["p"], abs=5e-5)


def test_kendall_and_spearman_of_hollander_and_wolfe() -> None:
    known = KNOWN["kendall"]
    x, y = ranks(known["x"]), ranks(known["y"])
    tau = pair([choice("x", x, 9, "ordered"), choice("y", y, 9, "ordered")])
    assert tau.effect is not None
    assert tau.effect.value == pytest.approx(known["tau"], abs=1e-7)
    assert tau.p == pytest.approx(known["p"], abs=5e-6)
    assert pair([slider("x", x), slider("y", y)]).statistic == pytest.approx(known["rho"], abs=1e-12)


def test_chi_squared_expected_counts_and_residuals_of_agresti() -> None:
    known = KNOWN["chi2"]
    table = np.array(known["table"])
    rows, columns = np.nonzero(np.ones_like(table))
    columns_of = [choice("r", np.repeat(rows, table.ravel()), 2), choice("c", np.repeat(columns, table.ravel()), 3)]
    pattern = pair(columns_of)
    figure = figure_of(Dataset(tuple(columns_of)), pattern, LEAN).tables[0]
    assert pattern.statistic == pytest.approx(known["statistic"], abs=5e-3)
    assert (pattern.test, pattern.df, pattern.p) == ("chi2", 2, pytest.approx(known["p"], rel=1e-3))
    assert np.array(figure.expected, float) == pytest.approx(np.array(known["expected"]), abs=0.06)
    assert np.array(figure.residuals, float) == pytest.approx(np.array(known["residuals"]), abs=5e-3)


def test_fisher_of_tea_and_twins() -> None:
    known = KNOWN["fisher"]
    assert [fisher(np.array(table)) for table in known["tables"]] == pytest.approx(known["p"], rel=1e-4)


def test_benjamini_and_hochbergs_own_example() -> None:
    known = KNOWN["benjamini_hochberg"]
    assert (benjamini_hochberg(np.array(known["p"])) <= 0.05).sum() == known["rejected"]


def test_holm_as_in_r() -> None:
    p = np.array(KNOWN["holm"]["p"])
    adjusted = holm(p, np.zeros(5, np.int64), np.ones(5, np.bool_))
    assert adjusted == pytest.approx(KNOWN["holm"]["adjusted"], abs=1e-12)


def test_cochrans_q_of_the_vaccine_trials() -> None:
    known = KNOWN["cochran"]
    z, v = (np.array(known[name])[:, None] for name in ("y", "v"))
    statistic, df, _, _ = cochran(GroupEffects(z, v, np.full(z.shape, 99), np.ones(z.shape, np.bool_)))
    assert (statistic[0], df[0]) == (pytest.approx(known["statistic"], rel=5e-3), known["df"])


def test_monte_carlo_agrees_with_all_tables_of_these_margins() -> None:
    table = np.array([[6, 1, 1], [1, 4, 2]])
    settings = Settings(draws=100_000, exceedances=100_000)
    mine = stats.chi2_contingency(table, correction=False).statistic
    assert monte_carlo(table, float(mine), settings) == pytest.approx(exact_chance(table, float(mine)), abs=0.005)


def exact_chance(table: Any, statistic: float) -> float:
    """Chance of a statistic at least as large among all 2 x 3 tables with the same margins."""
    law = stats.multivariate_hypergeom(table.sum(axis=0), int(table[0].sum()))
    first, n = table.sum(axis=0), int(table[0].sum())
    rows = [(i, j, n - i - j) for i in range(first[0] + 1) for j in range(first[1] + 1) if 0 <= n - i - j <= first[2]]
    tables = [np.array([row, first - np.array(row)]) for row in rows]
    values = [stats.chi2_contingency(one, correction=False).statistic for one in tables]
    return float(sum(law.pmf(row) for row, value in zip(rows, values, strict=True) if value >= statistic - 1e-9))


def test_monte_carlo_stops_early_when_nothing_is_rare() -> None:
    table = np.array([[5, 5, 2], [5, 5, 2]])
    assert monte_carlo(table, 0.0, Settings()) == 1.0


def test_sources_are_named() -> None:
    assert all(known["source"] for known in KNOWN.values())
    assert found([]).patterns == ()
