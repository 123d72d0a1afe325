"""Tables that allow no chi-squared test: drawing them is honest, and a perfect association can be strong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from benchmarks.projects import Shape, project
from patterns.stats.columns import Dataset
from patterns.stats.evaluate import evaluate
from patterns.stats.montecarlo import canonical_margins, monte_carlo, uneven_draws
from patterns.stats.rare import rare_chance
from patterns.stats.settings import Settings
from tests.stats.build import choice, multi
from tests.stats.test_findings import PLAIN, named
from tests.stats.test_references import exact_chance


def chi2(table: Any) -> float:
    """Pearson's statistic."""
    return float(stats.chi2_contingency(table, correction=False).statistic)


def perfect(n: int = 200) -> Dataset:
    """Forty questions of noise, and one of ten small options that says what was chosen in another."""
    codes = np.arange(n) % 10
    chosen = (codes[:, None] == np.arange(6)).astype(int)
    return Dataset(
        (*project(n, seed=9).columns, choice("kind", codes, 10), multi("themes", chosen)), digest="d", size=n
    )


def test_a_perfect_association_in_a_small_table_can_be_strong() -> None:
    pattern = named(evaluate(perfect(), PLAIN), "nominal_multi", "kind", "themes")
    assert {part.n for part in pattern.parts} == {200}
    assert pattern.test == "monte_carlo"
    assert pattern.strong
    assert (pattern.p or 1.0) == pytest.approx(6e-6, rel=1e-3)


def test_without_more_draws_it_would_not_be() -> None:
    few = named(evaluate(perfect(), replace(PLAIN, rare_draws=100_000)), "nominal_multi", "kind", "themes")
    assert not few.strong
    assert few.reasons[0].code == "doubtful"


def test_nothing_more_is_drawn_where_the_verdict_does_not_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patterns.stats.rare.rare_chance", pytest.fail)
    alone = Dataset(perfect().columns[-2:], digest="d", size=200)
    pattern = named(evaluate(alone, PLAIN), "nominal_multi", "kind", "themes")
    assert pattern.strong
    assert evaluate(project(300, Shape(strength=0.5)), PLAIN).patterns


@pytest.mark.parametrize("table", [[[6, 1, 1], [1, 4, 2]], [[9, 2, 0], [1, 3, 6]], [[4, 4, 1], [2, 3, 8]]])
def test_giving_up_early_loses_no_table(table: Any) -> None:
    counts = np.array(table)
    rows, columns = canonical_margins(counts)
    hits = len(uneven_draws(np.random.default_rng(4), rows, columns, 200_000, chi2(counts)))
    chance = exact_chance(counts, chi2(counts))
    assert hits / 200_000 == pytest.approx(chance, abs=4 * np.sqrt(chance / 200_000))


def test_the_first_as_uneven_comes_as_late_as_it_should() -> None:
    table = np.array([[11, 1, 0], [1, 4, 9]])
    chance = exact_chance(table, chi2(table))
    few = Settings(draws=0, rare_draws=10**6)
    waited = [2 / rare_chance(table, chi2(table), replace(few, seed=seed)) - 1 for seed in range(150)]
    assert chance < 1e-3
    assert np.mean(waited) == pytest.approx(1 / chance, rel=0.3)
    assert np.mean([2 / (wait + 1) <= 2 * chance for wait in waited]) < 0.5


def test_names_and_order_change_nothing() -> None:
    random = np.random.default_rng(3)
    table = np.array([[30, 0, 2], [1, 12, 3], [2, 3, 20]])
    turned = table[random.permutation(3)][:, random.permutation(3)].T
    few = Settings(draws=2_000, rare_draws=20_000)
    assert monte_carlo(table, chi2(table), few) == monte_carlo(turned, chi2(table), few) == 1 / 2_001
    assert rare_chance(table, chi2(table), few) == rare_chance(turned, chi2(table), few) == 1 / 20_001
