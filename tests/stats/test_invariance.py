"""The same stories give the same numbers, bit for bit, in any order, under any names, counted in any way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from benchmarks.projects import Shape, project
from patterns.stats import counting, evaluate, ranks
from patterns.stats.columns import Column, Dataset, Option
from patterns.stats.encode import encode
from patterns.stats.results import EvaluationResult
from patterns.stats.settings import Settings
from patterns.stats.views import strata
from tests.stats.build import numbers

SMALL = Shape(sliders=4, singles=4, multis=2, options=3, strength=0.8)
ALL = Settings(three_way=True)


def told(n: int = 400, seed: int = 3) -> Dataset:
    """A project in which a third of the stories come from tellers of several."""
    random = np.random.default_rng(seed)
    made = project(n, SMALL, seed)
    tellers = np.where(random.random(n) < 0.4, random.integers(0, n // 6, n), -1)
    return Dataset(made.columns, tellers.astype(np.int64), random.permutation(n).astype(np.uint64), "d", n)


def summary(result: EvaluationResult) -> dict[str, Any]:
    """Numbers of every pattern and of its parts."""
    parts = {
        pattern.identity: [(part.n, part.statistic, part.p, part.p_holm, part.effect) for part in pattern.parts]
        for pattern in result.patterns
    }
    return {
        pattern.identity: (numbers(pattern), pattern.rank, pattern.group, pattern.selected, parts[pattern.identity])
        for pattern in result.patterns
    }


def run(dataset: Dataset) -> dict[str, Any]:
    """Everything that an evaluation says."""
    return summary(evaluate.evaluate(dataset, ALL))


def test_the_order_of_stories_changes_nothing() -> None:
    data = told()
    assert run(data) == run(data.keep(np.random.default_rng(1).permutation(data.size)))


def test_the_size_of_chunks_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(told())
    monkeypatch.setattr(counting, "CHUNK", 7)
    assert run(told()) == whole


def test_whole_tables_and_looked_up_ranks_give_the_same_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = run(told())
    monkeypatch.setattr(ranks, "TABLE_FROM", 0)
    assert run(told()) == looked_up


def test_counting_few_sliders_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(told())
    monkeypatch.setattr("patterns.stats.base.COUNT_BYTES", 1)
    assert run(told()) == whole


def test_looking_up_ranks_view_by_view_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(told())
    monkeypatch.setattr(ranks, "MARGIN_BYTES", 0)
    assert run(told()) == whole


def test_questions_over_time_a_few_at_once_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(told())
    monkeypatch.setattr("patterns.stats.trend.AT_ONCE", 3)
    assert run(told()) == whole


def test_counts_of_parts_add_up_to_the_counts_of_the_whole() -> None:
    data = project(300, SMALL)
    halves = [data.keep(np.arange(300) % 2 == half) for half in (0, 1)]
    whole, first, second = (
        counting.count_levels(made, counting.Grouping.whole(made.n), slice(0, 4))
        for made in (encode(part, part.columns, ALL) for part in (data, *halves))
    )
    assert np.array_equal((first + second).by_slider, whole.by_slider)
    assert np.array_equal((first + second).cross, whole.cross)


def test_new_names_change_only_names() -> None:
    def renamed(column: Column) -> Column:
        options = tuple(Option(f"x{option.code}", "another") for option in column.options)
        return replace(column, key=f"z{column.key}", label="else", options=options)

    data = told()
    other = replace(data, columns=tuple(renamed(column) for column in data.columns))
    before, after = run(data), run(other)
    assert list(before.values()) == list(after.values())


def turned(column: Column) -> Column:
    """A slider the other way round."""
    return replace(column, values=np.where(column.values < 0, -1, 100 - column.values).astype(np.int8))


def test_turning_a_slider_round_changes_only_signs() -> None:
    data = told()
    other = replace(data, columns=(turned(data.columns[0]), *data.columns[1:]))
    settings = replace(ALL, three_way=False)
    before, after = (evaluate.evaluate(part, settings).patterns for part in (data, other))
    assert [p.identity for p in before] == [p.identity for p in after]
    assert [(p.p, p.q, p.verdict, p.robustness, p.score, p.group) for p in before] == [
        (p.p, p.q, p.verdict, p.robustness, p.score, p.group) for p in after
    ]
    assert [abs(p.effect.value) for p in before if p.effect] == [abs(p.effect.value) for p in after if p.effect]


def test_turning_a_slider_round_leaves_three_way_tests_alone() -> None:
    data = told()
    other = replace(data, columns=(turned(data.columns[0]), *data.columns[1:]))
    before, after = ({p.identity: (p.p, p.statistic) for p in evaluate.evaluate(part, ALL).patterns
                      if p.family == "three_way"} for part in (data, other))  # fmt: skip
    assert before == after


def shuffled(column: Column, random: np.random.Generator) -> Column:
    """A nominal choice with its options in another order."""
    order = random.permutation(len(column.options))
    place = np.append(np.argsort(order), -1)
    options = tuple(column.options[code] for code in order)
    return replace(column, options=options, values=place[column.values].astype(np.int8))


def test_the_order_of_options_changes_nothing() -> None:
    data, random = told(), np.random.default_rng(5)
    columns = tuple(shuffled(c, random) if c.kind == "nominal" else c for c in data.columns)
    before, after = ({p.identity: numbers(p) for p in evaluate.evaluate(part, ALL).patterns}
                     for part in (data, replace(data, columns=columns)))  # fmt: skip
    assert before == after


def test_rank_sums_are_whole_numbers_for_every_view() -> None:
    data = told()
    views = strata(data, 20).views
    made = encode(data, data.columns, ALL)
    tables, looked_up = (ranks.rank_sums(made, views, tables=choice) for choice in (True, False))
    upper = np.triu_indices(4, 1)
    for name in ("n", "products", "squares"):
        one, other = getattr(tables, name), getattr(looked_up, name)
        assert np.array_equal(one[:, upper[0], upper[1]], other[:, upper[0], upper[1]])
        assert np.array_equal(one, np.rint(one))


def test_audiences_and_channels_counted_together_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    data = project(600, Shape(strength=0.5))
    settings = Settings(over_time=False, within_audiences=False)
    apart = evaluate.evaluate(data, settings).patterns
    monkeypatch.setattr("patterns.stats.views.CROSSED_FROM", 0)
    assert len(strata(data, settings.minimum).views.groupings) == 1
    together = evaluate.evaluate(data, settings).patterns
    assert [(one.questions, one.p, one.effect, one.robustness) for one in together] == [
        (one.questions, one.p, one.effect, one.robustness) for one in apart
    ]
