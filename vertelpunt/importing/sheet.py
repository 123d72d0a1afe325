"""A table with its header found: comment lines, lines with labels, double and empty names."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vertelpunt.importing.encoding import Form, rows_of
from vertelpunt.importing.lists import DOUBT, SURE_WORDS
from vertelpunt.importing.numbers import number
from vertelpunt.importing.two_rows import joined, looks_double, over
from vertelpunt.narrafirma.words import plain, same

MARKUP = re.compile(r"<[a-zA-Z/][^<>]*>|&[a-zA-Z#0-9]+;")
LOOK = 60  # rows in which a line with labels is looked for
MOST_COLUMNS = 400


@dataclass(frozen=True)
class Header:
    """The names of the columns, each once; what they were in the file; and what was noticed."""

    line: int
    names: tuple[str, ...]
    raw: tuple[str, ...]
    labels: tuple[str, ...] = ()  # of a second line that says what the columns mean
    label_line: int = 0
    upper: tuple[str, ...] = ()  # of a line above the names: questions over several columns
    notes: dict[str, list[str]] = field(default_factory=dict)


Numbered = Sequence[tuple[int, list[str]]]


class BrokenTable(Exception):
    """The text of a file is no table: `code` says why, at `line`."""

    def __init__(self, code: str, line: int) -> None:
        super().__init__(code)
        self.code, self.line = code, line


def lines_of(path: Path, form: Form) -> Iterator[str]:
    """Yield the lines of a file as they are, line breaks included."""
    errors = "strict" if form.encoding.startswith("utf") else "replace"
    with io.TextIOWrapper(path.open("rb"), form.encoding, errors=errors, newline="") as text:
        for at, line in enumerate(text):
            if "\0" in line:
                raise BrokenTable("nul", at + 1)
            if at >= form.skip:
                yield line.replace("\ufeff", "") if at == form.skip else line


def raw_rows(path: Path, form: Form) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something, but for comments; raise BrokenTable where the file is damaged."""
    line = 1
    try:
        for line, row in rows_of(lines_of(path, form), form.delimiter):
            if any(cell and not cell.isspace() for cell in row) and not is_comment(row):
                yield line + form.skip, row
    except csv.Error as error:
        long = "field larger" in str(error)
        raise BrokenTable("cell_too_long" if long else "open_quote", line) from None
    except UnicodeDecodeError:
        raise BrokenTable("bad_encoding", line) from None


def is_comment(row: Sequence[str]) -> bool:
    """Tell whether the first cell marks a line as a comment; a semicolon that cuts cells leaves it empty.

    >>> is_comment(["; labels", "x"]), is_comment(["# made by", ""]), is_comment(["#1", "2"]), is_comment(["a"])
    (True, True, False, False)
    """
    first = row[0].lstrip()
    if first.startswith('{"ImportId"'):  # Qualtrics' third line
        return True
    return first.startswith(";") or (first.startswith("#") and not first[1:2].isdigit() and not any(row[1:]))


def header_of(rows: Numbered, upper: bool | None = None) -> Header:
    """Return the header of a table from its first rows; `upper`: whether it takes two lines, None to look."""
    if not rows:
        raise BrokenTable("empty_file", 1)
    notes: dict[str, list[str]] = {}
    rows, above = _one_line(_below_titles(rows, notes, upper), upper)
    line, first = rows[0]
    width = len(first)
    while width and not first[width - 1].strip():
        width -= 1
    if width < 2:
        raise BrokenTable("one_column", line)
    if width > MOST_COLUMNS:
        raise BrokenTable("many_columns", line)
    raw = tuple(same(cell) for cell in first[:width])
    clean = [plain(cell) for cell in raw]
    if marked := [name for name, cell in zip(clean, raw, strict=True) if MARKUP.search(cell)]:
        notes["markup"] = marked
    names = _each_once(clean, notes)
    labels = _labels(rows, width)
    return Header(line, names, raw, labels, rows[1][0] if labels else 0, above, notes)


def _one_line(rows: Numbered, upper: bool | None) -> tuple[Numbered, tuple[str, ...]]:
    """Return the rows with a header of two lines made one, and what stood in the upper line."""
    double = is_double(rows) if upper is None else upper and len(rows) > 1
    if not double:
        return rows, ()
    (_line, first), (line, second) = rows[:2]
    return [(line, joined(first, second)), *rows[2:]], tuple(map(plain, over(first, second)))


def is_double(rows: Numbered) -> bool:
    """Tell whether the names of the columns stand in the first two lines."""
    return looks_double([row for _line, row in rows[:LOOK]])


def _below_titles(rows: Numbered, notes: dict[str, list[str]], upper: bool | None) -> Numbered:
    """Return the rows from the header on: a line with one word and empty cells beside it, above more, is a title."""
    at = 0
    while at + 1 < len(rows) and len(rows[at][1]) > 1 and _filled(rows[at][1]) == 1 < _filled(rows[at + 1][1]):
        if upper is None and is_double(rows[at:]):
            break
        notes.setdefault("title", []).append(next(cell.strip() for cell in rows[at][1] if cell.strip())[:80])
        at += 1
    return rows[at:]


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _each_once(clean: Sequence[str], notes: dict[str, list[str]]) -> tuple[str, ...]:
    counts, seen, names = Counter(clean), Counter[str](), []
    for at, name in enumerate(clean, 1):
        seen[name] += 1
        names.append(f"{name} ({seen[name]})" if name and counts[name] > 1 else name or f"[{at}]")
    if double := [name for name, times in counts.items() if name and times > 1]:
        notes["double"] = double
    if empty := [str(at) for at, name in enumerate(clean, 1) if not name]:
        notes["nameless"] = empty
    return tuple(names)


def _labels(rows: Numbered, width: int) -> tuple[str, ...]:
    """Return the second line where it says what columns mean: words above columns that hold numbers further on."""
    if len(rows) < 4:
        return ()
    second, rest = rows[1][1], [row for _line, row in rows[2:LOOK]]
    worded = 0
    for at in range(min(width, len(second))):
        below = [row[at] for row in rest if at < len(row) and row[at].strip()]
        numbers = [cell for cell in below if number(cell) is not None]
        if len(below) < 2 or len(numbers) < 0.9 * len(below):
            continue
        word = second[at].strip().lower()
        if number(word) is not None or not word or word in SURE_WORDS or word in DOUBT:
            return ()
        worded += len(second[at].strip()) > 1
    asks = any(cell.strip().endswith("?") for cell in second)
    return tuple(plain(cell) for cell in second[:width]) if worded > 1 or (worded and asks) else ()
