"""Which columns a Vertelpunt has: its questions over all published versions, with every option any of them knew."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from patterns.stats.columns import Kind
from vertelpunt.questions import PERMISSION_KEY, Option, Question, merged_options

KIND: dict[str, Kind] = {
    "slider": "slider",
    "ordered": "ordered",
    "choice": "nominal",
    "multi": "multi",
    "triad": "triad",
}
WIDE = ("multi", "triad")  # a row for each option, or for each pole

BYTE = 127


@dataclass(frozen=True)
class Field:
    """One question as a column: as the newest version words it, with the options of all versions."""

    question: Question
    options: tuple[Option, ...]
    start: int

    @property
    def kind(self) -> Kind:
        """Return how the statistics read it."""
        return KIND[self.question.kind]

    @property
    def width(self) -> int:
        """Return how many rows of the matrix it takes: one, or one per option of a multi-choice or per pole."""
        return len(self.options) if self.kind in WIDE else 1

    @cached_property
    def index(self) -> dict[str, int]:
        """Return the place of each option code."""
        return {option.code: place for place, option in enumerate(self.options)}


@dataclass(frozen=True)
class Layout:
    """All fields, in the order of the newest version; questions that only older ones asked come last."""

    fields: tuple[Field, ...]

    @property
    def width(self) -> int:
        """Return how many rows the matrix has."""
        return sum(field.width for field in self.fields)

    @property
    def compact(self) -> bool:
        """Tell whether every value fits in one byte."""
        return all(len(field.options) <= BYTE for field in self.fields)

    @property
    def fingerprint(self) -> str:
        """Return what decides how answers become numbers; labels have no part in it."""
        return json.dumps([(field.question.key, field.kind, list(field.index)) for field in self.fields])


def has_column(question: Question) -> bool:
    """Tell whether answers to `question` are counted: no free text, no write-in, no permission."""
    return question.kind in KIND and question.key != PERMISSION_KEY


def layout_of(newest_first: Sequence[Sequence[Question]]) -> Layout:
    """Return the layout for these question sets."""
    asked: dict[str, list[Question]] = {}
    for questions in newest_first:
        for question in filter(has_column, questions):
            asked.setdefault(question.key, []).append(question)
    fields: list[Field] = []
    for versions in asked.values():
        same = [question for question in versions if question.kind == versions[0].kind]
        same = same[:1] if versions[0].kind == "triad" else same  # other poles are another question, not more of them
        start = fields[-1].start + fields[-1].width if fields else 0
        fields.append(Field(versions[0], merged_options(same), start))
    return Layout(tuple(fields))
