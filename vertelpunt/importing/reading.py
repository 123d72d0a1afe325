"""A table becomes stories: row by row, with what is wrong where, and what was left out or read as no answer."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vertelpunt.importing.asked import Asked, Bad, Row, questions_of
from vertelpunt.importing.lists import ANSWER
from vertelpunt.importing.mapping import Mapping
from vertelpunt.importing.numbers import day
from vertelpunt.narrafirma.faults import ENOUGH, Faults
from vertelpunt.narrafirma.result import ImportedStory
from vertelpunt.narrafirma.words import language_code, same
from vertelpunt.text import MAX_STORY, MAX_TITLE, clean

ANSWERED = "answered"


@dataclass
class Told:
    """What a walk through the rows found."""

    rows: int = 0
    stories: int = 0
    without: int = 0  # rows without a story
    short: int = 0
    tellers: set[str] = field(default_factory=set)
    again: int = 0  # stories of a teller who told more than one
    languages: Counter[str] = field(default_factory=Counter)


class TableReader:
    """Reads stories from the rows of a table as a person agreed."""

    def __init__(self, mapping: Mapping, faults: Faults) -> None:
        self.mapping, self.faults, self.told = mapping, faults, Told()
        self.asked: list[Asked] = questions_of(mapping)
        self.width = len(mapping.columns)
        self.places: dict[str, int] = {column.kind: at for at, column in enumerate(mapping.columns)}

    def stories(self, rows: Iterable[tuple[int, Row]]) -> Iterator[ImportedStory]:
        """Yield a story for each row that has one."""
        for line, row in rows:
            if self.faults.total >= ENOUGH:
                return
            self.told.rows += 1
            if len(row) > self.width and any(cell.strip() for cell in row[self.width :]):
                self.faults.add("too_many_cells", line, self.width + 1, found=len(row), expected=self.width)
                continue
            self.told.short += len(row) < self.width
            text = clean(self.cell(row, "story"))
            if not text or self.missing("story", text):
                self.told.without += 1
                continue
            yield self.story(line, row, text)

    def cell(self, row: Row, kind: str) -> str:
        """Return the cell of a kind that a table has once; empty without such a column."""
        at = self.places.get(kind)
        return row[at].strip() if at is not None and at < len(row) else ""

    def missing(self, kind: str, cell: str) -> bool:
        """Tell whether a word stands for no answer."""
        column = self.mapping.columns[self.places[kind]]
        return column.missing.get(cell.lower(), ANSWER) != ANSWER

    def story(self, line: int, row: Row, text: str) -> ImportedStory:
        """Return the story of a row."""
        self.told.stories += 1
        if len(text) > MAX_STORY:
            self.faults.add("story_too_long", line, self.places["story"] + 1, limit=MAX_STORY)
        return ImportedStory(
            line=line,
            title=self.title(line, row),
            text=text,
            collected_on=self.day(line, row),
            language=self.language(row),
            participant=self.teller(row),
            answers=self.answers(line, row),
        )

    def title(self, line: int, row: Row) -> str:
        """Return the title on one line."""
        title = same(self.cell(row, "title"))
        if title and self.missing("title", title):
            return ""
        if len(title) > MAX_TITLE:
            self.faults.add("title_too_long", line, self.places["title"] + 1, limit=MAX_TITLE)
        return title

    def day(self, line: int, row: Row) -> date | None:
        """Return the day on which a story was told."""
        cell = self.cell(row, "date")
        if not cell or self.missing("date", cell):
            return None
        order = self.mapping.columns[self.places["date"]].dates or "ymd"
        found = day(cell, order)
        if found is None:
            self.faults.add("bad_day", line, self.places["date"] + 1, found=cell, expected=ORDER_WORDS[order])
        return found

    def language(self, row: Row) -> str:
        """Return the code of the language of a story; that of the file where the cell says none that is known."""
        cell = self.cell(row, "language")
        code = language_code(cell)
        if cell and not code:
            self.told.languages[cell] += 1
        return code or self.mapping.language

    def teller(self, row: Row) -> str | None:
        """Return by what a teller is known in the file."""
        cell = self.cell(row, "teller")
        if not cell or self.missing("teller", cell):
            return None
        self.told.again += cell in self.told.tellers
        self.told.tellers.add(cell)
        return cell

    def answers(self, line: int, row: Row) -> dict[str, Any]:
        """Return the answers of a row by question, as they are stored."""
        found: dict[str, Any] = {}
        for asked in self.asked:
            try:
                answer = asked.read(row)
            except Bad as bad:
                params = {name: value for name, value in bad.params.items() if name != "place"}
                place: Any = bad.params.get("place", asked.places[0])
                self.faults.add(bad.code, line, place + 1, **params)
                continue
            state = answer["none"] if isinstance(answer, dict) else ANSWERED
            asked.counts[state] += 1
            found[asked.question.key] = answer
        return found

    def read_as(self) -> list[tuple[str, str, str, int]]:
        """Return which words were read as no answer: column, word, what as, and how often."""
        found = []
        for asked in self.asked:
            for cell in asked.cells:
                for word, times in cell.read_as.most_common(20):
                    meaning = cell.column.missing.get(word.lower(), "skipped")
                    found.append((cell.column.name, word, meaning, times))
        return found


ORDER_WORDS = {"ymd": "2026-03-31", "dmy": "31-3-2026", "mdy": "3/31/2026"}
