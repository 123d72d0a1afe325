"""Statistics and p-values are those of scipy on the same answers, with heavy ties and missing values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from patterns.stats.results import Pattern
from tests.stats.build import choice, multi, pair, slider

MANY = settings(max_examples=150, deadline=None, derandomize=True)
SCALES = (3, 5, 11, 101)


def same(found: float | None, expected: float) -> bool:
    """A statistic equal to 1e-9 relative; within 1e-9 of zero counts as zero."""
    assert found is not None
    return (abs(expected) < 1e-9 and abs(found) < 1e-9) or found == pytest.approx(expected, rel=1e-9, abs=0)


def same_p(found: float | None, expected: float) -> bool:
    """A p equal to 1e-9 relative, to 1e-6 below 1e-12."""
    return found == pytest.approx(expected, rel=1e-6 if expected < 1e-12 else 1e-9, abs=0)


@st.composite
def sliders(draw: st.DrawFn, size: int = 2) -> list[np.ndarray[Any, Any]]:
    """Some sliders of the same stories with ties, missing values and a common part."""
    n, scale = draw(st.integers(25, 120)), draw(st.sampled_from(SCALES))
    random = np.random.default_rng(draw(st.integers(0, 10**6)))
    common = random.integers(0, scale, n)
    columns = []
    for _ in range(size):
        own = np.where(random.random(n) < draw(st.floats(0, 0.9)), common, random.integers(0, scale, n))
        columns.append(np.where(random.random(n) < 0.15, -1, own * (100 // max(scale - 1, 1))))
    return columns


def both(first: Any, second: Any) -> tuple[Any, Any]:
    """The stories with both answers."""
    kept = (first >= 0) & (second >= 0)
    return first[kept], second[kept]


@MANY
@given(sliders())
def test_slider_by_slider_is_spearman(columns: list[Any]) -> None:
    first, second = columns
    x, y = both(first, second)
    assume(len(set(x)) > 1 and len(set(y)) > 1)
    expected, found = stats.spearmanr(x, y), pair([slider("a", first), slider("b", second)])
    assert same(found.statistic, expected.statistic)
    assert abs(expected.statistic) > 1 - 1e-12 or same_p(found.p, expected.pvalue)


@MANY
@given(sliders(), st.integers(2, 6))
def test_slider_by_ordered_is_spearman(columns: list[Any], size: int) -> None:
    first, steps = columns[0], np.where(columns[1] < 0, -1, columns[1] % size)
    x, y = both(first, steps)
    assume(len(set(x)) > 1 and len(set(y)) > 1)
    expected = stats.spearmanr(x, y)
    found = pair([slider("a", first), choice("b", steps, size, "ordered")])
    assert same(found.statistic, expected.statistic)
    assert abs(expected.statistic) > 1 - 1e-12 or same_p(found.p, expected.pvalue)


def groups_of(values: Any, chosen: Any, size: int) -> list[Any]:
    """The slider's answers for each option with at least two."""
    split = [values[(chosen == code) & (values >= 0)] for code in range(size)]
    return [group for group in split if len(group) >= 2]


@MANY
@given(sliders(), st.integers(2, 8))
def test_slider_by_nominal_is_kruskal_and_its_pairs_are_mann_whitney(columns: list[Any], size: int) -> None:
    values, chosen = columns[0], np.where(columns[1] < 0, -1, columns[1] % size)
    groups = groups_of(values, chosen, size)
    assume(len(groups) >= 2 and len(set(np.concatenate(groups))) > 1)
    expected, found = stats.kruskal(*groups), pair([slider("a", values), choice("b", chosen, size)])
    assert same(found.statistic, max(expected.statistic, 0.0))
    assert expected.statistic < 1e-9 or same_p(found.p, expected.pvalue)
    check_pairs(found, values, chosen)


def check_pairs(found: Pattern, values: Any, chosen: Any) -> None:
    """Every pair of options against scipy."""
    for part in found.parts:
        first, second = (values[(chosen == int(code[1:])) & (values >= 0)] for code in part.codes)
        if len(set(first) | set(second)) < 2:
            continue
        expected = stats.mannwhitneyu(first, second, use_continuity=False, method="asymptotic")
        assert part.statistic == expected.statistic
        assert same_p(part.p, expected.pvalue)


@MANY
@given(sliders(3))
def test_slider_by_multi_choice_is_mann_whitney_for_each_option(columns: list[Any]) -> None:
    values = columns[0]
    chosen = np.stack([columns[1] % 2, columns[2] % 3 == 0], axis=1).astype(int)
    chosen[columns[1] < 0] = -1
    found = pair([slider("a", values), multi("b", chosen)])
    for place, part in enumerate(found.parts):
        yes, no = (values[(chosen[:, place] == mark) & (values >= 0)] for mark in (1, 0))
        if min(len(yes), len(no)) < 2 or len(set(yes) | set(no)) < 2:
            continue
        expected = stats.mannwhitneyu(yes, no, use_continuity=False, method="asymptotic")
        assert part.statistic == expected.statistic
        assert same_p(part.p, expected.pvalue)


@MANY
@given(sliders(), st.integers(2, 6), st.integers(2, 6))
def test_ordered_by_ordered_is_kendall(columns: list[Any], rows: int, across: int) -> None:
    first, second = (np.where(c < 0, -1, c % size) for c, size in zip(columns, (rows, across), strict=True))
    x, y = both(first, second)
    assume(len(set(x)) > 1 and len(set(y)) > 1)
    expected = stats.kendalltau(x, y, method="asymptotic")
    found = pair([choice("a", first, rows, "ordered"), choice("b", second, across, "ordered")])
    assert same(found.statistic, expected.statistic)
    assert same_p(found.p, expected.pvalue)


@MANY
@given(sliders(), st.integers(2, 5), st.integers(2, 5))
def test_choice_by_choice_is_chi_squared_or_fisher(columns: list[Any], rows: int, across: int) -> None:
    first, second = (np.where(c < 0, -1, c % size) for c, size in zip(columns, (rows, across), strict=True))
    found = pair([choice("a", first, rows), choice("b", second, across)])
    table = trimmed(*both(first, second), rows, across)
    assume(min(table.shape) >= 2 and found.test is not None)
    expected = stats.chi2_contingency(table, correction=False)
    assert same(found.statistic, expected.statistic)
    if found.test == "chi2":
        assert found.df == expected.dof
        assert same_p(found.p, expected.pvalue)
    elif found.test == "fisher":
        assert found.p == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-9)
    else:
        assert found.p is not None
        assert 0 < found.p <= 1


def trimmed(x: Any, y: Any, rows: int, across: int) -> Any:
    """The table without options that fewer than two chose."""
    table = np.bincount(x * across + y, minlength=rows * across).reshape(rows, across)
    while min(table.shape) and ((table.sum(axis=1) < 2).any() or (table.sum(axis=0) < 2).any()):
        table = table[table.sum(axis=1) >= 2]
        table = table[:, table.sum(axis=0) >= 2]
    return table


@MANY
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_q_is_benjamini_hochberg(p: list[float]) -> None:
    from patterns.stats.exact import benjamini_hochberg

    expected = stats.false_discovery_control(p)
    assert benjamini_hochberg(np.array(p)) == pytest.approx(expected, rel=1e-12)
