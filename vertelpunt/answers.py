"""Answers and their four states: answered, not applicable, skipped, not asked. Missing is never zero."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vertelpunt import triads
from vertelpunt.questions import Question

MISSING = "none"  # an answer that is missing is stored as {"none": "skipped"} or {"none": "not_applicable"}
MAX_TEXT = 2000


class State(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    SKIPPED = "skipped"
    NOT_ASKED = "not_asked"


SKIPPED = {MISSING: State.SKIPPED.value}
NOT_APPLICABLE = {MISSING: State.NOT_APPLICABLE.value}


@dataclass(frozen=True)
class Fault:
    """An answer that cannot be taken: which question and why."""

    key: str
    code: str


def state_of(answers: Mapping[str, Any], key: str) -> State:
    """Return what became of question `key` in `answers`."""
    if key not in answers:
        return State.NOT_ASKED
    value = answers[key]
    return State(value[MISSING]) if isinstance(value, dict) else State.ANSWERED


def value_of(answers: Mapping[str, Any], key: str) -> Any:
    """Return the answer to `key`: an integer, a code, a list of codes or of shares, or a text; None without."""
    return answers[key] if state_of(answers, key) is State.ANSWERED else None


def _slider(question: Question, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100


def _choice(question: Question, value: object) -> bool:
    return value in question.codes()


def _multi(question: Question, value: object) -> bool:
    if not isinstance(value, list) or not value or len(set(map(str, value))) != len(value):
        return False
    return all(code in question.codes() for code in value) and len(value) <= (question.max_choices or len(value))


def _triad(question: Question, value: object) -> bool:
    return triads.fits(value)


def _text(question: Question, value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_TEXT


FITS = {
    "slider": _slider,
    "ordered": _choice,
    "choice": _choice,
    "multi": _multi,
    "triad": _triad,
    "text": _text,
    "region": _text,
}


def fault_in(question: Question, value: object) -> Fault | None:
    """Return what is wrong with `value` as an answer to `question`, or None."""
    if value == SKIPPED or (value == NOT_APPLICABLE and question.not_applicable):
        return None
    return None if FITS[question.kind](question, value) else Fault(question.key, f"bad_{question.kind}")


def faults_in(questions: Iterable[Question], answers: Mapping[str, object]) -> list[Fault]:
    """Return what is wrong with `answers`: values that do not fit, and answers to questions of another set."""
    known = {question.key: question for question in questions}
    strange = [Fault(key, "unknown_question") for key in answers if key not in known]
    wrong = [fault_in(known[key], value) for key, value in answers.items() if key in known]
    return strange + [fault for fault in wrong if fault]
