"""The questions of a Vertelpunt over all its published versions, and what became of each in a story; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vertelpunt.answers import State, state_of, value_of
from vertelpunt.questions import PERMISSION_KEY, Option, Question, merged_options


class Mark(StrEnum):
    """Why a cell has no answer; in files it stands between brackets, which no code of an answer has."""

    SKIPPED = "[skipped]"
    NOT_APPLICABLE = "[not applicable]"
    NOT_ASKED = "[not asked]"
    WITHHELD = "[withheld]"


MARKS = {
    State.SKIPPED: Mark.SKIPPED,
    State.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
    State.NOT_ASKED: Mark.NOT_ASKED,
}


@dataclass(frozen=True)
class Field:
    """A question as its newest version words it, with the options of all; `offered`: its codes in each version.

    `every`: the question as each version asked it, the newest first.
    """

    question: Question
    options: tuple[Option, ...]
    offered: Mapping[int, frozenset[str]]
    every: tuple[Question, ...]

    @property
    def key(self) -> str:
        """Return the key of the question."""
        return self.question.key

    @property
    def kind(self) -> str:
        """Return the kind of the question."""
        return self.question.kind

    def answer(self, version: int, answers: Mapping[str, Any]) -> Any:
        """Return the answer of a story of `version`, or the mark that says why there is none."""
        state = state_of(answers, self.key) if version in self.offered else State.NOT_ASKED
        return value_of(answers, self.key) if state is State.ANSWERED else MARKS[state]


def fields_of(newest_first: Mapping[int, Sequence[Question]]) -> list[Field]:
    """Return the questions of these versions; those that only older ones asked come last."""
    asked: dict[str, dict[int, Question]] = {}
    for version, questions in newest_first.items():
        for question in questions:
            if question.key != PERMISSION_KEY:
                asked.setdefault(question.key, {})[version] = question
    return [_field(versions) for versions in asked.values()]


def _field(versions: Mapping[int, Question]) -> Field:
    newest = next(iter(versions.values()))
    same = {version: one for version, one in versions.items() if _same(one, newest)}
    offered = {version: frozenset(one.codes()) for version, one in same.items()}
    return Field(newest, merged_options(same.values()), offered, tuple(same.values()))


def _same(one: Question, other: Question) -> bool:
    """Tell whether answers to both can stand in one column; other ends make another triad."""
    return one.kind == other.kind and (one.kind != "triad" or one.codes() == other.codes())


def labels_of(options: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the label of each code, with the code behind it where two have the same label."""
    pairs = list(options)
    often = [label for _code, label in pairs]
    return {code: label if label and often.count(label) == 1 else f"{label} ({code})".strip() for code, label in pairs}
