"""When an experience counts as complete: long enough, and the first signification questions answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from vertelpunt.answers import State, state_of
from vertelpunt.questions import Question


def is_complete(
    words: int, asked: Sequence[Question], answers: Mapping[str, Any], *, min_words: int, min_answers: int
) -> bool:
    """Tell whether a story of `words` words with `answers` to the questions `asked` is complete.

    Saying that a question does not apply is an answer; skipping it is not.
    """
    said = (State.ANSWERED, State.NOT_APPLICABLE)
    first = asked[:min_answers]
    return words >= min_words and all(state_of(answers, question.key) in said for question in first)
