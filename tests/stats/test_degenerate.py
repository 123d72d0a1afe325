"""Too little, too equal or too odd: no warning, no NaN, a reason instead."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from benchmarks import odd
from benchmarks.projects import Shape, project
from patterns.stats.columns import BadColumn, Column, Dataset, codes
from patterns.stats.describe import describe_column, figure_of
from patterns.stats.evaluate import Cancelled, evaluate
from patterns.stats.results import EvaluationResult
from patterns.stats.settings import Settings
from tests.stats.build import choice, found, multi, options, pair, slider

EVERYTHING = Settings(three_way=True)


def public(data: Dataset, result: EvaluationResult) -> str:
    """The public JSON; raises where a number is not finite."""
    patterns = [pattern.to_dict("", figure_of(data, pattern, result.settings)) for pattern in result.patterns]
    return json.dumps({"evaluation": result.header("x"), "patterns": patterns}, allow_nan=False)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 19, 20, 25, 45])
def test_few_stories_give_a_notice_and_a_clean_json(n: int) -> None:
    data = project(60, Shape(sliders=3, singles=4, multis=2, ordered=2)).keep(np.arange(60) < n)
    result = evaluate(data, EVERYTHING)
    assert public(data, result)
    assert result.notices
    assert not any(pattern.strong for pattern in result.patterns)


def same_everywhere(n: int = 50) -> list[Column]:
    """Questions that everyone answers in the same way."""
    ones = np.zeros(n, np.int8)
    triad = Column("t", "t", "triad", np.tile([40, 30, 30], (n, 1)).astype(np.int8), None, options(3))
    return [slider("s", ones + 50), slider("u", ones), choice("n", ones, 3), choice("o", ones, 3, "ordered"),
            multi("m", np.tile([1, 0], (n, 1))), triad]  # fmt: skip


def test_equal_answers_are_not_tested_and_say_so() -> None:
    data = Dataset(tuple(same_everywhere()))
    result = evaluate(data, EVERYTHING)
    assert public(data, result)
    assert result.tested == {}
    assert {pattern.reasons[0].code for pattern in result.patterns} <= {"constant", "few_groups", "single"}


def test_a_question_that_nobody_answered_is_named() -> None:
    empty = slider("b", np.full(50, -1))
    assert pair([slider("a", np.arange(50)), empty]).reasons[0].code == "nobody"
    assert describe_column(empty, EVERYTHING).missing == 1.0


def test_two_that_answered_an_option_are_shown_but_not_tested() -> None:
    values = np.r_[np.zeros(60, int), np.ones(60, int), [2, 2]]
    columns = [slider("a", np.arange(122) % 101), choice("b", values, 3)]
    pattern = pair(columns, replace(EVERYTHING, middle=False))
    groups = figure_of(Dataset(tuple(columns)), pattern, EVERYTHING).groups
    assert [group.small for group in groups] == [False, False, True]
    assert [part.codes for part in pattern.parts] == [("o0", "o1")]
    assert (pattern.n, pattern.tellers) == (122, 120)


def test_questions_without_options_are_carried_along() -> None:
    none = np.zeros((40, 0), np.int8)
    empty = [Column("c", "c", "nominal", np.full(40, -1, np.int8)), Column("m", "m", "multi", none)]
    for columns in ([*empty, slider("a", np.arange(40))], empty):
        data = Dataset(tuple(columns))
        assert public(data, evaluate(data, EVERYTHING))


def test_no_columns_at_all() -> None:
    result = evaluate(Dataset((), size=30))
    assert [reason.code for reason in result.notices] == ["small_project", "no_questions"]


@pytest.mark.filterwarnings("error")
def test_extreme_agreement_stays_finite() -> None:
    values, groups = np.repeat([0, 100], 40), np.repeat([0, 1], 40)
    columns = [slider("a", values), slider("b", values), choice("c", groups, 2), choice("d", groups, 2, "ordered"),
               choice("e", groups, 2, "ordered"), choice("f", np.arange(80) % 3, 3)]  # fmt: skip
    data = Dataset(tuple(columns))
    result = evaluate(data, EVERYTHING)
    assert public(data, result)
    assert all(math.isfinite(pattern.score) for pattern in result.patterns)


def test_many_questions_keep_to_the_pairs() -> None:
    data = project(60, Shape(sliders=60, singles=40, multis=0, background=False))
    result = evaluate(data, Settings(most_patterns=5_000))
    assert "too_many_questions" in {reason.code for reason in result.notices}
    assert {pattern.family for pattern in result.patterns} == {"pairs", "single"}


def test_five_hundred_questions_need_no_great_memory() -> None:
    many = odd.apart(200, 500)
    assert many.patterns > 100_000
    assert many.memory <= odd.MEMORY
    assert many.processor <= odd.SECONDS


@pytest.mark.parametrize(
    "values",
    [["a", "b"], [0.5, 1.0], [101, 5], [-2, 5]],
)
def test_what_is_no_slider_is_refused(values: Any) -> None:
    with pytest.raises(BadColumn):
        slider("a", values)


def test_codes_are_compact_whole_numbers() -> None:
    assert codes([1, 2, 100]).dtype == np.int8
    assert codes([1, 200]).dtype == np.int32
    assert codes([]).size == 0


def test_columns_must_fit_their_kind() -> None:
    with pytest.raises(BadColumn):
        Column("t", "t", "triad", np.array([[50, 20, 20]], np.int8), None, options(3))
    with pytest.raises(BadColumn):
        Column("t", "t", "triad", np.array([[50, 20, 30]], np.int8))
    with pytest.raises(BadColumn):
        Column("s", "s", "slider", np.array([-1], np.int8), np.array([0], np.uint8))
    with pytest.raises(BadColumn):
        Dataset((slider("a", [1]), slider("a", [2])))


def test_an_evaluation_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        evaluate(project(50, Shape(3, 2, 1)), should_cancel=lambda: True)


def test_progress_goes_from_nothing_to_all() -> None:
    seen: list[float] = []
    evaluate(project(120, Shape(3, 3, 1)), EVERYTHING, progress=lambda share, step: seen.append(share))
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)


def test_settings_survive_being_kept() -> None:
    kept = Settings(minimum=15, three_way=True)
    assert Settings.from_dict(json.loads(json.dumps(kept.to_dict())) | {"unknown": 1}) == kept


def test_only_background_gives_no_patterns() -> None:
    result = found([choice("audience", np.arange(60) % 2, 2, role="audience")])
    assert result.patterns == ()
