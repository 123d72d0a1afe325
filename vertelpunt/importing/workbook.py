"""A workbook becomes a plain table: values as they were kept, formulas never computed, one sheet."""

import csv
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

MOST_UNPACKED = 1024**3
MOST_PARTS = 5_000
FORMULA = re.compile(rb"<f[ />]")


class BrokenWorkbook(Exception):
    """A workbook that is not read: `code` says why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True)
class Converted:
    """What was read of a workbook: which sheet, which sheets were not, and how many formulas it has."""

    sheet: str
    others: tuple[str, ...]
    formulas: int


def convert(source: Path, target: Path) -> Converted:
    """Write the first sheet with a table as CSV in UTF-8, or raise BrokenWorkbook."""
    try:
        with source.open("rb") as file, source.open("rb") as again:
            return _converted(file, again if _formulas(source) else None, target)
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, OSError, SyntaxError) as error:
        raise BrokenWorkbook("bad_workbook") from error


def _converted(file: IO[bytes], again: IO[bytes] | None, target: Path) -> Converted:
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    filled = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and _has_table(sheet)]
    if not filled:
        raise BrokenWorkbook("no_sheet")
    name = filled[0].title
    written = load_workbook(again, read_only=True, keep_links=False)[name] if again is not None else None
    count = _write(target, filled[0], written)
    return Converted(name, tuple(sheet.title for sheet in filled[1:]), count)


def _formulas(source: Path) -> bool:
    """Tell whether any sheet has a formula; refuse what would fill the memory, or is no workbook."""
    try:
        with zipfile.ZipFile(source) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise BrokenWorkbook("too_big", limit=MOST_UNPACKED // 1024**2)
            if "xl/workbook.xml" not in packed.namelist():
                raise BrokenWorkbook("zip")
            sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
            return any(_mentions(packed, part) for part in sheets)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise BrokenWorkbook("bad_workbook") from error


def _mentions(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with packed.open(part) as file:
        before = b""
        while block := file.read(1 << 20):
            if FORMULA.search(before + block):
                return True
            before = block[-4:]
    return False


def _has_table(sheet: Any) -> bool:
    rows = sheet.iter_rows(max_row=20, values_only=True)
    return sum(any(cell not in (None, "") for cell in row) for row in rows) > 1


def _write(target: Path, values: Any, written: Any) -> int:
    formulas = 0
    kept = written.iter_rows(values_only=True) if written is not None else None
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for at, row in enumerate(values.iter_rows(values_only=True), 1):
            beside = next(kept, ()) if kept is not None else ()
            formulas += _check(at, row, beside)
            writer.writerow(list(_cells(row)))
    return formulas


def _check(line: int, row: Sequence[Any], written: Sequence[Any]) -> int:
    """Count the formulas of a row; one of which no value was kept makes the file incomplete."""
    found = [at for at, cell in enumerate(written) if isinstance(cell, str) and cell.startswith("=")]
    found += [at for at, cell in enumerate(written) if type(cell).__name__ in ("ArrayFormula", "DataTableFormula")]
    empty = [at for at in found if at >= len(row) or row[at] is None]
    if empty:
        raise BrokenWorkbook("formula_without_value", line=line, column=empty[0] + 1)
    return sum(1 for at in found if row[at] != written[at])


def _cells(row: Sequence[Any]) -> Iterator[str]:
    for cell in row:
        yield text_of(cell)


def text_of(cell: Any) -> str:
    """Return the value of a cell as a text.

    >>> text_of(3.0), text_of(0.25), text_of(True), text_of(datetime(2026, 3, 1)), text_of(None)
    ('3', '0.25', 'TRUE', '2026-03-01', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.12g}"
    if isinstance(cell, datetime):
        plain = cell.replace(tzinfo=None)
        return plain.date().isoformat() if plain.time() == datetime.min.time() else plain.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
