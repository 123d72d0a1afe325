"""A selection against the rest: never by what it is made of, never with whom it cannot place, always with a trace."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.utils.translation import override
from scipy import stats

from patterns import words
from patterns.notices import notice
from patterns.stats.columns import MISSING, Dataset, Subset
from patterns.stats.describe import figure_of
from patterns.stats.evaluate import evaluate
from patterns.stats.results import EvaluationResult, Pattern
from patterns.stats.settings import Settings
from tests.stats.build import choice, multi, noise, slider

PLAIN = Settings(middle=False, non_answer=False, over_time=False, within_audiences=False)
N = 600


def selected(columns: Any, subset: Subset, **more: Any) -> EvaluationResult:
    """The evaluation of some columns with one selection."""
    return evaluate(Dataset(tuple(columns)), replace(PLAIN, **more), subsets=(subset,))


def of_subset(result: EvaluationResult) -> dict[str, Pattern]:
    """The patterns of the selection by the other question."""
    return {pattern.questions[1]: pattern for pattern in result.patterns if pattern.kind.startswith("subset_")}


def test_a_selection_is_not_tested_by_what_it_is_made_of() -> None:
    random = noise(N, 20)
    region, heard, other = random.integers(0, 4, N), random.integers(0, 101, N), random.integers(0, 101, N)
    columns = [slider("heard", heard), slider("other", other), choice("region", region, 4, role="region")]
    member = (region == 1) & (heard < 60)
    blind = of_subset(selected(columns, Subset("subset.x", "x", member)))
    aware = of_subset(selected(columns, Subset("subset.x", "x", member, defined_by=("region", "heard")), middle=True))
    assert blind["region"].strong
    assert aware.keys() == {"other"}
    assert not aware["other"].strong


def test_who_did_not_say_is_on_neither_side() -> None:
    random = noise(N, 21)
    region, values = random.integers(0, 2, N), random.integers(0, 101, N)
    silent = np.arange(N) % 5 == 0
    subset = Subset("subset.x", "Not heard", ~silent & (region == 1), unknown=silent)
    columns = [slider("a", values)]
    result = selected(columns, subset)
    pattern, known = of_subset(result)["a"], ~silent
    expected = stats.kruskal(values[known & (region == 1)], values[known & (region == 0)])
    assert (pattern.n, pattern.tellers) == (480, 480)
    assert pattern.p == pytest.approx(expected.pvalue, rel=1e-9)
    figure = figure_of(Dataset(tuple(columns)), pattern, result.settings, (subset,))
    assert figure.n == 480
    assert figure.missing == pytest.approx(0.2)
    assert result.header("x")["selections"] == [
        {
            "key": "subset.x",
            "stories": int(subset.member.sum()),
            "rest": 480 - int(subset.member.sum()),
            "unplaced": 120,
        }
    ]
    with override("en"):
        assert words.why(pattern, PLAIN).endswith("they lack an answer that the selection asks for: 120.")
        assert any("“Not heard”" in notice(reason) and "120" in notice(reason) for reason in result.notices)


def test_a_made_up_answer_would_have_changed_the_test() -> None:
    random = noise(N, 22)
    values = random.integers(0, 60, N)
    values[:200] += 40
    member, silent = np.arange(N) >= 400, np.arange(N) < 200
    pattern = of_subset(selected([slider("a", values)], Subset("subset.x", "x", member, unknown=silent)))["a"]
    assert of_subset(selected([slider("a", values)], Subset("subset.x", "x", member)))["a"].strong
    assert not pattern.strong


@pytest.mark.parametrize("size", [0, 6, 9])
def test_a_selection_that_is_too_small_is_shown_as_not_tested(size: int) -> None:
    random = noise(N, 23)
    columns = [
        slider("a", random.integers(0, 101, N)),
        choice("b", random.integers(0, 3, N), 3),
        multi("c", random.integers(0, 2, (N, 3))),
        choice("d", random.integers(0, 5, N), 5, "ordered"),
        slider("same", np.full(N, 50)),
    ]
    result = selected(columns, Subset("subset.x", "x", np.arange(N) < size))
    found = of_subset(result)
    assert found.keys() == {"a", "b", "c", "d", "same"}
    assert {(pattern.test, pattern.verdict) for pattern in found.values()} == {(None, "undecided")}
    assert {pattern.reasons[0].code for pattern in found.values()} == {"small_selection"}
    with override("en"):
        assert f"on the smaller side {size} people answered, at least 10" in words.why(found["a"], result.settings)
        assert any(f"{size} inside and {N - size} outside" in notice(one) for one in result.notices)


def test_what_all_answer_alike_is_shown_for_a_selection_too() -> None:
    columns = [
        slider("a", np.full(N, 50)),
        choice("b", np.ones(N, int), 3),
        slider("few", np.where(np.arange(N) < 5, 50, -1)),
    ]
    found = of_subset(selected(columns, Subset("subset.x", "x", np.arange(N) % 3 == 0)))
    codes = {key: (pattern.reasons[0].code, pattern.reasons[0].values["minimum"]) for key, pattern in found.items()}
    assert codes == {"a": ("constant", 10), "b": ("constant", 10), "few": ("small_selection", 10)}


def test_two_large_options_of_which_one_is_small_are_few_groups_and_not_constant() -> None:
    columns = [slider("a", np.arange(N) % 101), choice("b", np.r_[np.zeros(N - 5, int), np.ones(5, int)], 2)]
    pattern = next(one for one in evaluate(Dataset(tuple(columns)), PLAIN).patterns if one.kind == "slider_nominal")
    assert pattern.reasons[0].code == "few_groups"


def test_a_selection_of_a_channel_is_not_asked_to_hold_without_it() -> None:
    random = noise(N, 24)
    channel = random.integers(0, 3, N)
    values = random.integers(0, 60, N) + 40 * (channel == 0)
    columns = [slider("a", values), choice("channel", channel, 3, role="channel")]
    subset = Subset("subset.x", "x", channel == 0, defined_by=("channel",))
    pattern = of_subset(selected(columns, subset))["a"]
    assert pattern.strong
    assert (pattern.robustness.within_channels, pattern.robustness.without_largest_channel) == (None, None)


def test_who_cannot_be_placed_stays_missing_in_the_column() -> None:
    member, silent = np.array([True, False, False]), np.array([False, False, True])
    assert Subset("x", "x", member, unknown=silent).column().values.tolist() == [0, 1, MISSING]


def test_few_people_in_a_selection_are_counted_on_the_smaller_side() -> None:
    random = np.random.default_rng(11)
    member = np.arange(N) < 30
    subset = Subset("subset.few", "few", member)
    result = selected([slider("a", np.where(member, random.integers(60, 101, N), random.integers(0, 41, N)))], subset)
    pattern = of_subset(result)["a"]
    with override("en"):
        assert "on the smaller side 30 told" in words.why(pattern, PLAIN)
