"""Groups are named as people say it: with, without, in the middle, not answered; in both languages."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from patterns import describe
from patterns.stats.describe import figure_of
from patterns.stats.figures import Figure, Table
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings
from tests.stats.test_words import SUBSETS, told

CHOSEN = ("chosen", "not chosen")
RULES = Table(CHOSEN, CHOSEN, ((27, 12), (22, 67)), ((15.0, 24.0), (34.0, 55.0)), ((4.7, -4.7), (-4.7, 4.7)))


def sentence(kind: str, x: str, rows: tuple[str, ...], columns: tuple[str, ...], names: tuple[str, ...]) -> str:
    """Return what is said of one table of 128 stories."""
    labels = (x, "Gevoel")
    table = Table(rows, columns, RULES.counts, RULES.expected, RULES.residuals)
    figure = Figure("table", 128, 0.6, *labels, tables=(table,), tables_for=names)
    pattern = Pattern(kind, "pairs", ("x", "feeling"), labels, 128, 128, "chi2")
    return describe.sentences(pattern, figure, Settings())[1]


def test_two_multi_choice_questions_are_said_as_people_speak() -> None:
    said = ("multi_multi", "Thema's", CHOSEN, CHOSEN, ("regels, geld en formulieren / boos",))
    with override("nl"):
        assert sentence(*said) == (
            "Van de 39 ervaringen met “regels, geld en formulieren” bij “Thema's” hebben er 27 (69%) "
            "ook “boos” bij “Gevoel”; over alle ervaringen is dat 38%."
        )
    with override("en"):
        assert sentence(*said) == (
            "Of the 39 experiences with “regels, geld en formulieren” for “Thema's”, 27 (69%) "
            "also have “boos” for “Gevoel”; over all experiences it is 38%."
        )


@pytest.mark.parametrize(("kind", "rows", "having"), [
    ("middle_multi", ("middle", "ends"), "met “Gehoord” in het midden"),
    ("middle_multi", ("ends", "middle"), "met “Gehoord” aan een van de uiteinden"),
    ("non_answer_multi", ("not answered", "answered"), "waarin “Gehoord” niet is beantwoord,"),
    ("non_answer_multi", ("answered", "not answered"), "waarin “Gehoord” is beantwoord,"),
    ("subset_multi", ("Noord", "rest"), "in “Noord”"),
    ("subset_multi", ("rest", "Noord"), "buiten “Gehoord”"),
    ("nominal_multi", ("school", "thuis"), "met “school” bij “Gehoord”"),
])  # fmt: skip
def test_levels_of_our_own_become_phrases(kind: str, rows: tuple[str, ...], having: str) -> None:
    with override("nl"):
        said = sentence(kind, "Gehoord", rows, CHOSEN, ("boos",))
    assert said.startswith(f"Van de 39 ervaringen {having} hebben er 27 (69%) ook “boos”")


def described(pattern: Pattern) -> str:
    """Return the description of a pattern of the project."""
    data, result = told()
    return " ".join(describe.sentences(pattern, figure_of(data, pattern, result.settings, SUBSETS), result.settings))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_description_speaks_of_chosen_and_not_chosen(language: str) -> None:
    words = ("“chosen", ": chosen", "not chosen", "“gekozen", ": gekozen", "niet gekozen")
    with override(language):
        for pattern in told()[1].patterns[:300]:
            assert not [word for word in words if word in described(pattern)]


def test_without_an_answer_is_said_with_without() -> None:
    pattern = next(one for one in told()[1].patterns if one.kind == "slider_multi" and one.strong)
    with override("nl"):
        said = described(pattern)
    assert "ervaringen zonder “" in said
    assert "ervaringen met “" in said
