"""The pool that ships: complete wording in both languages, and never too long for a teller."""

import pytest

from vertelpunt import actions, pool
from vertelpunt.models import HelpLine, Question
from vertelpunt.questions import Question as Asked
from vertelpunt.questions import question_from, question_to, read_questions
from vertelpunt.telling import max_asked, pages

ALL = [question for module in pool.modules() for question in module.questions]


def texts(question: Asked) -> list[dict[str, str]]:
    """Return all texts of a question."""
    poles = list(question.poles or ())
    labels = [text for option in question.options for text in (option.label, *option.wording.values())]
    return [question.short, question.text, *question.wording.values(), *labels, *poles]


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.key)
def test_every_text_is_there_in_dutch_and_english(question: Asked) -> None:
    assert all(text.get("nl") and text.get("en") for text in texts(question))


def test_the_core_is_eight_questions_in_a_fixed_order() -> None:
    keys = ("consequences", "right_help", "in_time", "clear", "heard", "themes", "region", "may_quote")
    assert pool.core_keys() == keys


def test_keys_and_codes_occur_once() -> None:
    assert len({question.key for question in ALL}) == len(ALL)
    assert all(len(set(question.codes())) == len(question.codes()) for question in ALL)


@pytest.mark.parametrize("number", [1, 2])
def test_young_people_meet_8_questions_and_others_12_at_most(number: int) -> None:
    questions = read_questions(pool.definition(number))
    assert max_asked(questions, "youth") == 8
    assert max_asked(questions, "parent") <= 12
    assert max_asked(questions, "professional") <= 12


def test_safety_is_asked_only_of_those_who_lived_elsewhere() -> None:
    questions = read_questions(pool.definition(2))
    away = {q.key for page in pages(questions, "parent", {"help_kind": "foster_care"}) for q in page}
    home = {q.key for page in pages(questions, "parent", {"help_kind": "at_home"}) for q in page}
    assert away - home == {"safe"}


def test_a_dependent_question_never_stands_on_the_page_of_the_other() -> None:
    for page in pages(read_questions(pool.definition(2)), "parent", {"help_kind": "foster_care"}):
        keys = {question.key for question in page}
        assert not any(question.show_if and question.show_if.key in keys for question in page)


@pytest.mark.parametrize("number", [1, 2])
def test_a_question_comes_after_the_one_that_it_depends_on(number: int) -> None:
    questions = read_questions(pool.definition(number))
    places = {question.key: place for place, question in enumerate(questions)}
    depends = [question for question in questions if question.show_if]
    assert all(places[q.show_if.key] < places[q.key] for q in depends if q.show_if)
    asked_too = [set(q.audiences) <= set(questions[places[q.show_if.key]].audiences) for q in depends if q.show_if]
    assert all(asked_too)


def test_in_version_2_something_depends_on_the_kind_of_help() -> None:
    depends = {q.key for q in read_questions(pool.definition(2)) if q.show_if and q.show_if.key == "help_kind"}
    assert depends == {"feeling", "safe"}


def test_answers_are_in_words_that_fit_the_question_of_young_people() -> None:
    first = pool.question("consequences").options[0]
    assert first.label_for("youth", "nl") == "heel slecht"
    assert first.label_for("parent", "nl") == "zeer negatief"


def test_own_words_of_answers_survive_writing_and_reading() -> None:
    question = pool.question("consequences")
    assert question_from(question_to(question)) == question


def test_loading_twice_changes_nothing(db: None) -> None:
    assert actions.load_pool() == actions.load_pool() == len(ALL)
    assert Question.objects.count() == len(ALL)
    assert actions.load_help_lines() == actions.load_help_lines() == HelpLine.objects.count()
