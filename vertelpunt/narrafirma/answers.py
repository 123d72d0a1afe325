"""The cells of a story's row become the answers to one question."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from vertelpunt.narrafirma.columns import QuestionColumns
from vertelpunt.narrafirma.faults import Faults, listed
from vertelpunt.narrafirma.options import TRUTH
from vertelpunt.narrafirma.result import Answer, Encoding, FormQuestion, Missing, Settings
from vertelpunt.narrafirma.scales import number, to_slider
from vertelpunt.narrafirma.table import Row
from vertelpunt.narrafirma.words import same

NO = set(TRUTH["no"].split()) | {"-"}
INDEX = re.compile(r"0*([1-9][0-9]{0,5})(?:[.,]0+)?")
APPLIES_NOT = {"does not apply"}


@dataclass
class Chosen:
    """What a person chose: codes of answers, and words of their own."""

    codes: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class AnswerReader:
    """Reads the answers to one question from row after row."""

    def __init__(self, columns: QuestionColumns, settings: Settings, na_label: str, faults: Faults) -> None:
        self.columns, self.settings, self.faults = columns, settings, faults
        self.layout: FormQuestion = columns.layout
        self.question = columns.layout.question
        self.scale = self.layout.scale or settings.scale
        self.not_applicable = APPLIES_NOT | {label.lower() for label in (self.question.na_label, na_label) if label}
        labels = [option.label for option in self.question.options]
        self.known = listed(labels if self.layout.encoding is Encoding.BOOLEAN else list(self.layout.codes))
        self.places = {option.code: place for place, option in enumerate(self.question.options)}
        self.yes = same(settings.yes).lower()
        self.guessed = self.rounded = 0

    def read(self, row: Row) -> tuple[Answer, str]:
        """Return the answer, and people's own words beside it."""
        kind = self.question.kind
        if kind == "slider":
            return self.slider(row), ""
        if kind == "text":
            return self.text(row), ""
        chosen = READERS[self.layout.encoding](self, row)
        return self.choice(row, chosen), self.own_words(row, chosen)

    def cells(self, row: Row) -> Iterator[tuple[int, str]]:
        """Yield the cells that hold something, with where they stand."""
        for index in self.columns.indexes:
            if cell := same(row.cell(index)):
                yield index, cell

    def fault(self, code: str, row: Row, index: int, /, **params: object) -> None:
        """Keep a fault in a cell."""
        self.faults.add(code, row.line_of(index), index + 1, **params)

    def text(self, row: Row) -> Answer:
        """Return a text answer, with its line breaks."""
        texts = [row.cell(index) for index in self.columns.indexes]
        return "\n".join(filter(None, texts)) or Missing.SKIPPED

    def slider(self, row: Row) -> Answer:
        """Return the place on a slider."""
        for index, cell in self.cells(row):
            if cell.lower() in self.not_applicable:
                return Missing.NOT_APPLICABLE
            value = number(cell)
            place = None if value is None else to_slider(value, self.scale)
            if value is not None and place is not None:
                self.rounded += value.denominator != 1
                return place
            code = "not_a_number" if value is None else "out_of_range"
            self.fault(code, row, index, found=cell, low=self.scale[0], high=self.scale[1])
        return Missing.SKIPPED

    def choice(self, row: Row, chosen: Chosen) -> Answer:
        """Return the answer that the chosen codes make, in the order of the form."""
        codes = sorted(set(chosen.codes), key=lambda code: self.places[code])
        if not codes:
            return Missing.SKIPPED
        if self.question.kind == "choice":
            return codes[0]
        most = self.question.max_choices
        if most is not None and len(codes) > most:
            name, index = self.question.short_name, self.columns.indexes[0]
            self.fault("too_many_answers", row, index, found=len(codes), expected=most, name=name)
        return tuple(codes)

    def own_words(self, row: Row, chosen: Chosen) -> str:
        """Return what people wrote themselves, in its own column or among the answers."""
        apart = "" if self.columns.write_in is None else row.cell(self.columns.write_in)
        return "\n".join(filter(None, [", ".join(chosen.words), apart]))

    def name(self, word: str, row: Row, index: int, chosen: Chosen) -> None:
        """Take a word for the name of an answer, for someone's own words, or for a fault."""
        code = self.layout.codes.get(word)
        if code is not None:
            chosen.codes.append(code)
        elif self.columns.mixed:
            chosen.words.append(word)
            self.guessed += 1
        else:
            self.fault("unknown_answer", row, index, found=word, expected=self.known)

    def number(self, word: str, row: Row, index: int, chosen: Chosen) -> None:
        """Take a word for the number of an answer, for someone's own words, or for a fault."""
        found = INDEX.fullmatch(word)
        place = int(found.group(1)) if found else 0
        if 0 < place <= len(self.layout.order):
            chosen.codes.append(self.layout.order[place - 1])
        elif self.columns.mixed and number(word) is None:
            self.name(word, row, index, chosen)
        else:
            self.fault("bad_index", row, index, found=word, expected=len(self.layout.order))

    def named(self, row: Row) -> Chosen:
        """Read one answer, or one per column, by its name."""
        chosen = Chosen()
        for index, cell in self.cells(row):
            self.name(cell, row, index, chosen)
        return chosen

    def indexed(self, row: Row) -> Chosen:
        """Read one answer by its number."""
        chosen = Chosen()
        for index, cell in self.cells(row):
            self.number(cell, row, index, chosen)
        return chosen

    def boolean(self, row: Row) -> Chosen:
        """Read yes or no, in any of their names."""
        chosen = Chosen()
        for index, cell in self.cells(row):
            self.name(cell.lower(), row, index, chosen)
        return chosen

    def yes_no(self, row: Row) -> Chosen:
        """Read one yes or no per answer."""
        chosen = Chosen()
        for index, code in zip(self.columns.indexes, self.columns.codes, strict=True):
            cell = same(row.cell(index)).lower()
            if cell and cell == self.yes:
                chosen.codes.append(code)
            elif cell and cell not in NO:
                self.fault("not_yes_no", row, index, found=cell, expected=self.settings.yes)
        return chosen

    def delimited(self, row: Row) -> Chosen:
        """Read a list of names."""
        chosen = Chosen()
        for index, _ in self.cells(row):
            for word in names_in(row.cell(index), self.settings.delimiter, self.layout.codes):
                self.name(word, row, index, chosen)
        return chosen

    def delimited_indexed(self, row: Row) -> Chosen:
        """Read a list of numbers, with the delimiter or blanks between them."""
        chosen = Chosen()
        for index, cell in self.cells(row):
            for word in cell.replace(self.settings.delimiter, " ").split():
                self.number(word, row, index, chosen)
        return chosen


READERS: dict[Encoding, Callable[[AnswerReader, Row], Chosen]] = {
    Encoding.NAMED: AnswerReader.named,
    Encoding.COLUMNS: AnswerReader.named,
    Encoding.INDEXED: AnswerReader.indexed,
    Encoding.BOOLEAN: AnswerReader.boolean,
    Encoding.YES_NO: AnswerReader.yes_no,
    Encoding.DELIMITED: AnswerReader.delimited,
    Encoding.DELIMITED_INDEXED: AnswerReader.delimited_indexed,
}


def names_in(cell: str, delimiter: str, known: Iterable[str]) -> list[str]:
    """Return the names in a list; a name may hold the delimiter itself."""
    whole, words = set(known), cell.split(delimiter)
    names, start = [], 0
    while start < len(words):
        stop = len(words)
        while stop > start + 1 and same(delimiter.join(words[start:stop])) not in whole:
            stop -= 1
        if name := same(delimiter.join(words[start:stop])):
            names.append(name)
        start = stop
    return names
