"""An address holds the filter: what it means, what it is called, and what cannot be read."""

import numpy as np
import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import Refused
from patterns.explorer.conditions import Conditions, Found, look_up
from patterns.explorer.matching import Searched
from patterns.stats.columns import Column, Option

SIZE = 6
HEARD = np.array([10, 50, 90, -1, -1, -1], np.int8)
STATES = np.array([0, 0, 0, 1, 2, 3], np.uint8)


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code, code.title()) for code in codes)


COLUMNS = (
    Column("heard", "Heard", "slider", HEARD, STATES, poles=("no", "yes")),
    Column("outcome", "Outcome", "ordered", np.array([0, 1, 2, 3, 4, -1], np.int8), options=options(*"abcde")),
    Column("themes", "Themes", "multi", np.array([[1, 0], [1, 1], [0, 1], [0, 1], [-1, -1], [1, 0]], np.int8),
           options=options("school", "none")),
    Column("story.audience", "Who tells", "nominal", np.array([0, 1, 1, 1, 0, 0], np.int8), None,
           options("youth", "parent"), "audience"),
    Column("story.period", "Month", "ordered", np.array([0, 0, 1, 2, 2, 2], np.int8), None,
           options("2026-01", "2026-02", "2026-03"), "period"),
)  # fmt: skip


def found(query: str, **fields: object) -> Found:
    return look_up(Conditions.of(query), COLUMNS, SIZE, **fields)  # type: ignore[arg-type]


def rows(query: str) -> list[int]:
    return np.flatnonzero(found(query).rows).tolist()


@pytest.mark.parametrize(
    ("query", "fitting"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("audience=youth", [0, 4, 5]),
        ("story.audience=youth", [0, 4, 5]),
        ("audience=youth,parent", [0, 1, 2, 3, 4, 5]),
        ("audience=youth&audience=parent", [0, 1, 2, 3, 4, 5]),
        ("heard=0..33", [0]),
        ("heard=33..0", [0]),
        ("heard=50", [1]),
        ("heard=0..33,67..100", [0, 2]),
        ("heard=0..33,none", [0, 3, 4, 5]),
        ("heard=skipped", [4]),
        ("heard=not_applicable", [3]),
        ("heard=not_asked", [5]),
        ("heard.from=40&heard.to=60", [1]),
        ("heard.from=40&heard.to=", [1, 2]),
        ("heard.from=&heard.to=", [0, 1, 2, 3, 4, 5]),
        ("outcome=b..d", [1, 2, 3]),
        ("outcome=d..", [3, 4]),
        ("themes=school", [0, 1, 5]),
        ("themes=none", [1, 2, 3]),
        ("themes=unanswered", [4]),
        ("period=2026-01..2026-02", [0, 1, 2]),
        ("period=2025-06..2026-01", [0, 1]),
        ("from=2026-02", [2, 3, 4, 5]),
        ("from=2026-02&to=2026-02", [2]),
        ("to=2025", []),
        ("audience=parent&heard=0..60&page=3", [1]),
    ],
)
def test_a_story_fits_each_condition_by_any_of_its_values(query: str, fitting: list[int]) -> None:
    assert rows(query) == fitting
    assert not found(query).problems


def test_missing_is_never_zero() -> None:
    assert rows("heard=0..0") == []


@pytest.mark.parametrize("query", ["colour=red", "audience=robot", "heard=low", "heard=101", "outcome=a..z", "from=x"])
def test_what_means_nothing_here_fits_nobody_and_says_so(query: str) -> None:
    one = found(query)
    assert not one.rows.any()
    assert one.problems
    with pytest.raises(Refused):
        one.or_refuse()


def test_conditions_are_said_in_words() -> None:
    with override("en"):
        assert found("audience=youth&heard=0..33,none").label == "Who tells: Youth · Heard: 0–33, not answered"


def test_a_chart_can_do_without_its_own_condition() -> None:
    one = found("audience=parent&heard=0..60")
    assert np.flatnonzero(one.masks.without("heard")).tolist() == [1, 2, 3]


def test_words_are_searched_only_by_whom_may() -> None:
    held = np.array([True, False, False, False, True, False])
    assert np.flatnonzero(found("q=school bus, thuis", words=lambda text: Searched(held)).rows).tolist() == [0, 4]
    assert found("q=school").problems
    assert not found("q=school").rows.any()


def test_a_question_called_as_a_fact_or_a_field_of_the_page_has_an_address_of_its_own() -> None:
    asked = Column("audience", "Which audience", "nominal", np.zeros(SIZE, np.int8), None, options("youth"))
    paged = Column("page", "Page", "nominal", np.zeros(SIZE, np.int8), None, options("one"))
    columns = (*COLUMNS, asked, paged)
    fits = {
        query: int(look_up(Conditions.of(query), columns, SIZE).rows.sum())
        for query in ("audience=youth", "story.audience=youth", "answer.page=one", "page=one")
    }
    assert fits == {"audience=youth": 6, "story.audience=youth": 3, "answer.page=one": 6, "page=one": 6}


def test_an_address_is_changed_by_one_value_at_a_time() -> None:
    start = Conditions.of("audience=youth&heard=0..33")
    assert start.toggled("audience", "parent").query == "audience=youth,parent&heard=0..33"
    assert start.toggled("audience", "youth").query == "heard=0..33"
    assert start.having("heard", "67..100").query == "audience=youth&heard=67..100"
    assert start.having("heard").query == "audience=youth"
    assert not Conditions.of("page=2&audience=")


def test_a_form_and_an_address_say_the_same() -> None:
    form = QueryDict("audience=youth&audience=parent&region=&heard.from=0&heard.to=33&q=")
    assert Conditions.of(form).query == "audience=youth,parent&heard=0..33"


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=20), max_size=5))
def test_any_address_can_be_read_and_says_the_same_when_read_again(pairs: dict[str, str]) -> None:
    once = Conditions.of(pairs)
    assert Conditions.of(once.query).query == once.query
    assert look_up(once, COLUMNS, SIZE).rows.shape == (SIZE,)
