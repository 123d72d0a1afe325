"""Columns become questions: which question each belongs to, and how its cells are read as answers."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lib.texts import Texts
from vertelpunt.answers import MAX_TEXT, NOT_APPLICABLE, SKIPPED
from vertelpunt.importing import lists, numbers
from vertelpunt.importing.mapping import Column
from vertelpunt.importing.mapping import Mapping as HowRead
from vertelpunt.narrafirma.words import slug, unique
from vertelpunt.questions import ABOUT, PERMISSION_KEY, Option, Question

Row = Sequence[str]
Codes = Mapping[str, str]


class Bad(Exception):
    """A cell that cannot be read: why, and what to say about it."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass
class Cell:
    """Reads the cells of one column; each different cell is looked at once."""

    column: Column
    convert: Callable[[str], Any]
    read_as: Counter[str] = field(default_factory=Counter)
    known: dict[str, Any] = field(default_factory=dict)

    def read(self, cell: str) -> Any:
        """Return the answer in a cell, or raise Bad."""
        found = self.known.get(cell)
        if found is None:
            found = self._look(cell.strip())
            if len(self.known) < 50_000:
                self.known[cell] = found
        if isinstance(found, Bad):
            raise found
        if (found is SKIPPED or found is NOT_APPLICABLE) and cell and not cell.isspace():
            self.read_as[cell.strip()] += 1
        return found

    def _look(self, cell: str) -> Any:
        meaning = self.column.missing.get(cell.lower(), lists.ANSWER) if cell else lists.SKIPPED
        if meaning != lists.ANSWER:
            return NOT_APPLICABLE if meaning == lists.NOT_APPLICABLE else SKIPPED
        try:
            return self.convert(cell)
        except Bad as bad:
            return bad


@dataclass
class Asked:
    """One question with the columns in which its answers stand."""

    question: Question
    places: tuple[int, ...]
    cells: tuple[Cell, ...]
    join: Callable[[list[Any]], Any] | None = None  # of more columns than one
    flag: int | None = None  # the column that says that it does not apply
    counts: Counter[str] = field(default_factory=Counter)

    def read(self, row: Row) -> Any:
        """Return the answer in a row; raise Bad with the place of the cell that is wrong."""
        if self.flag is not None and _cell(row, self.flag).strip().lower() in lists.YES:
            return NOT_APPLICABLE
        if self.join is None:
            return self._one(row, 0)
        return self.join([self._one(row, at) for at in range(len(self.places))])

    def _one(self, row: Row, at: int) -> Any:
        place = self.places[at]
        try:
            return self.cells[at].read(_cell(row, place))
        except Bad as bad:
            raise Bad(bad.code, **bad.params, place=place) from None


def _cell(row: Row, at: int) -> str:
    return row[at] if at < len(row) else ""


def questions_of(mapping: HowRead) -> list[Asked]:
    """Return the questions of a table, in the order of its columns."""
    return list(_Questions(mapping).made())


class _Questions:
    def __init__(self, mapping: HowRead) -> None:
        self.mapping, self.keys = mapping, set[str]()
        self.groups: dict[str, list[int]] = {}
        self.flags: dict[str, int] = {}
        for at, column in enumerate(mapping.columns):
            if column.kind in ("multi_part", "triad_part"):
                self.groups.setdefault(column.group or column.name, []).append(at)
            elif column.kind == "na_flag":
                self.flags[column.group] = at

    def made(self) -> Iterator[Asked]:
        done: set[str] = set()
        for at, column in enumerate(self.mapping.columns):
            if column.kind in ("slider", "ordered", "choice", "multi", "text", "quote"):
                yield self.single(at, column)
            elif column.kind in ("multi_part", "triad_part"):
                group = column.group or column.name
                if group not in done:
                    done.add(group)
                    make = self.parts if column.kind == "multi_part" else self.triad
                    yield make(group, [self.mapping.columns[one] for one in self.groups[group]])

    def texts(self, text: str) -> Texts:
        return {self.mapping.language: text} if text else {}

    def key(self, name: str) -> str:
        found = unique(slug(name) or "question", self.keys | {PERMISSION_KEY})
        self.keys.add(found)
        return found

    def question(self, name: str, kind: Any, column: Column, **more: Any) -> Question:
        about: Any = column.about if column.about in ABOUT else "story"
        text = self.texts(column.text or name)
        return Question(self.key(name), kind, self.texts(name[:120]), text, about=about, **more)

    def options(self, labels: Sequence[str]) -> tuple[tuple[Option, ...], dict[str, str]]:
        """Return options with different labels, and the code of each label."""
        codes: dict[str, str] = {}
        for label in labels:
            if label not in codes:
                codes[label] = unique(slug(label) or "option", list(codes.values()))
        return tuple(Option(code, self.texts(label)) for label, code in codes.items()), codes

    def single(self, at: int, column: Column) -> Asked:
        if column.kind == "quote":
            names = {"yes": {"nl": "ja", "en": "yes"}, "no": {"nl": "nee", "en": "no"}}
            options = tuple(Option(code, label) for code, label in names.items())
            text = self.texts(column.text or column.name)
            asked = Question(
                PERMISSION_KEY, "choice", self.texts(column.name), text, options=options, not_applicable=False
            )
            return Asked(asked, (at,), (Cell(column, yes_no),))
        more: dict[str, Any] = {}
        convert: Callable[[str], Any] = text_answer
        if column.kind == "slider":
            poles = (column.left or column.low, column.right or column.high)
            more["poles"] = (self.texts(poles[0]), self.texts(poles[1]))
            convert = on_scale(column)
        elif column.kind != "text":
            more["options"], by_label = self.options([label for _word, label in column.options])
            codes = {word: by_label[label] for word, label in column.options}
            convert = several(codes, column.delimiter) if column.kind == "multi" else one_of(codes)
        asked = self.question(column.group or column.name, column.kind, column, **more)
        flag = self.flags.get(column.group or column.name, self.flags.get(column.option))
        return Asked(asked, (at,), (Cell(column, convert),), flag=flag)

    def parts(self, group: str, columns: list[Column]) -> Asked:
        labels = [label for one in columns for label in ([one.option] if one.option else [o[1] for o in one.options])]
        options, by_label = self.options(labels)
        cells = []
        for one in columns:
            words = {word: by_label[label] for word, label in one.options}
            cells.append(Cell(one, chosen(by_label[one.option], one.option) if one.option else one_of(words)))
        asked = self.question(group, "multi", columns[0], options=options)
        order = [option.code for option in options]
        places = tuple(self.groups[group])
        return Asked(asked, places, tuple(cells), lambda found: union(found, order), self.flags.get(group))

    def triad(self, group: str, columns: list[Column]) -> Asked:
        options, _codes = self.options([one.option or one.name for one in columns])
        cells = tuple(Cell(one, any_number) for one in columns)
        asked = self.question(group, "triad", columns[0], options=options)
        return Asked(asked, tuple(self.groups[group]), cells, triad, self.flags.get(group))


