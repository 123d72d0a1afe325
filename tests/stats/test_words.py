"""Patterns in plain words: only what is seen, with counts, in the words that we agreed on."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from django.utils.translation import override

from benchmarks.projects import Shape, project
from patterns import describe, words
from patterns.notices import NOTICES, notice
from patterns.stats.columns import Dataset, Subset
from patterns.stats.describe import figure_of
from patterns.stats.evaluate import evaluate
from patterns.stats.results import EvaluationResult, Pattern, Reason
from patterns.stats.settings import Settings
from tests.stats.build import slider

FORBIDDEN = ("significant", "people who", "mensen die", "because", "omdat", "NaN", "!")
SUBSETS = (Subset("region", "Noord", np.arange(400) < 90),)


@cache
def told() -> tuple[Dataset, EvaluationResult]:
    """A project with patterns of every kind."""
    data = project(400, Shape(strength=0.9))
    return data, evaluate(data, Settings(three_way=True), subsets=SUBSETS)


def one_of_each() -> list[Pattern]:
    """One pattern for every kind and reason."""
    known = {(pattern.kind, pattern.reasons[0].code): pattern for pattern in told()[1].patterns}
    return list(known.values())


def said(pattern: Pattern) -> str:
    """Everything that is said of a pattern."""
    data, result = told()
    figure = figure_of(data, pattern, result.settings, SUBSETS)
    sentences = describe.sentences(pattern, figure, result.settings)
    parts = (words.why(pattern, result.settings), *sentences, words.effect(pattern), words.test(pattern))
    return " ".join((*parts, words.verdict(pattern)))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_kind_of_pattern_can_be_said(language: str) -> None:
    with override(language):
        for pattern in one_of_each():
            assert not [word for word in FORBIDDEN if word in said(pattern)], said(pattern)


def test_a_description_begins_with_these_experiences_and_counts() -> None:
    data, result = told()
    with override("en"):
        for pattern in one_of_each():
            figure = figure_of(data, pattern, result.settings, SUBSETS)
            first = describe.sentences(pattern, figure, result.settings)[0]
            assert first.startswith("In these experiences")
            assert str(figure.n) in first


def test_the_numbers_of_a_description_are_those_of_the_figure() -> None:
    columns = (slider("heard", np.r_[np.full(30, 90), np.full(20, 10)]), slider("clear", np.r_[np.full(50, 80)]))
    data, settings = Dataset(columns), Settings(minimum=5)
    pattern = next(one for one in evaluate(data, settings).patterns if one.questions == ("heard",))
    with override("en"):
        found = describe.sentences(pattern, figure_of(data, pattern, settings), settings)
    assert found == ["In these experiences “heard” was answered 50 times.",
                     "The answers lie mostly high (mean 58, 60% at the high end)."]  # fmt: skip


def test_every_reason_and_notice_has_its_sentence() -> None:
    codes = {"strong", "strong_not_everywhere"}
    assert set(words.SENTENCES) | set(words.COUNTED) | codes >= {one.reasons[0].code for one in told()[1].patterns}
    assert notice(Reason("small_project", {"tellers": 30, "enough": 61}))
    with override("nl"):
        told_by_one = notice(Reason("too_few_stories", {"tellers": 1, "minimum": 20}))
        few = Reason("few", {"n": 1, "minimum": 20})
        said = words.why(Pattern("slider_slider", "pairs", ("a", "b"), ("a", "b"), 1, 1, reasons=(few,)), Settings())
    assert told_by_one.startswith("1 persoon vertelde. Vanaf 20 mensen")
    assert "1 persoon gaf" in said
    for code in NOTICES:
        values = {"tellers": 3, "minimum": 20, "questions": 500, "stories": 4}
        assert notice(Reason(code, values | {"selection": "x", "inside": 3, "outside": 9}))


def test_two_decimals_never_hide_what_a_pattern_lacks() -> None:
    effect = {"effect": "v", "value": 0.1496, "threshold": 0.15}
    reason = Reason("small", effect | {"q": 0.001, "limit": 0.025, "tellers": 99, "enough": 61})
    pattern = Pattern("a", "pairs", ("x",), ("x",), 9, 9, "chi2", reasons=(reason,))
    with override("en"):
        assert "0.149, strong is from 0.150" in words.why(pattern, Settings())
        assert words.chance(0.0) == "< 0.001"


def test_levels_of_our_own_are_translated_and_other_labels_are_not() -> None:
    data, result = told()
    pattern = next(one for one in result.patterns if one.kind == "slider_multi")
    with override("nl"):
        groups = words.labelled(figure_of(data, pattern, result.settings)).groups
    assert [group.label for group in groups[:2]] == ["option 0: gekozen", "option 0: niet gekozen"]


def test_a_three_way_pattern_counts_who_answered_all_three() -> None:
    one = next(pattern for pattern in told()[1].patterns if pattern.kind.startswith("three_way"))
    figure = figure_of(told()[0], one, told()[1].settings, SUBSETS)
    answered = np.logical_and.reduce([told()[0].column(key).answered for key in one.questions])
    assert figure.n == int(answered.sum())
    with override("en"):
        first = describe.sentences(one, figure, told()[1].settings)[0]
    assert first.endswith(f"were all answered {figure.n} times.")
    assert all(f"“{label}”" in first for label in one.labels)
