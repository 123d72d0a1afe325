"""Whether a pattern holds is asked where it can be asked, and whoever is named first never decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.utils.translation import override

from patterns import words
from patterns.stats.columns import Column, Dataset, Option
from patterns.stats.evaluate import evaluate
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings
from tests.stats.build import choice, noise, options, slider
from tests.stats.test_findings import PLAIN, named, together

N = 600


def one(columns: Any, kind: str = "", settings: Settings = PLAIN, questions: tuple[str, ...] = ("a", "b")) -> Pattern:
    """The one pattern of the questions a and b."""
    return named(evaluate(Dataset(tuple(columns)), settings), kind, *questions)


def channel_of(codes: Any, size: int) -> Column:
    """Where the stories came by; -1 where that is not known."""
    return choice("channel", codes, size, role="channel")


def activist(small: int, unknown: int = 0) -> list[Column]:
    """A channel of 300 that answers two questions alike, beside six small ones that do not."""
    loud = 300
    n = loud + 6 * small + unknown
    random = noise(n, 31)
    first, second = random.integers(0, 101, n), random.integers(0, 101, n)
    first[:loud], second[:loud] = together(3.0, 1, loud)
    codes = np.r_[np.zeros(loud, int), np.repeat(np.arange(1, 7), small), np.full(unknown, -1)]
    return [slider("a", first), slider("b", second), channel_of(codes, 7)]


@pytest.mark.parametrize(("small", "unknown"), [(15, 0), (0, 90), (3, 40)])
def test_one_loud_channel_among_small_ones_is_seen(small: int, unknown: int) -> None:
    pattern = one(activist(small, unknown))
    assert pattern.strong
    assert pattern.robustness.within_channels is None
    assert pattern.robustness.without_largest_channel is False
    assert pattern.reasons[0].code == "strong_not_everywhere"


def test_a_channel_beside_next_to_nobody_is_left_open() -> None:
    assert one(activist(3)).robustness.without_largest_channel is None


def test_a_loud_channel_is_seen_in_three_way_patterns_and_over_time() -> None:
    n = 700
    random = noise(n, 32)
    loud, third = np.arange(n) < 500, random.integers(0, 2, n)
    first, second = random.integers(0, 101, n), random.integers(0, 101, n)
    first[loud & (third == 0)], second[loud & (third == 0)] = together(3.0, 2, int((loud & (third == 0)).sum()))
    month = random.integers(0, 6, n)
    later = np.where(loud, month * 12 + random.integers(0, 30, n), random.integers(0, 101, n))
    period = Column("period", "period", "ordered", month.astype(np.int8), None, options(6), "period")
    codes = np.where(loud, 0, 1 + np.arange(n) % 12)
    columns = [slider("a", first), slider("b", second), choice("c", third, 2), slider("d", later), period]
    settings = replace(PLAIN, three_way=True, over_time=True)
    result = evaluate(Dataset((*columns, channel_of(codes, 13))), settings)
    assert named(result, "three_way", "a", "b", "c").robustness.without_largest_channel is False
    assert named(result, "time", "period", "d").robustness.without_largest_channel is False


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_of_two_equally_large_channels_neither_may_carry_a_pattern(order: tuple[int, ...]) -> None:
    first, second = together(0.0)
    loud = np.arange(N) < 250
    first[loud], second[loud] = together(3.0, 1, 250)
    codes = np.r_[np.zeros(250, int), np.ones(250, int), np.full(100, 2)]
    codes = np.array(order)[codes]
    third = np.arange(N) % 2
    columns = [slider("a", first), slider("b", second), choice("c", third, 2), channel_of(codes, 3)]
    assert one(columns).robustness.without_largest_channel is False


def test_the_order_of_equal_channels_changes_nothing_in_three_way_patterns() -> None:
    random = noise(N, 33)
    third, loud = random.integers(0, 2, N), np.arange(N) < 250
    first, second = random.integers(0, 101, N), random.integers(0, 101, N)
    both = loud & (third == 0)
    first[both], second[both] = together(3.0, 2, int(both.sum()))
    said = []
    for order in ((0, 1, 2), (1, 0, 2)):
        codes = np.array(order)[np.r_[np.zeros(250, int), np.ones(250, int), np.full(100, 2)]]
        columns = [slider("a", first), slider("b", second), choice("c", third, 2), channel_of(codes, 3)]
        pattern = one(columns, "three_way", replace(PLAIN, three_way=True), ("a", "b", "c"))
        said.append((pattern.p, pattern.robustness))
    assert said[0] == said[1]
    assert said[0][1].without_largest_channel is False


def alike_in(audience: Any, kind: str) -> list[Column]:
    """Two questions that go together in the first audience; everyone in the others answers alike."""
    random = noise(N, 34)
    first = random.integers(0, 3, N)
    second = np.where(random.random(N) < 0.8, first, random.integers(0, 3, N))
    first, second = (np.where(audience == 0, values, 1) for values in (first, second))
    if kind == "slider":
        pair = [slider("a", first * 40), slider("b", second * 40)]
    elif kind == "rank_order":
        pair = [slider("a", first * 40), choice("b", second, 3, "ordered")]
    else:
        pair = [choice("a", first, 3, "ordered" if kind == "ordered" else "nominal"), 
                choice("b", second, 3, "ordered" if kind == "ordered" else "nominal")]  # fmt: skip
    return [*pair, choice("audience", audience, 3, role="audience")]


@pytest.mark.parametrize("kind", ["slider", "rank_order", "ordered", "nominal"])
def test_where_all_answer_alike_nothing_can_be_asked(kind: str) -> None:
    audience = np.r_[np.zeros(120, int), np.ones(240, int), np.full(240, 2)]
    pattern = one(alike_in(audience, kind))
    assert pattern.test is not None
    assert pattern.robustness.within_audiences is None
    with override("en"):
        assert "within audiences" not in words.why(pattern, PLAIN)


@pytest.mark.parametrize("kind", ["slider", "rank_order", "ordered", "nominal"])
def test_an_audience_that_answers_alike_does_not_weigh_on_the_others(kind: str) -> None:
    audience = np.r_[np.zeros(60, int), np.ones(60, int), np.full(480, 2)]
    columns = alike_in(np.minimum(audience, 2) // 2, kind)
    pattern = one([*columns[:2], choice("audience", audience, 3, role="audience")])
    assert pattern.robustness.within_audiences is True


def test_what_one_audience_was_asked_is_left_open() -> None:
    first, second = together(2.0)
    asked = np.arange(N) < 300
    columns = [slider("a", first), slider("b", np.where(asked, second, -1)),
               choice("audience", np.where(asked, 0, 1), 2, role="audience")]  # fmt: skip
    assert one(columns).robustness.within_audiences is None


def test_a_channel_without_a_name_is_no_channel() -> None:
    columns = [slider("a", np.arange(N) % 101), slider("b", np.arange(N) % 97)]
    empty = Column("channel", "channel", "nominal", np.full(N, -1, np.int8), None, (Option("x", "x"),), "channel")
    assert one([*columns, empty]).robustness.without_largest_channel is None