def yes_no(cell: str) -> str:
    """Return yes or no."""
    word = cell.lower()
    if word in lists.YES:
        return "yes"
    if word in lists.NO:
        return "no"
    raise Bad("not_yes_no", found=cell, expected="ja, yes, 1")


def text_answer(cell: str) -> str:
    """Return a text, which may not be longer than an answer is."""
    if len(cell) > MAX_TEXT:
        raise Bad("answer_too_long", limit=MAX_TEXT)
    return cell


def any_number(cell: str) -> Any:
    """Return a number."""
    found = numbers.number(cell)
    if found is None:
        raise Bad("not_a_number", found=cell, low=0, high=100)
    return found


def on_scale(column: Column) -> Callable[[str], int]:
    """Return what reads places on a line."""
    low, high = numbers.number(column.low), numbers.number(column.high)

    def convert(cell: str) -> int:
        found = numbers.number(cell)
        limits = {"found": cell, "low": column.low, "high": column.high}
        if found is None or low is None or high is None:
            raise Bad("not_a_number", **limits)
        place = numbers.place(found, low, high)
        if place is None:
            raise Bad("out_of_range", **limits)
        return place

    return convert


def one_of(codes: Codes) -> Callable[[str], str]:
    """Return what reads one answer by its word."""

    def convert(cell: str) -> str:
        code = codes.get(cell)
        if code is None:
            raise Bad("unknown_answer", found=cell, expected=", ".join(f"'{word}'" for word in list(codes)[:12]))
        return code

    return convert


def several(codes: Codes, delimiter: str) -> Callable[[str], list[str]]:
    """Return what reads a list of answers."""
    order, one = list(dict.fromkeys(codes.values())), one_of(codes)

    def convert(cell: str) -> list[str]:
        words = filter(None, map(str.strip, cell.split(delimiter) if delimiter else [cell]))
        return sorted({one(word) for word in words}, key=order.index) or [one(cell)]

    return convert


def chosen(code: str, label: str) -> Callable[[str], list[str]]:
    """Return what reads whether one answer was chosen."""

    def convert(cell: str) -> list[str]:
        word = cell.lower()
        if word in lists.YES or cell == label:
            return [code]
        if word in lists.NO:
            return []
        raise Bad("not_yes_no", found=cell, expected=label)

    return convert


def union(found: list[Any], order: Sequence[str]) -> Any:
    """Return the answers of all columns of a question."""
    given = {code for one in found if not isinstance(one, dict) for code in (one if isinstance(one, list) else [one])}
    if given:
        return sorted(given, key=order.index)
    return NOT_APPLICABLE if any(one is NOT_APPLICABLE for one in found) else SKIPPED


def triad(found: list[Any]) -> Any:
    """Return three shares of a whole."""
    missing = [one for one in found if isinstance(one, dict)]
    if missing:
        if len(missing) < len(found):
            raise Bad("triad_part_missing")
        return NOT_APPLICABLE if NOT_APPLICABLE in missing else SKIPPED
    shares = numbers.shares((found[0], found[1], found[2]))
    if shares is None:
        raise Bad("triad_sum", found=" + ".join(str(float(one)) for one in found))
    return list(shares)
