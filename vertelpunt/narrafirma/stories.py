"""The data file: one story per row."""

import re
from collections.abc import Iterator
from datetime import date

from lib.words import count_words
from vertelpunt.narrafirma.answers import AnswerReader
from vertelpunt.narrafirma.columns import Columns, cleaned, find_columns, known_names, wanted
from vertelpunt.narrafirma.faults import Faults, listed
from vertelpunt.narrafirma.questions import WRITEIN, writein_question
from vertelpunt.narrafirma.result import (
    Answer,
    Form,
    ImportedQuestion,
    ImportedStory,
    Missing,
    Stories,
    WriteIn,
)
from vertelpunt.narrafirma.table import Row, Table, open_table
from vertelpunt.narrafirma.words import language_code, same

TEST = "testing123"
LONGEST_TITLE = 200
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


def parse_stories(form: Form, data: bytes, faults: Faults) -> Stories | None:
    """Return the stories in a file; None when not even its header can be read."""
    names = known_names(form)
    remove = form.settings.remove
    table = open_table(data, faults, wanted(form.settings), names.__contains__, lambda name: cleaned(name, remove))
    if table is None:
        return None
    columns = find_columns(form, table, faults)
    reader = StoryReader(form, table, columns, faults)
    stories = tuple(reader.stories())
    table.note_repairs(faults)
    reader.note_all(len(stories))
    return Stories(stories, reader.questions(), tuple(faults.notes))


class StoryReader:
    """Reads the stories of a table and counts what it leaves out."""

    def __init__(self, form: Form, table: Table, columns: Columns, faults: Faults) -> None:
        self.form, self.table, self.columns, self.faults = form, table, columns, faults
        self.settings = form.settings
        na_label = form.texts.get("slider does-not-apply label", "")
        self.answers = [AnswerReader(c, form.settings, na_label, faults) for c in columns.questions]
        self.language = language_code(form.texts.get("default language", ""))
        self.strange: dict[str, None] = {}
        self.rows = self.tests = self.too_short = self.short_rows = 0

    def stories(self) -> Iterator[ImportedStory]:
        """Yield every story that is not left out."""
        for row in self.table.rows():
            self.rows += 1
            if not row.damaged and self.is_whole(row) and self.counts(row):
                yield self.story(row)

    def is_whole(self, row: Row) -> bool:
        """Tell whether the cells of a row stand below their header; count rows that end early."""
        width = len(self.table.header)
        if any(cell.strip() for cell in row.cells[width:]):
            self.faults.add("too_many_cells", row.line, width + 1, found=len(row.cells), expected=width)
            return False
        if len(row.cells) < width and row.ends_file:
            self.faults.add("cut_off", row.line, len(row.cells), found=len(row.cells), expected=width)
            return False
        self.short_rows += len(row.cells) < width
        return True

    def counts(self, row: Row) -> bool:
        """Tell whether a row is a story: no test, and long enough."""
        title, text = row.cell(self.columns.title), row.cell(self.columns.text)
        test = TEST in (title.lower(), text.lower())
        short = bool(text) and not test and count_words(text) < self.settings.minimum_words
        self.tests += test
        self.too_short += short
        return not test and not short

    def story(self, row: Row) -> ImportedStory:
        """Return the story of a row."""
        return ImportedStory(
            line=row.line,
            title=self.title(row),
            text=self.text(row),
            collected_on=self.day(row),
            language=self.language_of(row),
            participant=self.optional(row, self.columns.participant) or None,
            answers=self.all_answers(row),
        )

    def optional(self, row: Row, index: int | None) -> str:
        """Return a cell of a column that need not be there."""
        return "" if index is None else row.cell(index)

    def title(self, row: Row) -> str:
        """Return the title on one line."""
        title, index = same(row.cell(self.columns.title)), self.columns.title
        if len(title) > LONGEST_TITLE:
            self.faults.add("title_too_long", row.line_of(index), index + 1, limit=LONGEST_TITLE)
        return title

    def text(self, row: Row) -> str:
        """Return the story, with the columns that the form wants behind it."""
        text, index = row.cell(self.columns.text), self.columns.text
        if not text:
            self.faults.add("no_text", row.line_of(index), index + 1)
        added = [f"{intro} {row.cell(i)}".strip() for i, intro in self.columns.appended if row.cell(i)]
        return "\n\n".join([text, *added])

    def day(self, row: Row) -> date | None:
        """Return the day on which the story was told."""
        cell, index = self.optional(row, self.columns.date), self.columns.date
        if not cell or index is None:
            return None
        try:
            return date.fromisoformat(cell[:10] if DAY.match(cell) else "")
        except ValueError:
            self.faults.add("bad_date", row.line_of(index), index + 1, found=cell)
            return None

    def language_of(self, row: Row) -> str:
        """Return the code of the story's language; the form's own when the cell is empty."""
        cell = self.optional(row, self.columns.language)
        code = language_code(cell)
        if cell and not code:
            self.strange[cell] = None
        return code if cell else self.language

    def all_answers(self, row: Row) -> dict[str, Answer]:
        """Return the answers by the key of their question."""
        answers: dict[str, Answer] = {}
        for reader in self.answers:
            key = reader.question.key
            answers[key], words = reader.read(row)
            if reader.columns.keeps_words:
                answers[key + WRITEIN] = words or Missing.SKIPPED
        return answers

    def questions(self) -> tuple[ImportedQuestion, ...]:
        """Return the questions, each followed by the one that holds people's own words."""
        found: list[ImportedQuestion] = []
        for reader in self.answers:
            found.append(reader.question)
            if reader.columns.keeps_words:
                found.append(writein_question(reader.question))
        return tuple(found)

    def note_all(self, stories: int) -> None:
        """Tell what was left out and what was guessed; a file without any story is a fault."""
        unsaid = [r for r in self.answers if r.layout.write_in is WriteIn.UNSAID]
        self.note_count("tests_left_out", self.tests)
        self.note_count("short_left_out", self.too_short, words=self.settings.minimum_words)
        self.note_count("short_rows", self.short_rows)
        self.note_count("guessed_writeins", sum(reader.guessed for reader in unsaid))
        self.note_count("rounded", sum(reader.rounded for reader in self.answers))
        if self.columns.participant is None:
            self.faults.note("no_participants")
        if self.columns.date is None:
            self.faults.note("no_dates")
        if self.strange:
            self.faults.note("unknown_languages", names=listed(list(self.strange)))
        if not stories and not self.faults.found:
            self.faults.add("none_left" if self.rows else "no_stories", self.table.line)

    def note_count(self, code: str, count: int, **params: object) -> None:
        """Keep a note about a number, unless it is nought."""
        if count:
            self.faults.note(code, count=count, **params)
