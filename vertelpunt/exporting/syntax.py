"""SPSS of any size: a plain table, and the syntax by which SPSS reads it with labels and missing values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from math import isnan
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _

from lib.csvfile import cell
from vertelpunt.exporting.columns import Cell, Column
from vertelpunt.exporting.spss import LONGEST, MISSING, codes_of, labels_of, levels_of, names_of, value_of
from vertelpunt.exporting.table import Table

ROWS, SYNTAX = "stories.dat", "stories.sps"
LINE_END = re.compile(r"\r\n|\r|\n")
PILCROW = "¶"  # stands where a line ended: SPSS takes every line of a table for a case
OF_NAME, OF_VALUE = 250, 120  # bytes that SPSS takes in the label of a column, and of a value
PIECE = 60  # letters in one piece of a label: SPSS cuts lines of 256 bytes
WIDE = 40  # letters of a text that SPSS shows in its table
END = "\r\n"


def write_syntax(table: Table, out: IO[bytes]) -> None:
    """Write the rows first, so that the syntax can say how long each text is; nothing is held in memory."""
    names = names_of(table.columns)
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        with zipped.open(ROWS, "w", force_zip64=True) as file:
            text = TextIOWrapper(file, "utf-8", newline="")
            widths = _write_rows(table, names, text)
            text.flush()
        with zipped.open(SYNTAX, "w") as file:
            file.write(("\ufeff" + "".join(line + END for line in syntax(table, names, widths))).encode())


def _write_rows(table: Table, names: Sequence[str], out: TextIOWrapper) -> list[int]:
    """Write a line for each story; return how many bytes the longest text of each column has."""
    columns, codes = table.columns, [codes_of(column) for column in table.columns]
    widths = [1] * len(columns)
    out.write("\t".join(names) + END)
    for row in table.rows():
        shown = [_shown(*one) for one in zip(columns, row, codes, strict=True)]
        widths = [max(width, len(one.encode())) for width, one in zip(widths, shown, strict=True)]
        out.write("\t".join(shown) + END)
    return widths


def _shown(column: Column, value: Cell, codes: dict[str, float]) -> str:
    """Return a cell without tabs and ends of lines; no answer at all is nothing between two tabs."""
    if column.kind == "text":
        return cell(LINE_END.sub(PILCROW, "" if value is None else str(value)).replace("\t", " "))
    number = float(value_of(column, value, codes))
    return "" if isnan(number) else f"{number:.0f}"


def syntax(table: Table, names: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines that read the table, name its columns and values, and say which values are missing."""
    every = list(zip(names, table.columns, widths, labels_of(table), strict=True))
    yield from _opening()
    yield from ("GET DATA", "  /TYPE=TXT", f"  /FILE='{ROWS}'", "  /ENCODING='UTF8'", "  /DELCASE=LINE")
    yield from ('  /DELIMITERS="\\t"', "  /ARRANGEMENT=DELIMITED", "  /FIRSTCASE=2", "  /VARIABLES=")
    yield from (f"    {name} {_format(column, width)}" for name, column, width, _labels in every)
    yield "  ."
    for (name, column, width, labels), level in zip(every, levels_of(table), strict=True):
        yield from _described(name, column, width, labels)
        yield f"VARIABLE LEVEL {name} ({level.upper()})."
    yield "EXECUTE."
    yield "* SAVE OUTFILE='stories.sav' /COMPRESSED."


def _opening() -> Iterator[str]:
    """Yield what to do, as comments; each ends with the only full stop at the end of its line."""
    for said in (
        _("This reads stories.dat into SPSS, with labels and missing values."),
        _("1. Unpack both files into one folder."),
        _("2. Write the name of that folder between the quotes below, and take away the star before CD."),
    ):
        yield f"* {said}"
    yield "* CD 'C:\\stories'."
    for said in (
        _("3. Choose Run, and then All. SPSS must be in Unicode mode."),
        _("4. To keep it, take away the star before SAVE, in the last line."),
        _("Where a line of a text ended stands the sign ¶."),
        _("SPSS keeps the first 32,767 bytes of a text; in stories.dat stands all of it."),
    ):
        yield f"* {said}"


def _format(column: Column, width: int) -> str:
    return f"A{min(width, LONGEST)}" if column.kind == "text" else "F8.0"


def _described(name: str, column: Column, width: int, labels: Mapping[float, str]) -> Iterator[str]:
    yield from _joined(f"VARIABLE LABELS {name}", column.label, OF_NAME, " .")
    if column.kind == "text":
        if width > WIDE:
            yield f"VARIABLE WIDTH {name} ({WIDE})."
        return
    yield f"VALUE LABELS {name}"
    for value, label in sorted(labels.items()):
        yield from _joined(f"  {value:.0f}", label, OF_VALUE)
    yield "  ."
    yield f"MISSING VALUES {name} ({min(MISSING.values()):.0f} THRU {max(MISSING.values()):.0f})."


def _joined(start: str, label: str, most: int, end: str = "") -> Iterator[str]:
    """Yield a text between quotes, in pieces on lines of their own."""
    whole = " ".join(label.split()).encode()[:most].decode(errors="ignore")
    pieces = [whole[at : at + PIECE].replace("'", "''") for at in range(0, len(whole), PIECE)] or [""]
    lines = [start, *(f"    '{piece}'" for piece in pieces)]
    yield lines[0]
    yield from (f"{line} +" for line in lines[1:-1])
    yield lines[-1] + end
