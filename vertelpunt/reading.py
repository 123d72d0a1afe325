"""Posted fields of a page of questions, read as answers."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from vertelpunt import triads
from vertelpunt.answers import NOT_APPLICABLE, SKIPPED, Fault, fault_in
from vertelpunt.questions import Question
from vertelpunt.text import clean

PREFIX = "q-"
DOES_NOT_APPLY = "na"


class Posted(Protocol):
    """A form that was posted, such as a QueryDict."""

    def getlist(self, name: str) -> Sequence[Any]: ...

    def __iter__(self) -> Any: ...


def field_name(key: str) -> str:
    """Return the name of the form field for question `key`."""
    return f"{PREFIX}{key}"


def _slider(typed: str) -> object:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 3 else typed


NUMBERS = {"slider": _slider, "triad": triads.read}


def read_answer(question: Question, posted: Posted) -> Any:
    """Return what was posted for `question`: an answer (right or wrong), skipped, or not applicable."""
    values = [value for typed in posted.getlist(field_name(question.key)) if (value := clean(str(typed)))]
    chosen = [value for value in values if value != DOES_NOT_APPLY]
    if not chosen:
        return NOT_APPLICABLE if values and question.not_applicable else SKIPPED
    if question.kind == "multi":
        return list(dict.fromkeys(chosen))
    return NUMBERS[question.kind](chosen[-1]) if question.kind in NUMBERS else chosen[-1]


def read_page(questions: Iterable[Question], posted: Posted) -> tuple[dict[str, Any], list[Fault]]:
    """Return the answers on a page and what is wrong: values that do not fit, fields of other questions."""
    asked = {question.key: question for question in questions}
    given = {key: read_answer(question, posted) for key, question in asked.items()}
    wrong = [fault for key, question in asked.items() if (fault := fault_in(question, given[key]))]
    fields = {name.removeprefix(PREFIX) for name in posted if name.startswith(PREFIX)}
    strange = [Fault(key, "unknown_question") for key in sorted(fields - set(asked))]
    return given, wrong + strange
