"""Who told several stories counts once in a test: the story with the smallest digest that has both answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from patterns.stats.columns import BadColumn, Dataset
from patterns.stats.describe import figure_of
from tests.stats.build import LEAN, choice, found, multi, noise, pair, slider

N = 240


def family() -> dict[str, Any]:
    """Who told what: eighty stories of thirty people who told more than one."""
    random = noise(N)
    tellers = np.where(np.arange(N) < 80, random.integers(0, 30, N), -1).astype(np.int64)
    return {"tellers": tellers, "digests": random.permutation(N).astype(np.uint64)}


def used_rows(first: Any, second: Any, who: dict[str, Any]) -> Any:
    """The stories that a test of two questions uses, worked out one by one."""
    chosen, seen = [], set()
    for row in np.argsort(who["digests"]):
        teller = who["tellers"][row]
        if first[row] < 0 or second[row] < 0 or teller in seen:
            continue
        chosen.append(row)
        if teller >= 0:
            seen.add(teller)
    return np.array(chosen)


def answers(top: int, seed: int) -> Any:
    """Answers with a fifth missing."""
    random = noise(N, seed)
    return np.where(random.random(N) < 0.2, -1, random.integers(0, top, N))


def test_sliders_count_each_teller_once() -> None:
    who, first, second = family(), answers(101, 1), answers(101, 2)
    rows = used_rows(first, second, who)
    pattern = pair([slider("a", first), slider("b", second)], **who)
    assert pattern.n == ((first >= 0) & (second >= 0)).sum()
    assert pattern.tellers == len(rows) < pattern.n
    assert pattern.statistic == pytest.approx(stats.spearmanr(first[rows], second[rows]).statistic, rel=1e-12)


def test_groups_count_each_teller_once() -> None:
    who, values, chosen = family(), answers(101, 1), answers(3, 2)
    rows = used_rows(values, chosen, who)
    pattern = pair([slider("a", values), choice("b", chosen, 3)], **who)
    groups = [values[rows][chosen[rows] == code] for code in range(3)]
    assert pattern.tellers == len(rows)
    assert pattern.p == pytest.approx(stats.kruskal(*groups).pvalue, rel=1e-9)


def test_tables_count_each_teller_once() -> None:
    who, first, chosen = family(), answers(3, 1), answers(2, 2)
    table = np.stack([chosen, np.where(chosen < 0, -1, 1)], axis=1)
    rows = used_rows(first, chosen, who)
    pattern = pair([choice("a", first, 3), multi("b", table)], **who)
    counts = np.bincount(first[rows] * 2 + chosen[rows], minlength=6).reshape(3, 2)
    assert pattern.statistic == pytest.approx(stats.chi2_contingency(counts, correction=False).statistic, rel=1e-9)


def test_figures_show_every_story() -> None:
    who, values, chosen = family(), answers(101, 1), answers(3, 2)
    columns = (slider("a", values), choice("b", chosen, 3))
    pattern = pair(columns, **who)
    figure = figure_of(Dataset(columns, **who), pattern, LEAN)
    assert sum(group.summary.n for group in figure.groups) == pattern.n
    assert figure.missing == pytest.approx(1 - pattern.n / N)


def test_tellers_are_counted_once_in_the_whole() -> None:
    who = family()
    known = who["tellers"][who["tellers"] >= 0]
    result = found([slider("a", answers(101, 1))], **who)
    assert (result.stories, result.tellers) == (N, N - len(known) + len(set(known.tolist())))


def test_tellers_without_digests_are_refused() -> None:
    with pytest.raises(BadColumn):
        found([slider("a", answers(101, 1))], tellers=family()["tellers"])
