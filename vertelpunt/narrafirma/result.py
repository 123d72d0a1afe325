"""What comes out of a pair of NarraFirma files: plain, frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal

from vertelpunt.narrafirma.faults import Note

Kind = Literal["slider", "choice", "multi", "text"]
About = Literal["story", "participant", "eliciting", "child"]


class Missing(Enum):
    """Why there is no answer; a question without an entry was not asked."""

    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"


Answer = int | str | tuple[str, ...] | Missing


@dataclass(frozen=True)
class Option:
    """An answer that could be chosen; `text` is the whole question for an eliciting question."""

    code: str
    label: str
    text: str = ""


@dataclass(frozen=True)
class ImportedQuestion:
    """A question as people met it; `writein_of` names the question whose own words this one holds."""

    key: str
    kind: Kind
    about: About
    short_name: str
    text: str
    options: tuple[Option, ...] = ()
    max_choices: int | None = None
    poles: tuple[str, str] = ("", "")
    na_label: str = ""
    write_in_label: str = ""
    writein_of: str = ""
    ordered: bool = False  # only a form of our own says so


class Encoding(Enum):
    """How the answers to a question stand in the data file."""

    NAMED = "named"
    INDEXED = "indexed"
    COLUMNS = "columns"
    YES_NO = "yes_no"
    DELIMITED = "delimited"
    DELIMITED_INDEXED = "delimited_indexed"
    BOOLEAN = "boolean"
    TEXT = "text"
    SCALE = "scale"


class WriteIn(Enum):
    """Where people's own words stand: nowhere, in a column of their own, among the answers, or unsaid."""

    NONE = "none"
    COLUMN = "column"
    MIXED = "mixed"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class FormQuestion:
    """A question with what is needed to read its answers: `codes` by name, `order` by number."""

    question: ImportedQuestion
    column: str
    encoding: Encoding
    line: int
    codes: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    scale: tuple[int, int] | None = None
    write_in: WriteIn = WriteIn.NONE


@dataclass(frozen=True)
class Settings:
    """The import rows of a story form, with NarraFirma's defaults."""

    title_column: str = "Story title"
    text_column: str = "Story text"
    date_column: str = "Collection date"
    language_column: str = "Language"
    participant_column: str = "Participant ID"
    delimiter: str = ","
    yes: str = "Yes"
    separator: str = ""
    ending: str = ""
    scale: tuple[int, int] = (0, 100)
    minimum_words: int = 0
    ignore: tuple[str, ...] = ()
    append: tuple[tuple[str, str], ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A story form: its questions, the texts around them, and how to read the data file."""

    layout: tuple[FormQuestion, ...]
    settings: Settings
    texts: Mapping[str, str]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class ImportedStory:
    """One story; `line` is where its row begins in the data file."""

    line: int
    title: str
    text: str
    collected_on: date | None
    language: str
    participant: str | None
    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class Stories:
    """The stories of a data file, the questions that they answer, and what a person should know."""

    stories: tuple[ImportedStory, ...]
    questions: tuple[ImportedQuestion, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Import:
    """Both files together; `title`, `start_text` and `end_text` are the form's own, without markup."""

    title: str
    start_text: str
    end_text: str
    language: str
    questions: tuple[ImportedQuestion, ...]
    stories: tuple[ImportedStory, ...]
    notes: tuple[Note, ...]
