"""The numbers behind the figures: a slider's summary, counts, grids, and what stands in the public JSON."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from patterns.stats.columns import Column, Dataset
from patterns.stats.describe import describe_column, figure_of, value_counts
from patterns.stats.evaluate import evaluate
from patterns.stats.settings import Settings
from patterns.stats.shape import summarise, unusual
from tests.stats.build import LEAN, choice, multi, options, pair, slider

ANSWERS = st.lists(st.integers(0, 100), min_size=4, max_size=200)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(ANSWERS)
def test_a_summary_is_that_of_numpy_and_scipy(values: list[int]) -> None:
    found, given_values = summarise(value_counts(np.array(values)), Settings()), np.array(values)
    assert (found.n, sum(found.bins)) == (len(values), len(values))
    assert (found.mean, found.median) == pytest.approx((given_values.mean(), np.median(given_values)))
    assert found.sd == pytest.approx(given_values.std(ddof=1), abs=1e-9)
    if len(set(values)) > 1:
        assert found.skewness == pytest.approx(stats.skew(given_values), abs=1e-9)
        assert found.kurtosis == pytest.approx(stats.kurtosis(given_values), abs=1e-9)
    assert (found.low or 0) + (found.middle or 0) + (found.high or 0) == pytest.approx(1.0)


def test_equal_answers_have_no_skewness() -> None:
    found = summarise(value_counts(np.full(9, 70)), Settings())
    assert (found.sd, found.skewness, found.kurtosis, found.bimodality) == (0.0, None, None, None)


def test_one_and_no_answers_have_what_they_can_have() -> None:
    one, none = (summarise(value_counts(np.array(values, np.int64)), Settings()) for values in ([30], []))
    assert (one.mean, one.mode, one.sd) == (30.0, 30, None)
    assert (none.n, none.mean) == (0, None)


def test_the_mode_of_a_tie_is_nearest_the_median() -> None:
    assert summarise(value_counts(np.array([0, 0, 40, 40, 50])), Settings()).mode == 40


@given(ANSWERS)
def test_a_turned_slider_is_as_unusual(values: list[int]) -> None:
    counts = value_counts(np.array(values))
    assert unusual(counts) == unusual(counts[::-1])


def test_flat_is_usual_and_piled_up_is_not() -> None:
    assert unusual(np.ones(101, np.int64)) == pytest.approx(0.0, abs=1e-12)
    assert unusual(value_counts(np.zeros(50, np.int64))) > 0.9


def test_columns_are_described_by_their_kind() -> None:
    triad = Column("t", "t", "triad", np.array([[20, 30, 50], [100, 0, 0]], np.int8), None, options(3))
    columns = [slider("s", [3, 100]), choice("c", [1, -1], 2), multi("m", [[1, 0], [1, 1]]), triad]
    found = [describe_column(column, Settings()) for column in columns]
    assert [figure.form for figure in found] == ["histogram", "bars", "bars", "triangle"]
    assert [(bar.n, bar.share) for bar in found[2].bars] == [(2, 1.0), (1, 0.5)]
    assert found[1].missing == 0.5
    assert found[3].points == ((20, 30, 1), (90, 0, 1))


def test_two_sliders_make_a_grid_that_counts_everyone() -> None:
    columns = (slider("a", [0, 9, 10, 100, 50, -1]), slider("b", [5, 5, 99, 100, 49, 3]))
    figure = figure_of(Dataset(columns), pair(columns), LEAN)
    assert figure.points == ((0, 0, 2), (10, 90, 1), (50, 40, 1), (90, 90, 1))
    assert set(figure.public()) == {"table"}


def test_multi_choice_makes_a_table_for_each_option() -> None:
    columns = (choice("a", [0, 1] * 20, 2), multi("m", np.tile([[1, 0], [0, 1], [1, 1], [0, 0]], (10, 1))))
    figure = figure_of(Dataset(columns), pair(columns), LEAN)
    assert figure.tables_for == ("option 0", "option 1")
    assert figure.tables[0].counts == ((20, 0), (0, 20))
    assert figure.public()["table"]["for"] == ["option 0", "option 1"]


def test_a_slider_by_multi_choice_shows_chosen_and_not_chosen() -> None:
    columns = (slider("a", np.arange(40)), multi("m", np.tile([[1, 0], [0, 1]], (20, 1))))
    figure = figure_of(Dataset(columns), pair(columns), LEAN)
    assert [group.code for group in figure.groups] == ["o0:yes", "o0:no", "o1:yes", "o1:no"]
    assert set(figure.public()) == {"groups"}


def test_the_public_object_has_the_agreed_keys() -> None:
    columns = (slider("a", np.arange(60)), choice("b", np.arange(60) % 2, 2))
    plain = pair(columns).to_dict("because", figure_of(Dataset(columns), pair(columns), LEAN))
    assert set(plain) == {
        "kind", "questions", "labels", "n", "test", "statistic", "df", "p", "q", "family", "tellers", "effect",
        "strong", "verdict", "holds", "why", "rank", "parts", "groups",
    }  # fmt: skip
    assert set(plain["effect"]) == {"name", "value", "low", "high"}
    assert set(plain["parts"][0]) == {"label", "n", "statistic", "p", "p_holm", "effect"}


def test_a_three_way_figure_shows_the_pair_in_every_group() -> None:
    random = np.random.default_rng(1)
    third = random.integers(-1, 2, 300)
    pair_of = (slider("a", random.integers(0, 101, 300)), choice("b", random.integers(0, 2, 300), 2))
    columns = (*pair_of, choice("c", third, 2))
    data, wanted = Dataset(columns), replace(LEAN, three_way=True)
    patterns = evaluate(data, wanted).patterns
    pattern = next(one for one in patterns if one.questions == ("a", "b", "c"))
    figure = figure_of(data, pattern, wanted)
    assert [panel.n for panel in figure.panels] == [(third == 0).sum(), (third == 1).sum()]
    assert (figure.n, figure.panels_for) == ((third >= 0).sum(), ("option 0", "option 1"))
    assert [group["label"] for group in figure.public()["groups"]] == ["option 0", "option 1"]
