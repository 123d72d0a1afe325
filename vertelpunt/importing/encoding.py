"""From bytes to text: what kind of file this is by its content, in which encoding, and cut by which sign."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

MOST_BYTES = 256 * 1024 * 1024
HEAD = 64 * 1024
DELIMITERS = ",;\t|"
ENCODINGS = ("utf-8", "cp1252", "utf-16", "mac_roman")
CELL = 1_000_000
Kind = str  # "table", "workbook", "framework", or why it is none of those


@dataclass(frozen=True)
class Form:
    """How the text of a table is written down."""

    encoding: str
    delimiter: str
    sure: bool = True  # False: the encoding is what is left when it is not UTF-8
    skip: int = 0  # lines before the table, such as `sep=;`


def kind_of(head: bytes) -> Kind:
    """Return what a file is by its first bytes; what it is called does not count.

    >>> kind_of(b"PK\\x03\\x04..."), kind_of(b"a;b\\n1;2"), kind_of(b""), kind_of(b" {\\"id\\": 1}")
    ('workbook', 'table', 'empty_file', 'framework')
    >>> kind_of(b"\\xd0\\xcf\\x11\\xe0\\xa1\\xb1\\x1a\\xe1"), kind_of(b"%PDF-1.7"), kind_of(b"ab\\x00\\x01")
    ('old_workbook', 'no_table', 'no_table')
    """
    if not head.strip():
        return "empty_file"
    if head.startswith(b"PK\x03\x04"):
        return "workbook"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "old_workbook"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "table"
    if head.startswith((b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"$FL2", b"\x7fELF", b"MZ")) or b"\0" in head:
        return "no_table"
    return "framework" if head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{" else "table"


def encoding_of(file: IO[bytes]) -> tuple[str, bool]:
    """Return the encoding of a whole file, and whether that is sure: what is not UTF-8 is taken for Windows' own."""
    file.seek(0)
    head = file.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", True
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while part := file.read(1 << 20):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252", False
    return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8", True


def form_of(file: IO[bytes]) -> Form:
    """Return how a table is written down."""
    encoding, sure = encoding_of(file)
    file.seek(0)
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(file.read(HEAD))
    lines = text.splitlines()
    first = lines[0].strip().strip('"').lower() if lines else ""
    if first.startswith("sep=") and len(first) == 5:
        return Form(encoding, first[4], sure, skip=1)
    return Form(encoding, delimiter_of(lines), sure)


def delimiter_of(lines: list[str]) -> str:
    """Return the sign that cuts most rows in the same number of cells, and in more than one.

    >>> delimiter_of(["a;b;c", "1,5;2,5;x", '"p;q";2;3']), delimiter_of(["a\\tb", "1, 2\\t3"])
    (';', '\\t')
    """

    def score(delimiter: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(lines[:200], delimiter=delimiter) if any(row)]
        except csv.Error:
            return 0.0, 0
        if not widths or widths[0] < 2:
            return 0.0, 0
        [(width, times)] = Counter(widths).most_common(1)
        return (times / len(widths) if width > 1 else 0.0), width

    return max(DELIMITERS, key=score)


def rows_of(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every row with the number of the line where it begins; raise csv.Error where a quotation never closes."""
    csv.field_size_limit(CELL)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1
