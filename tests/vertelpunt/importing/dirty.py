"""Dirty files, made here: each has traps that real exports have."""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from vertelpunt.importing.mapping import Mapping, agreed
from vertelpunt.importing.opening import Look, look_at, reopen
from vertelpunt.importing.reading import TableReader
from vertelpunt.narrafirma import ImportedStory
from vertelpunt.narrafirma.faults import Faults

TOLD = "Er kwam eindelijk iemand die luisterde, en daarna werd het thuis een stuk rustiger dan het was"
Rows = Sequence[Sequence[str]]


def text(rows: Rows, delimiter: str = ",") -> str:
    """Return rows as text, with quotation marks only where they are needed."""

    def cell(value: str) -> str:
        risky = any(sign in value for sign in (delimiter, '"', "\n"))
        return '"' + value.replace('"', '""') + '"' if risky else value

    return "\n".join(delimiter.join(map(cell, row)) for row in rows) + "\n"


def story(at: int) -> str:
    """Return another story for each number."""
    return f"{TOLD}, zei verteller {at}."


def table(column: str, cells: Sequence[str], times: int = 1) -> bytes:
    """Return a table with stories and one more column."""
    rows = [["Verhaal", column]]
    rows += [[story(at), cell] for at, cell in enumerate(list(cells) * times)]
    return text(rows).encode()


def columns(names: Sequence[str], cells: Rows, times: int = 3) -> bytes:
    """Return a table with stories and more columns."""
    rows = [["Verhaal", *names]]
    rows += [[story(at), *row] for at, row in enumerate(list(cells) * times)]
    return text(rows).encode()


def workbook(rows: Sequence[Sequence[Any]], other: Sequence[Sequence[Any]] = ()) -> bytes:
    """Return an Excel workbook."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Antwoorden"
    for row in rows:
        sheet.append(row)
    if other:
        more: Any = book.create_sheet("Uitleg")
        for row in other:
            more.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


DAY = datetime(2026, 3, 1)  # noqa: DTZ001  as Excel keeps it
BOOK: list[list[Any]] = [
    ["Verhaal", "Datum", "Gehoord", "Ja of nee"],
    *([story(at), DAY, 0.25 * (at % 5), at % 2 == 0] for at in range(10)),
]


def look(folder: Path, data: bytes, **more: Any) -> Look:
    """Return what is seen in a file."""
    path = folder / "file"
    path.write_bytes(data)
    return look_at(path, **more)


def read(folder: Path, mapping: Mapping) -> tuple[list[ImportedStory], Faults, TableReader]:
    """Return the stories in the file that was looked at last, with what is wrong."""
    faults = Faults("stories")
    header, rows = reopen(folder / "file", mapping)
    faults.header = header.names
    reader = TableReader(agreed(mapping), faults)
    return list(reader.stories(rows)), faults, reader


def answers(folder: Path, data: bytes, key: str) -> list[Any]:
    """Return the answers to one question, read as proposed."""
    found, faults, _reader = read(folder, look(folder, data).mapping)
    assert not faults.found, [str(fault) for fault in faults.found]
    return [one.answers[key] for one in found]


def kinds(mapping: Mapping) -> dict[str, str]:
    """Return the kind of each column."""
    return {column.name: column.kind for column in mapping.columns}


def column(mapping: Mapping, name: str) -> dict[str, object]:
    """Return what is said of one column."""
    return next(vars(one) for one in mapping.columns if one.name == name)


TWO_LINES: list[list[Any]] = [
    ["Verhaal", "Waar gaat het over?", None, None, "Wie besliste?", None, None, "Hoe oud?"],
    [None, "wachten", "contact", "op school", "kind", "ouders", "hulp", None],
    *([story(at), at % 2, 1 - at % 2, 1, 10 * at, 60 - 10 * at, 40, ["0-11", "12-17"][at % 2]] for at in range(6)),
]
MERGED = ("A1:A2", "B1:D1", "E1:G1", "H1:H2")


def with_merged_cells() -> bytes:
    """Return a workbook whose upper line of names has merged cells."""
    book = Workbook()
    sheet: Any = book.active
    for row in TWO_LINES:
        sheet.append(row)
    for cells in MERGED:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
