"""Who follows a pattern fits it, who goes against it does not, and the middle is the middle of the scale."""

import numpy as np
import pytest

from patterns.fit import fit_of, together
from patterns.stats.columns import Column, Dataset, Option

OPTIONS = tuple(Option(code, code) for code in "abc")


def slider(key: str, values: list[int]) -> Column:
    """Return a slider with these values."""
    return Column(key, key, "slider", np.array(values, np.int8))


def choice(key: str, values: list[int], kind: str = "nominal") -> Column:
    """Return a choice between three options."""
    return Column(key, key, kind, np.array(values, np.int8), None, OPTIONS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "second"),
    [
        ("slider_slider", slider("b", [5, 10, 50, 90, 95, 5, 7, 93])),
        ("slider_ordered", choice("b", [0, 0, 1, 2, 2, 0, 0, 2], "ordered")),
        ("slider_nominal", choice("b", [0, 0, 1, 2, 2, 0, 0, 2])),
    ],
)
def test_who_follows_the_pattern_fits_and_who_goes_against_it_does_not(kind: str, second: Column) -> None:
    first = slider("a", [3, 8, 52, 91, 97, 96, 6, 94])  # the sixth goes against it
    fit = fit_of(Dataset((first, second)), kind, ("a", "b"))
    assert fit.core[0] > 0
    assert fit.core[4] > 0
    assert fit.core.argmin() == 5
    assert fit.middle.argmax() == 2


def test_cells_with_more_stories_than_expected_are_the_core() -> None:
    columns = (choice("a", [0, 0, 0, 1, 1, 1, 0]), choice("b", [0, 0, 0, 1, 1, 1, 1]))
    fit = fit_of(Dataset(columns), "nominal_nominal", ("a", "b"))
    assert fit.core.argmin() == 6


@pytest.mark.parametrize(
    "kind", ["slider", "nominal", "slider_slider", "nominal_nominal", "middle_nominal", "non_answer_nominal"]
)
def test_without_answers_nothing_fits(kind: str) -> None:
    empty = (slider("a", [-1, -1]), slider("b", [-1, -1]))
    if "nominal" in kind:
        empty = (empty[0] if kind.startswith(("middle", "non")) else choice("a", [-1, -1]), choice("b", [-1, -1]))
    fit = fit_of(Dataset(empty), kind, ("a", "b") if "_" in kind else ("a",))
    assert not fit.known.any()
    assert not fit.core.any()


def test_the_middle_is_the_middle_of_the_scale_and_not_of_the_answers() -> None:
    first, second = slider("a", [95, 97, 99, 50, 1]), slider("b", [92, 95, 99, 48, 2])
    fit = fit_of(Dataset((first, second)), "slider_slider", ("a", "b"))
    assert fit.middle.argmax() == 3
    assert fit.middle[1] < 0.1


def test_the_middle_of_steps_is_their_middle_step() -> None:
    steps = Column("a", "a", "ordered", np.array([0, 1, 2, 1, 1], np.int8), None, OPTIONS, middle=1)
    groups = choice("b", [0, 1, 0, 1, 1])
    fit = fit_of(Dataset((steps, groups)), "middle_nominal", ("a", "b"))
    assert (fit.core[[1, 3, 4]] > 0).all()


def test_of_three_questions_each_group_has_its_own_direction() -> None:
    first, second = slider("a", [5, 50, 95, 5, 50, 95]), slider("b", [5, 50, 95, 95, 50, 5])
    fit = fit_of(Dataset((first, second, choice("c", [0, 0, 0, 1, 1, 1]))), "three_way_slider_slider", ("a", "b", "c"))
    assert (fit.core[[0, 2, 3, 5]] > 0).all()
    assert len(set(fit.side[[0, 2, 3, 5]].tolist())) == 4


def test_of_several_patterns_who_shows_all_of_them_fits_best() -> None:
    columns = (
        slider("a", [3, 8, 52, 91, 97, 96, 6, 94]),
        slider("b", [5, 10, 50, 90, 95, 5, 7, 93]),
        slider("c", [4, 90, 51, 92, 96, 95, 5, -1]),
    )
    data = Dataset(columns)
    fits = [fit_of(data, "slider_slider", pair) for pair in (("a", "b"), ("a", "c"))]
    both = together(fits)
    assert both.core[4] == both.core.max()
    assert both.core[7] < fits[0].core[7]  # told of one pattern only
    assert both.known.all()
    assert both.side[7] != both.side[4] != both.side[0]
    assert both.middle.argmax() == 2
    only = together([one.within(columns[2].answered) for one in fits])
    assert not only.known[7]


def test_one_pattern_is_taken_as_it_is() -> None:
    fit = fit_of(Dataset((slider("a", [3, 97]), slider("b", [5, 95]))), "slider_slider", ("a", "b"))
    assert together([fit]) is fit


def test_the_middle_of_a_theme_is_sought_among_those_who_chose_it() -> None:
    late = Column("a", "a", "slider", np.array([2, 5, 50, 44, 90, 95], np.int8))
    themes = np.array([[1, 0], [1, 0], [0, 1], [1, 0], [0, 1], [0, 1]], np.int8)
    about = Column("b", "b", "multi", themes, None, (Option("x", "x"), Option("y", "y")))
    fit = fit_of(Dataset((late, about)), "slider_multi", ("a", "b"))
    assert fit.middle.argmax() == 3
