"""The pool that ships: complete wording in both languages, and never too long for a teller."""

import pytest

from vertelpunt import actions, pool
from vertelpunt.models import HelpLine, Question
from vertelpunt.questions import Question as Asked
from vertelpunt.questions import read_questions
from vertelpunt.telling import max_asked, pages

ALL = [question for module in pool.modules() for question in module.questions]


def texts(question: Asked) -> list[dict[str, str]]:
    """Return all texts of a question."""
    poles = list(question.poles or ())
    return [question.short, question.text, *question.wording.values(), *(o.label for o in question.options), *poles]


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


def test_loading_twice_changes_nothing(db: None) -> None:
    assert actions.load_pool() == actions.load_pool() == len(ALL)
    assert Question.objects.count() == len(ALL)
    assert actions.load_help_lines() == actions.load_help_lines() == HelpLine.objects.count()
