"""Finds in the header of the data file where each thing stands that the form names."""

from collections.abc import Iterable
from dataclasses import dataclass

from vertelpunt.narrafirma.faults import Faults, listed
from vertelpunt.narrafirma.result import Encoding, Form, FormQuestion, Settings, WriteIn
from vertelpunt.narrafirma.table import Table
from vertelpunt.narrafirma.words import same

WRITEIN = "WRITEIN_"


@dataclass(frozen=True)
class QuestionColumns:
    """Where the answers to one question stand; `codes` names the answer of each yes/no column."""

    layout: FormQuestion
    indexes: tuple[int, ...]
    codes: tuple[str, ...] = ()
    write_in: int | None = None
    mixed: bool = False

    @property
    def keeps_words(self) -> bool:
        """Tell whether people could answer in their own words."""
        return self.write_in is not None or self.layout.write_in is not WriteIn.NONE


@dataclass(frozen=True)
class Columns:
    """Where everything stands; None where the file does not have it."""

    title: int
    text: int
    date: int | None
    language: int | None
    participant: int | None
    appended: tuple[tuple[int, str], ...]
    questions: tuple[QuestionColumns, ...]


class Header:
    """The names in a header as the form writes them, and which of them are used."""

    def __init__(self, table: Table, settings: Settings, faults: Faults) -> None:
        self.line, self.faults, self.settings = table.line, faults, settings
        self.names = table.header
        self.used: set[int] = set()

    def all(self, name: str) -> tuple[int, ...]:
        """Return where a name stands."""
        found = tuple(index for index, other in enumerate(self.names) if other == name)
        self.used.update(found)
        return found

    def optional(self, name: str) -> int | None:
        """Return where a name stands; None when it is not there."""
        found = self.all(name)
        if len(found) > 1:
            self.faults.add("repeated_column", self.line, found[1] + 1, name=name)
        return found[0] if found else None

    def required(self, name: str) -> tuple[int, ...]:
        """Return where a name stands, which must be once."""
        found = self.optional(name)
        if found is None:
            self.missing(name)
        return () if found is None else (found,)

    def missing(self, name: str) -> None:
        """Keep the fault that a column is not there."""
        self.faults.add("missing_column", self.line, expected=name, given=listed(self.names))

    def left_out(self) -> list[str]:
        """Return the names that nothing uses."""
        ignored = set(self.settings.ignore)
        return [n for i, n in enumerate(self.names) if n and i not in self.used and n not in ignored]


def cleaned(name: str, remove: Iterable[str]) -> str:
    """Return a name without the texts that the form wants removed."""
    name = same(name)
    for text in remove:
        name = name.replace(text, "")
    return same(name)


def wanted(settings: Settings) -> list[str]:
    """Return the names that every data file must have."""
    return [same(settings.title_column), same(settings.text_column)]


def known_names(form: Form) -> set[str]:
    """Return the names of columns that the form mentions."""
    return {question.column for question in form.layout}


def find_columns(form: Form, table: Table, faults: Faults) -> Columns:
    """Return where everything stands, with faults for what is missing and notes for what is left out."""
    settings = form.settings
    header = Header(table, settings, faults)
    title, text = (header.required(name)[0] for name in wanted(settings))
    columns = Columns(
        title=title,
        text=text,
        date=header.optional(same(settings.date_column)),
        language=header.optional(same(settings.language_column)),
        participant=header.optional(same(settings.participant_column)),
        appended=tuple((i, intro) for name, intro in settings.append for i in header.required(name)),
        questions=tuple(question_columns(question, header) for question in form.layout),
    )
    if left_out := header.left_out():
        faults.note("columns_left_out", names=listed(left_out))
    return columns


def question_columns(layout: FormQuestion, header: Header) -> QuestionColumns:
    """Return where the answers to a question stand."""
    codes: tuple[str, ...] = ()
    if layout.encoding is Encoding.YES_NO:
        indexes, codes = yes_no_columns(layout, header)
    elif layout.encoding is Encoding.COLUMNS:
        indexes = header.all(layout.column)
        if not indexes:
            header.missing(layout.column)
    else:
        indexes = header.required(layout.column)
    write_in = header.optional(WRITEIN + layout.column)
    unsaid = layout.write_in is WriteIn.UNSAID and write_in is None
    return QuestionColumns(layout, indexes, codes, write_in, unsaid or layout.write_in is WriteIn.MIXED)


def yes_no_columns(layout: FormQuestion, header: Header) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the columns of a question with one yes-or-no column per answer, and the answer of each."""
    found = {
        index: code
        for index, name in enumerate(header.names)
        if (code := layout.codes.get(answer_in(name, layout.column, header.settings))) is not None
    }
    header.used.update(found)
    for option in layout.question.options:
        if option.code not in found.values():
            header.missing(heading(layout.column, name_of(layout, option.code), header.settings))
    return tuple(found), tuple(found.values())


def answer_in(name: str, column: str, settings: Settings) -> str:
    """Return which answer a heading `question<separator>answer<ending>` is about; empty if another's."""
    rest = same(name.removeprefix(column)) if name.startswith(column) else ""
    separator, ending = same(settings.separator), same(settings.ending)
    if not rest.startswith(separator) or not rest.endswith(ending):
        return ""
    return same(rest.removeprefix(separator).removesuffix(ending))


def heading(column: str, answer: str, settings: Settings) -> str:
    """Return the heading of a yes-or-no column, as a person would look for it."""
    return same(f"{column} {same(settings.separator)} {answer}{same(settings.ending)}")


def name_of(layout: FormQuestion, code: str) -> str:
    """Return the name that an answer has in the data file."""
    return next(name for name, other in layout.codes.items() if other == code)
