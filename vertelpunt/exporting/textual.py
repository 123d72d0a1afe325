"""Files of text: a table with semicolons, its code book, and a line of JSON for each story."""

import csv
import json
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import IO, Any

from lib.csvfile import MARK, cell
from vertelpunt.exporting.codebook import head as names
from vertelpunt.exporting.codebook import lines
from vertelpunt.exporting.columns import Cell, Part
from vertelpunt.exporting.fields import Mark
from vertelpunt.exporting.table import Table
from vertelpunt.exporting.told import Told

MARKS = frozenset(map(str, Mark))


def write_csv(table: Table, out: IO[bytes]) -> None:
    """Write one row for each story."""
    columns = table.columns
    rows = table.rows()
    if table.words:
        rows = (tuple(one.worded(value) for one, value in zip(columns, row, strict=True)) for row in rows)
    _written(out, [column.name for column in columns], rows)


def write_codebook(table: Table, out: IO[bytes]) -> None:
    """Write what stands in each column and what its values mean."""
    _written(out, names(), lines(table))


def _written(out: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    text = TextIOWrapper(out, "utf-8", newline="", write_through=False)
    text.write(MARK)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(name) for name in head])
    writer.writerows([safe(value) for value in row] for row in rows)
    text.detach()


def safe(value: Cell) -> str:
    """Return a cell that no spreadsheet runs, and that nobody takes for the mark of a missing answer."""
    if isinstance(value, Mark):
        return value.value
    return f"'{value}" if isinstance(value, str) and value in MARKS else cell(value)


def write_jsonl(table: Table, out: IO[bytes]) -> None:
    """Write one object for each story; each answer says its state, and its value when it was given."""
    for told, row in table.pairs():
        made = json.dumps(json_object(table, told, row), ensure_ascii=False)
        out.write(made.encode() + b"\n")


def json_object(table: Table, told: Told, row: Sequence[Cell]) -> dict[str, Any]:
    """Return a story as an object: facts, what is withheld of them, and answers with their states."""
    cells, found, answers = iter(row), dict[str, Any](), dict[str, Any]()
    for part in table.parts:
        own = [next(cells) for _column in part.columns]
        if part.field is None:
            found[part.key] = None if isinstance(own[0], Mark) and own[0] is not Mark.WITHHELD else own[0]
        else:
            answers[part.key] = _answer(part, told, own)
    withheld = [part.key for part in table.parts if part.field is None and found[part.key] == Mark.WITHHELD]
    found |= dict.fromkeys(withheld)
    return found | ({"withheld": withheld} if withheld else {}) | ({"answers": answers} if answers else {})


def _answer(part: Part, told: Told, own: Sequence[Cell]) -> dict[str, Any]:
    marks = [one for one in own if isinstance(one, Mark)]
    if marks and len(marks) == len(own):
        return {"state": marks[0].value.strip("[]").replace(" ", "_")}
    value = part.field.answer(told.version, told.answers) if part.field else None
    return {"state": "answered", "value": value}
