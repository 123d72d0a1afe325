"""Two selections: which stories are tested, the same numbers as an evaluation, and a slider stacked by steps."""

from dataclasses import replace

import numpy as np
import pytest

from patterns.stats.columns import Bools, Column, Dataset, Option, Subset
from patterns.stats.compare import KEY, contrast, differences
from patterns.stats.evaluate import evaluate
from patterns.stats.settings import Settings
from patterns.stats.stacks import BINS, stack

COUNT = 400


def rows(*places: int, size: int = 6) -> Bools:
    found = np.zeros(size, np.bool_)
    found[list(places)] = True
    return found


def told(*parts: Bools) -> list[list[int]]:
    return [np.flatnonzero(part).tolist() for part in parts]


def test_a_part_is_tested_against_the_rest_of_its_whole() -> None:
    assert told(*contrast(rows(0, 1), rows(0, 1, 2, 3, 4))) == [[0, 1], [2, 3, 4], []]
    assert told(*contrast(rows(0, 1, 2, 3, 4), rows(0, 1))) == [[2, 3, 4], [0, 1], []]


def test_a_story_that_may_belong_to_the_part_is_on_neither_side() -> None:
    assert told(*contrast(rows(0, 1), rows(0, 1, 2, 3, 4), rows(4, 5))) == [[0, 1], [2, 3], [4]]


def test_stories_in_both_selections_are_left_out() -> None:
    assert told(*contrast(rows(0, 1, 2), rows(2, 3))) == [[0, 1], [3], []]


@pytest.fixture
def dataset() -> Dataset:
    """Region A is heard less; nothing else differs."""
    random = np.random.default_rng(11)
    region = random.integers(0, 2, COUNT)
    heard = np.clip(random.integers(0, 70, COUNT) + 30 * region, 0, 100)
    steps = tuple(Option(code, code) for code in ("low", "middle", "high"))
    places = (Option("A", "A"), Option("B", "B"))
    themes = tuple(Option(code, code) for code in ("x", "y", "z"))
    audience = tuple(Option(code, code) for code in ("parent", "youth"))
    return Dataset((
        Column("themes", "Themes", "multi", random.integers(0, 2, (COUNT, 3)), None, themes),
        Column("story.audience", "Audience", "nominal", random.integers(0, 2, COUNT), None, audience, "audience"),
        Column("heard", "Heard", "slider", heard),
        Column("in_time", "In time", "slider", random.integers(0, 101, COUNT)),
        Column("outcome", "Outcome", "ordered", random.integers(-1, 3, COUNT), None, steps),
        Column("story.region", "Region", "nominal", region, None, places, "region"),
    ), random.integers(0, 300, COUNT), random.permutation(COUNT).astype(np.uint64))  # fmt: skip


def subset_of(dataset: Dataset) -> Subset:
    member = np.asarray(dataset.column("story.region").values == 0)
    return Subset(KEY, "A", member, ~member, "B", ("story.region",))


def test_what_differs_comes_first(dataset: Dataset) -> None:
    found = differences(dataset, subset_of(dataset))
    assert found[0].questions[-1] == "heard"
    assert found[0].verdict == "strong"
    assert "story.region" not in {pattern.questions[-1] for pattern in found}


def test_the_numbers_are_those_of_an_evaluation_with_this_selection(dataset: Dataset) -> None:
    subset, plain = subset_of(dataset), Settings(middle=False, non_answer=False, over_time=False)
    whole = evaluate(dataset, replace(plain, within_audiences=False), subsets=[subset]).patterns
    mine = {pattern.questions: pattern for pattern in differences(dataset, subset)}
    theirs = {pattern.questions: pattern for pattern in whole if pattern.kind.startswith("subset_")}
    assert mine.keys() == theirs.keys()
    for key, pattern in mine.items():
        other = theirs[key]
        for name in ("effect", "n", "tellers", "p", "q", "verdict", "score", "robustness", "contrast"):
            assert getattr(pattern, name) == getattr(other, name), (key, name)


def test_too_few_stories_are_not_tested(dataset: Dataset) -> None:
    few = rows(*range(9), size=COUNT)
    found = differences(dataset, Subset(KEY, "few", few, ~few, "rest"))
    assert {pattern.test for pattern in found} <= {None}
    assert {pattern.verdict for pattern in found} <= {"undecided"}


def test_nobody_at_all_is_no_fault(dataset: Dataset) -> None:
    empty = dataset.keep(np.zeros(COUNT, np.bool_))
    nothing = np.zeros(0, np.bool_)
    assert differences(empty, Subset(KEY, "a", nothing, nothing, "b")) == ()


def test_a_stack_counts_every_story_once_silence_included() -> None:
    slider = Column("heard", "Heard", "slider", np.array([0, 9, 10, 100, 95, -1, -1, 50]))
    steps = Column("outcome", "Outcome", "ordered", np.array([0, 1, -1, 1, 1, 0, -1, 0]), None,
                   (Option("bad", "bad"), Option("good", "good")))  # fmt: skip
    made = stack("all", slider, steps, np.ones(8, np.bool_))
    assert (made.n, made.answered, sum(made.totals)) == (8, 6, 8)
    assert made.counts[0] == (1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)
    assert made.counts[1] == (1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0)
    assert made.counts[2] == (0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert made.totals[BINS] == 2
    assert stack("none", slider, steps, np.zeros(8, np.bool_)).share(0) == 0.0
