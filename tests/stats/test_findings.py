"""What patterns say beside their test: whether they hold, rank, groups that say the same, the short list."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy import stats

from benchmarks.projects import Shape, project
from patterns.stats.columns import Column, Dataset, Subset
from patterns.stats.evaluate import evaluate
from patterns.stats.results import EvaluationResult, Pattern
from patterns.stats.settings import Settings
from tests.stats.build import choice, multi, noise, options, slider

PLAIN = Settings(middle=False, non_answer=False, over_time=False, within_audiences=False)
N = 600


def named(result: EvaluationResult, kind: str, *questions: str) -> Pattern:
    """One pattern by its kind and questions."""
    return next(p for p in result.patterns if p.kind.startswith(kind) and p.questions == questions)


def together(strength: float, seed: int = 0, n: int = N) -> tuple[Any, Any]:
    """Two sliders that go together."""
    random = noise(n, seed)
    common, one, other = random.standard_normal((3, n))
    return tuple(np.clip(np.rint(50 + 20 * (strength * common + part)), 0, 100).astype(int) for part in (one, other))


def test_a_pattern_that_only_the_largest_channel_has_does_not_hold() -> None:
    first, second = together(0.0)
    loud = np.arange(N) < 360
    first[loud], second[loud] = together(3.0, 1, 360)
    channel = choice("channel", np.where(loud, 0, 1), 2, role="channel")
    result = evaluate(Dataset((slider("a", first), slider("b", second), channel)), PLAIN)
    pattern = named(result, "slider_slider", "a", "b")
    assert (pattern.strong, pattern.holds) == (True, False)
    assert pattern.robustness.without_largest_channel is False
    assert pattern.reasons[0].code == "strong_not_everywhere"


def test_a_pattern_between_audiences_only_does_not_hold_within_them() -> None:
    audience = np.arange(N) % 2
    random = noise(N, 3)
    values = [np.clip(30 + 40 * audience + random.integers(-20, 21, N), 0, 100) for _ in range(2)]
    columns = (slider("a", values[0]), slider("b", values[1]), choice("audience", audience, 2, role="audience"))
    pattern = named(evaluate(Dataset(columns), PLAIN), "slider_slider", "a", "b")
    assert (pattern.strong, pattern.robustness.within_audiences) == (True, False)


def test_a_pattern_that_everyone_has_holds() -> None:
    first, second = together(2.0)
    extra = (choice("audience", np.arange(N) % 3, 3, role="audience"),
             choice("channel", np.arange(N) // 7 % 2, 2, role="channel"))  # fmt: skip
    result = evaluate(Dataset((slider("a", first), slider("b", second), *extra)), PLAIN)
    assert named(result, "slider_slider", "a", "b").holds is True
    assert named(result, "slider_nominal", "a", "channel").robustness.within_channels is None


def test_u_shapes_are_found_by_the_middle() -> None:
    random = noise(N, 5)
    values = random.integers(0, 101, N)
    other = np.clip(np.abs(values - 50) + random.integers(0, 40, N), 0, 100)
    result = evaluate(Dataset((slider("a", values), slider("b", other))), replace(PLAIN, middle=True))
    assert not named(result, "slider_slider", "a", "b").strong
    assert named(result, "middle_slider", "a", "b").strong


def test_who_does_not_answer_is_a_pattern_of_its_own() -> None:
    random = noise(N, 6)
    first, second = random.integers(0, 101, N), random.integers(0, 101, N)
    second[(first < 40) & (random.random(N) < 0.6)] = -1
    states = np.where(second < 0, 2, 0).astype(np.uint8)
    shy = Column("b", "b", "slider", second.astype(np.int8), states)
    result = evaluate(Dataset((slider("a", first), shy)), replace(PLAIN, non_answer=True))
    pattern = named(result, "non_answer", "b", "a")
    assert pattern.strong
    assert pattern.family == "non_answer"


def test_never_asked_is_not_a_refusal() -> None:
    values = np.where(np.arange(N) % 2, -1, 50 + np.arange(N) % 50)
    result = evaluate(Dataset((slider("a", values), slider("b", np.arange(N) % 101))), Settings())
    assert not [pattern for pattern in result.patterns if pattern.kind.startswith("non_answer")]


def test_a_subset_is_tested_against_its_complement_without_what_is_in_both() -> None:
    random = noise(N, 7)
    values, member = random.integers(0, 101, N), np.arange(N) < 100
    against = np.arange(N) >= 80
    result = evaluate(Dataset((slider("a", values),)), PLAIN, subsets=(Subset("r", "region", member, against),))
    pattern = named(result, "subset_slider", "r", "a")
    expected = stats.kruskal(values[:80], values[100:])
    assert (pattern.family, pattern.n) == ("subset:r", 580)
    assert pattern.p == pytest.approx(expected.pvalue, rel=1e-9)


@pytest.mark.parametrize(("size", "strong"), [(21, False), (45, False), (120, True)])
def test_a_small_selection_is_never_strong_and_says_why(size: int, strong: bool) -> None:
    values = noise(N, 14).integers(0, 60, N)
    values[:size] += 40
    subsets = (Subset("r", "region", np.arange(N) < size),)
    pattern = named(evaluate(Dataset((slider("a", values),)), PLAIN, subsets=subsets), "subset_slider", "r", "a")
    assert pattern.strong == strong
    assert strong or (pattern.reasons[0].code, pattern.reasons[0].values["tellers"]) == ("few_tellers", size)


def test_change_over_time_is_not_an_audience_that_came_later() -> None:
    random = noise(N, 8)
    audience = np.arange(N) % 2
    month = np.where(audience, random.integers(3, 6, N), random.integers(0, 3, N))
    values = np.clip(30 + 40 * audience + random.integers(-20, 21, N), 0, 100)
    period = Column("period", "period", "ordered", month.astype(np.int8), None, options(6), "period")
    columns = (slider("a", values), choice("audience", audience, 2, role="audience"), period)
    pattern = named(evaluate(Dataset(columns), Settings()), "time_slider", "period", "a")
    assert not pattern.strong
    alone = evaluate(Dataset((slider("a", values), period)), Settings())
    assert named(alone, "time_slider", "period", "a").strong


def test_time_without_audiences_is_spearman() -> None:
    random = noise(N, 9)
    values, month = random.integers(0, 101, N), random.integers(0, 6, N)
    period = Column("period", "period", "ordered", month.astype(np.int8), None, options(6), "period")
    pattern = named(evaluate(Dataset((slider("a", values), period)), Settings()), "time_slider", "period", "a")
    expected = stats.spearmanr(values, month)
    assert (pattern.statistic, pattern.p) == pytest.approx((expected.statistic, expected.pvalue), rel=1e-9)


def test_groups_that_differ_in_an_association_are_found() -> None:
    third = np.arange(N) % 2
    first, second = together(2.0, 10)
    second = np.where(third, 100 - second, second)
    columns = (slider("a", first), slider("b", second), choice("c", third, 2))
    result = evaluate(Dataset(columns), replace(PLAIN, three_way=True))
    pattern = named(result, "three_way_slider_slider", "a", "b", "c")
    assert pattern.strong
    assert pattern.effect is not None
    assert [part.effect is not None for part in pattern.parts] == [True, True]
    assert pattern.effect.value > 1


@pytest.mark.parametrize("only_loud", [False, True])
def test_a_difference_that_only_the_largest_channel_has_does_not_hold(only_loud: bool) -> None:
    third, loud = np.arange(N) % 2, np.arange(N) < 350
    first, second = together(2.0, 10)
    second = np.where(third & (loud | (not only_loud)), 100 - second, second)
    channel = choice("channel", np.where(loud, 0, 1), 2, role="channel")
    columns = (slider("a", first), slider("b", second), choice("c", third, 2), channel)
    pattern = named(evaluate(Dataset(columns), replace(PLAIN, three_way=True)), "three_way", "a", "b", "c")
    assert (pattern.strong, pattern.holds) == (True, not only_loud)


def test_patterns_that_say_the_same_are_one_finding() -> None:
    random = noise(N, 11)
    first = random.integers(0, 101, N)
    twin = np.clip(first + random.integers(-5, 6, N), 0, 100)
    other = np.clip(first // 2 + random.integers(0, 51, N), 0, 100)
    result = evaluate(Dataset((slider("a", first), slider("b", twin), slider("c", other))), PLAIN)
    groups = {pattern.questions: pattern.group for pattern in result.patterns if pattern.family == "pairs"}
    assert groups["a", "c"] == groups["b", "c"]
    assert [leader.rank for leader in result.leaders if leader.test] == sorted(set(groups.values()))


@cache
def whole() -> EvaluationResult:
    """One project with patterns of every kind."""
    return evaluate(project(900, Shape(strength=0.95), 5), Settings(three_way=True))


def test_rank_follows_the_score_and_never_p() -> None:
    tested = [pattern for pattern in whole().patterns if pattern.test]
    assert [pattern.rank for pattern in whole().patterns] == list(range(1, len(whole().patterns) + 1))
    assert [pattern.score for pattern in tested] == sorted((pattern.score for pattern in tested), reverse=True)


def test_the_short_list_is_diverse() -> None:
    chosen, settings = whole().selection, whole().settings
    used = Counter(key for pattern in chosen for key in pattern.questions)
    subjects = [(pattern.kind.split("_")[0] == "middle", frozenset(pattern.questions)) for pattern in chosen]
    assert len(chosen) == settings.top
    assert max(used.values()) <= settings.per_question
    assert len(set(subjects)) == len(subjects)
    assert sum(pattern.kind.startswith("middle") for pattern in chosen) >= settings.about_middle
    assert sum(pattern.selected == "contrary" for pattern in chosen) == settings.contrary
    assert sum(pattern.within is not None for pattern in chosen) == round(settings.top / 3)


def test_what_readers_made_is_in_the_list_and_not_on_the_short_list() -> None:
    data = project(500, Shape(sliders=4, singles=2, multis=0, strength=0.95), 4)
    strongest = evaluate(data, PLAIN).selection[0].questions
    judged = tuple(
        replace(column, key=f"reader.{column.key}", role="reader") if column.key == strongest[0] else column
        for column in data.columns
    )
    found = evaluate(Dataset(judged), PLAIN)
    assert any(key.startswith("reader.") for pattern in found.patterns for key in pattern.questions)
    assert found.selection
    assert not [key for pattern in found.selection for key in pattern.questions if key.startswith("reader.")]


def test_the_contrary_one_stays_contrary_when_a_slider_is_turned() -> None:
    from patterns.stats.order import contrary

    data = project(500, Shape(sliders=8, singles=2, multis=0, strength=0.9), 4)
    flipped = replace(data.columns[0], values=np.where(data.columns[0].values < 0, -1, 100 - data.columns[0].values))
    first, second = (
        contrary(evaluate(Dataset((column, *data.columns[1:])), PLAIN).patterns)
        for column in (data.columns[0], flipped)
    )
    assert first == second


def test_every_verdict_follows_from_its_numbers() -> None:
    for pattern in (one for one in whole().patterns if one.effect):
        limit, effect = pattern.reasons[0].values.get("limit", 1.0), pattern.effect
        assert effect is not None
        large = abs(effect.value) >= whole().settings.threshold(effect.name)
        enough = pattern.tellers >= whole().settings.strong_tellers
        assert pattern.strong == (large and enough and (pattern.q or 0.0) <= limit)
        assert effect.low <= effect.value <= effect.high


def test_multi_choice_takes_the_option_with_the_smallest_p() -> None:
    random = noise(N, 13)
    values = random.integers(0, 101, N)
    chosen = np.stack([random.random(N) < 0.3, values + random.integers(-30, 31, N) > 60], axis=1).astype(int)
    pattern = named(evaluate(Dataset((slider("a", values), multi("m", chosen))), PLAIN), "slider_multi", "a", "m")
    best = min(pattern.parts, key=lambda part: part.p or 1.0)
    assert pattern.contrast == best.codes == ("o1",)
    assert (pattern.p, pattern.effect) == (best.p_holm, best.effect)


def test_what_only_one_audience_was_asked_is_not_found_twice() -> None:
    first, second = together(2.0)
    third = together(0.0, 3)[0]
    parents = np.arange(N) < 300
    columns = [
        slider("asked_of_all", first),
        slider("also", third),
        slider("parents_only", np.where(parents, second, -1)),
        choice("audience", np.where(parents, 0, 1), 2, role="audience"),
    ]
    result = evaluate(Dataset(tuple(columns)), replace(PLAIN, within_audiences=True))
    within = {pattern.questions for pattern in result.patterns if pattern.within is not None}
    assert within == {("asked_of_all", "also")}
