"""NarraFirma's pair of files in one zip: a story form and a data file that it and our own import read."""

import csv
from collections.abc import Iterator, Sequence
from html import escape
from io import TextIOWrapper
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from lib.csvfile import FORMULA
from lib.texts import active_language, localized
from vertelpunt.exporting.columns import Cell, Column, Part
from vertelpunt.exporting.fields import Field, Mark
from vertelpunt.exporting.table import Table
from vertelpunt.narrafirma import own

HEADER = ("Data column name", "Type", "About", "Short name", "Long name", "Options", "Answers")
DATE, LANGUAGE, TELLER = "Collection date", "Language", "Participant ID"
TITLE, TEXT = "Story title", "Story text"
FACTS = {"told_on": DATE, "language": LANGUAGE, "teller": TELLER}
SEPARATOR, NOT_APPLICABLE, YES = ": ", "does not apply", "yes"
WRITEIN, ITS_COLUMN = "_writein", "WRITEIN_"
KEEPS = "\N{NO-BREAK SPACE}"  # before a sign that starts a formula; who reads the pair takes blanks off
Line = Sequence[str]


def write_pair(table: Table, out: IO[bytes]) -> None:
    """Write the form and the stories; only stories whose text may leave are in it."""
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        for name, lines in (("form.csv", form(table)), ("stories.csv", stories(table))):
            with zipped.open(name, "w", force_zip64=True) as file:
                text = TextIOWrapper(file, "utf-8", newline="")
                csv.writer(text, lineterminator="\n").writerows([safe(cell) for cell in line] for line in lines)
                text.flush()


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return KEEPS + cell if cell.startswith(FORMULA) else cell


def shown(text: str) -> str:
    """Return a text as NarraFirma shows it, where signs of markup and the bar have a meaning."""
    return escape(text, quote=False).replace("|", "&#124;")


def form(table: Table) -> Iterator[Line]:
    """Yield the rows of the story form."""
    yield HEADER
    point = table.point
    writeins = _writeins(table)
    for part in table.parts:
        if part.key not in writeins.values():
            yield from _asked(part, next((one for one in table.parts if one.key == writeins.get(part.key)), None))
    yield from _own(table)
    yield "", "Title", "form", "", "", "", shown(localized(point.title))
    yield "", "Start text", "form", "", "", "", shown(localized(point.lead))
    yield "", "Default language", "form", "", "", "", active_language()
    yield "", "Yes no questions Q-A separator", "import", "", "", "", SEPARATOR
    yield "", "Yes no questions yes indicator", "import", "", "", "", YES
    names = {"Story title": TITLE, "Story text": TEXT, "Story collection date": DATE, "Language": LANGUAGE}
    for what, name in (names | {"Participant ID": TELLER}).items():
        yield "", f"{what} column name", "import", "", "", "", name


def _own(table: Table) -> Iterator[Line]:
    """Yield what only we know of a question; NarraFirma leaves rows about *ignore* alone, as its source says."""
    for part in table.parts:
        if part.field is not None and part.field.kind != "triad":
            yield "", own.TYPE, "ignore", part.key, "", own.options_of(part.field.kind, part.field.question.about)


def _writeins(table: Table) -> dict[str, str]:
    """Return for each question with own words the question that holds them."""
    keys = {part.key for part in table.parts}
    found = {key.removesuffix(WRITEIN): key for key in keys if key.endswith(WRITEIN)}
    return {key: words for key, words in found.items() if key in keys}


def _asked(part: Part, words: Part | None) -> Iterator[Line]:
    if part.field is None:
        return
    question, kind = part.field.question, part.field.kind
    about = "participant" if question.about == "teller" else "story"
    long = shown(localized(question.text) or part.label)
    if kind == "triad":  # it has no such question: a scale for the share of each end
        for column in part.columns:
            name = column.name.replace(".", "_")
            yield name, "Scale", about, column.label, long, "", "0", "100", NOT_APPLICABLE, "0", "100"
        return
    type_, answers = _answers(part, part.field)
    options = _options(part, words)
    yield part.key, type_, about, part.label, long, options, *answers


def _answers(part: Part, field: Field) -> tuple[str, list[str]]:
    """Return NarraFirma's name of a kind of question, and what can be answered."""
    question, values = field.question, dict(part.columns[0].values)
    if field.kind == "slider":
        poles = [shown(localized(pole)) for pole in question.poles or ({}, {})]
        not_applicable = [NOT_APPLICABLE] if question.not_applicable else []
        return "Scale", [poles[0] or "0", poles[1] or "100", *not_applicable, "0", "100"]
    if field.kind == "multi":
        names = [(code, column.label.removeprefix(f"{part.label}: ")) for code, column in _flags(part)]
        return "Multi-choice multi-column yes/no", [f"{code}|{shown(name)}" for code, name in names]
    if field.kind == "text":
        return "Text", []
    if set(values) == {"yes", "no"}:
        return "Boolean", [shown(values["yes"]), shown(values["no"])]
    return "Single choice", [f"{code}|{shown(name)}" for code, name in values.items()]


def _flags(part: Part) -> list[tuple[str, Column]]:
    return [(column.name.removeprefix(f"{part.key}."), column) for column in part.columns]


def _options(part: Part, words: Part | None) -> str:
    question = part.field.question if part.field else None
    most = [f"maxNumAnswers={question.max_choices}"] if question and question.max_choices else []
    if words is None:
        return "|".join(most)
    label = shown(words.label.removeprefix(f"{part.label}: "))
    return "|".join([*most, f"writeInTextBoxLabel={label}", "writeInTextsAreInSeparateColumn=yes"])


def _name(column: Column, part: Part, writeins: Sequence[str]) -> str:
    if part.key in writeins:
        return ITS_COLUMN + part.key.removesuffix(WRITEIN)
    if part.field is not None and part.field.kind == "multi":
        return f"{part.key}{SEPARATOR}{column.name.removeprefix(f'{part.key}.')}"
    return FACTS.get(part.key, column.name.replace(".", "_"))


def stories(table: Table) -> Iterator[Line]:
    """Yield the rows of the data file; facts that NarraFirma does not know are left out."""
    writeins = list(_writeins(table).values())
    kept = [(place, part, column) for place, (part, column) in enumerate(_all(table)) if _stays(table, part)]
    yield TITLE, TEXT, *(_name(column, part, writeins) for _place, part, column in kept)
    for told, row in table.pairs():
        if told.text is not None:
            yield told.title or "", told.text, *(_cell(row[place], part) for place, part, _column in kept)


def _all(table: Table) -> list[tuple[Part, Column]]:
    return [(part, column) for part in table.parts for column in part.columns]


def _stays(table: Table, part: Part) -> bool:
    """Tell whether NarraFirma knows such a column; others get months, and it knows days only."""
    return part.field is not None or (part.key in FACTS and not (table.leaving.outside and part.key == "told_on"))


def _cell(cell: Cell, part: Part) -> str:
    """Return an answer as the form says that it is written; it knows no other reason for an empty one."""
    if isinstance(cell, Mark) or cell is None:
        scale = part.field is not None and part.field.kind in ("slider", "triad")
        return NOT_APPLICABLE if scale and cell is Mark.NOT_APPLICABLE else ""
    if part.field is not None and part.field.kind == "multi":
        return YES if cell else "no"
    if part.field is not None and set(part.columns[0].values) == {"yes", "no"}:
        return {"yes": "true", "no": "false"}.get(str(cell), str(cell))
    return str(cell)
