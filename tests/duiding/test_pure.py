"""Budgets, concreteness and seating: pure."""

from dataclasses import replace
from datetime import date

from duiding.concrete import Sketch, concreteness
from duiding.seating import best_table
from duiding.wording import ended, sentence
from patterns.reading_time import Budget

WHOLE = Sketch(
    1,
    "veel wachten",
    "samen bellen",
    "niemand wacht alleen",
    "Noor",
    "een proef",
    date(2026, 10, 1),
    "ouders",
    "een zaal",
)


def test_a_budget_is_exceeded_by_the_fifth_card_or_the_eleventh_story() -> None:
    assert not Budget(4, 10).exceeded
    assert Budget(5, 0).too_many_cards
    assert Budget(0, 11).too_many_stories


def test_a_proposal_with_everything_lacks_nothing() -> None:
    assert concreteness(WHOLE).complete


def test_a_proposal_names_what_it_lacks_in_order() -> None:
    bare = Sketch(0, "", "samen bellen", "", " ", "", None)
    parts = ("we_see", "evidence", "so_that", "owner", "first_step", "first_step_on", "helpers", "needs")
    assert concreteness(bare).missing == parts


def test_people_are_spread_by_perspective_first_and_then_by_number() -> None:
    seated = {1: ["parent"], 2: ["youth", "youth"], 3: ["youth", "parent"]}
    assert best_table([1, 2, 3], seated, "youth") == 1
    assert best_table([1, 2, 3], seated, "parent") == 2
    assert best_table([1, 2, 3], {}, "policy") == 1


def test_a_first_step_in_the_past_is_missing() -> None:
    late = concreteness(replace(WHOLE, today=date(2026, 10, 2)))
    assert (late.missing, late.past) == (("first_step_on",), True)
    assert concreteness(replace(WHOLE, today=date(2026, 10, 1))).complete


def test_a_note_becomes_a_sentence_and_keeps_its_words() -> None:
    assert sentence("geen laptop moeten meenemen ") == "Geen laptop moeten meenemen."
    assert sentence("Komt dat door de hulp?") == "Komt dat door de hulp?"
    assert sentence("ze zei “wacht maar.”") == "Ze zei “wacht maar.”"
    assert (ended("je weet waar je aan toe bent,"), ended(" ")) == ("je weet waar je aan toe bent.", "")
