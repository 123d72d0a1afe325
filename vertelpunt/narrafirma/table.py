"""From bytes to rows: encoding, delimiter, quotation marks, comments, and the line of each cell."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from vertelpunt.narrafirma.faults import ENOUGH, Faults, listed
from vertelpunt.narrafirma.words import same

DELIMITERS = ",;\t"
MOST_BYTES = 256 * 1024 * 1024
MOST_CHARACTERS = 1_000_000
BLANK = f"{DELIMITERS} \n"
BOM = "\ufeff"
BAD = re.compile("[\udc80-\udcff]+")
Clean = Callable[[str], str]


@dataclass(frozen=True)
class Row:
    """The cells of a row; `lines` only where cells stand on different lines."""

    line: int
    cells: Sequence[str]
    lines: Sequence[int] = ()
    ends_file: bool = False
    damaged: bool = False

    def cell(self, index: int) -> str:
        """Return a cell without blanks around it; empty when the row is shorter."""
        return self.cells[index].strip() if index < len(self.cells) else ""

    def line_of(self, index: int) -> int:
        """Return the line on which a cell begins."""
        return self.lines[index] if index < len(self.lines) else self.line


class Scanner:
    """Walks through the text of a file by RFC 4180, and through what NarraFirma writes instead of it."""

    def __init__(self, text: str, delimiter: str, faults: Faults, unwrap: bool = False) -> None:
        self.text, self.delimiter, self.faults, self.unwrap = text, delimiter, faults, unwrap
        self.position, self.line = 0, 1
        self.loose = self.doubled = self.by_rule = 0
        self.broken = False
        self.ends = (delimiter, "\n", "")
        self.plain = re.compile(f"[^{delimiter}\n]*")

    def rows(self) -> Iterator[Row]:
        """Yield every row of the file, comments and empty ones included."""
        while self.position < len(self.text) and self.faults.total < ENOUGH:
            before = self.faults.total
            end = self.text.find("\n", self.position)
            end = len(self.text) if end < 0 else end
            if self.text.find('"', self.position, end) < 0:
                cells = self.text[self.position : end].split(self.delimiter)
                row = Row(self.line, cells, ends_file=end == len(self.text))
                self.position, self.line = end + 1, self.line + 1
            else:
                row = self.quoted_row()
            if self.broken:
                return
            self.check(row)
            yield row if self.faults.total == before else replace(row, damaged=True)

    def quoted_row(self) -> Row:
        """Return the row from here on, of which at least one cell has quotation marks."""
        cells: list[str] = []
        lines: list[int] = []
        more = True
        while more:
            lines.append(self.line)
            quoted = self.text.startswith('"', self.position)
            cells.append(self.quoted_cell(len(lines)) if quoted else self.unquoted_cell(len(lines)))
            more = self.text.startswith(self.delimiter, self.position)
            self.position += more
        row = Row(lines[0], cells, lines, ends_file=self.position >= len(self.text))
        self.position, self.line = self.position + 1, self.line + 1
        return row

    def plain_cell(self) -> str:
        """Return the text up to the next delimiter or line break."""
        found = self.plain.match(self.text, self.position)
        cell = found.group() if found else ""
        self.position += len(cell)
        return cell

    def unquoted_cell(self, column: int) -> str:
        """Return a cell without quotation marks around it; one only at its end has lost its beginning."""
        cell = self.plain_cell()
        if cell.endswith('"') and cell.count('"') % 2:
            self.faults.add("loose_quote", self.line, column)
        return cell

    def quoted_cell(self, column: int) -> str:
        """Return the text between quotation marks; or the cell as it stands if they belong to the text."""
        stop = self.closing(column)
        if stop is None:
            self.broken = True
            return ""
        if self.text[stop + 1 : stop + 2] not in self.ends:
            return self.loose_cell(column)
        cell = self.text[self.position + 1 : stop].replace('""', '"')
        self.position = stop + 1
        self.line += cell.count("\n")
        return self.unwrapped(cell)

    def closing(self, column: int) -> int | None:
        """Return where the closing quotation mark stands."""
        at, limit = self.position + 1, self.position + MOST_CHARACTERS + 2
        while (at := self.text.find('"', at, limit)) >= 0:
            if not self.text.startswith('"', at + 1):
                return at
            at += 2
        if limit < len(self.text):
            self.faults.add("cell_too_long", self.line, column, limit=MOST_CHARACTERS)
        else:
            self.faults.add("open_quote", self.line, column)
        return None

    def loose_cell(self, column: int) -> str:
        """Return a cell that begins with a quotation mark that its writer did not escape."""
        cell = self.plain_cell()
        if cell.count('"') % 2:
            self.faults.add("loose_quote", self.line, column)
        self.loose += 1
        return cell

    def unwrapped(self, cell: str) -> str:
        """Undo the second quoting of a cell where the file has it, and count what tells whether it has."""
        broken, split = "\n" in cell, self.delimiter in cell
        if broken and split and is_wrapped(cell):
            self.doubled += 1
            return cell[1:-1].replace('""', '"') if self.unwrap else cell
        self.by_rule += broken == split
        return cell

    def check(self, row: Row) -> None:
        """Keep the faults of what no text may contain."""
        for index, cell in enumerate(row.cells):
            if cell.isascii() and "\0" not in cell and len(cell) <= MOST_CHARACTERS:
                continue
            where = row.line_of(index), index + 1
            if "\0" in cell:
                self.faults.add("nul", *where)
            if bad := BAD.search(cell):
                self.faults.add("bad_bytes", *where, found=hexadecimal(bad.group()))
            if len(cell) > MOST_CHARACTERS:
                self.faults.add("cell_too_long", *where, limit=MOST_CHARACTERS)


def is_wrapped(cell: str) -> bool:
    """Tell whether a cell looks like a quoted cell itself."""
    return len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")


def is_quoted_twice(text: str, delimiter: str) -> bool:
    """Tell whether NarraFirma wrote a file.

    It quotes a cell only for a delimiter or a line break, and twice when the cell has both.
    """
    if '"""' not in text:
        return False
    scanner = Scanner(text, delimiter, Faults("stories"))
    for _ in scanner.rows():
        if scanner.by_rule:
            return False
    return scanner.doubled > 0


def hexadecimal(bad: str) -> str:
    """Return the bytes that could not be read, as people look them up."""
    return " ".join(f"{ord(character) - 0xDC00:02X}" for character in bad[:8])


class Table:
    """A file with its header found; `rows` are the data rows, read once."""

    def __init__(self, scanner: Scanner, rows: Iterator[Row], header: Row, clean: Clean) -> None:
        names = [clean(cell) for cell in header.cells]
        while names and not names[-1]:
            names.pop()
        self.header, self.line = names, header.line
        self.scanner, self.delimiter = scanner, scanner.delimiter
        self._rows = rows

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold data."""
        first = True
        for row in self._rows:
            if not is_comment(row) and any(map(str.strip, row.cells)) and not (first and self.is_label_row(row)):
                yield row
            first = False

    def is_label_row(self, row: Row) -> bool:
        """Tell whether an unquoted semicolon made a comment row one cell longer than the header."""
        longer = len(row.cells) == len(self.header) + 1
        return self.delimiter == ";" and longer and not row.cells[0].strip()

    def note_repairs(self, faults: Faults) -> None:
        """Tell what was put right on the way; call it after the last row."""
        if self.scanner.loose:
            faults.note("loose_quotes", count=self.scanner.loose)
        if self.scanner.unwrap:
            faults.note("double_quotes", count=self.scanner.doubled)


def is_comment(row: Row) -> bool:
    """Tell whether the first cell marks the row as a comment."""
    return row.cells[0].lstrip().startswith(";")


def decoded(data: bytes, faults: Faults) -> str | None:
    """Return the text of a file with plain newlines; bytes that are not UTF-8 stay recognisable."""
    if code := unreadable(data):
        faults.add(code, 1, limit=MOST_BYTES // 1024**2)
        return None
    text = data.decode("utf-8", "surrogateescape").lstrip(BOM)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unreadable(data: bytes) -> str:
    """Return why a file is no CSV file at all; empty when it may be one."""
    if not data.strip():
        return "empty_file"
    if len(data) > MOST_BYTES:
        return "too_big"
    if data.startswith(b"PK\x03\x04"):
        return "workbook"
    return "utf16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ""


def start(text: str, delimiter: str, faults: Faults, clean: Clean, unwrap: bool = False) -> Table | None:
    """Return the table as this delimiter gives it, read up to its header."""
    scanner = Scanner(text, delimiter, faults, unwrap)
    rows = scanner.rows()
    for row in rows:
        cells = row.cells[:1] if delimiter == ";" else row.cells
        named = any(cell.strip(BLANK) for cell in cells)
        if named and not is_comment(row):
            return Table(scanner, rows, row, clean)
    return None


def open_table(
    data: bytes, faults: Faults, wanted: Sequence[str], known: Callable[[str], bool], clean: Clean = same
) -> Table | None:
    """Return the table by the delimiter that finds most of the wanted header; or None, with faults."""
    text = decoded(data, faults)
    if text is None:
        return None

    def score(delimiter: str) -> tuple[int, int, int]:
        table = start(text, delimiter, Faults(faults.file), clean)
        header = table.header if table else []
        return len(set(wanted) & set(header)), sum(map(known, header)), len(header)

    delimiter = max(DELIMITERS, key=score)
    table = start(text, delimiter, faults, clean, is_quoted_twice(text, delimiter))
    if table is None:
        if not faults.found:
            faults.add("empty_file", 1)
        return None
    faults.header = table.header
    return table if header_is_right(table, faults, wanted) else None


def header_is_right(table: Table, faults: Faults, wanted: Sequence[str]) -> bool:
    """Tell whether the header has what is wanted, once each, and no nameless columns."""
    before = len(faults.found)
    if not set(wanted) <= set(table.header):
        faults.add("wrong_header", table.line, expected=listed(wanted), given=listed(table.header))
    for index, name in enumerate(table.header):
        if not name:
            faults.add("empty_header", table.line, index + 1)
        elif name in wanted and name in table.header[:index]:
            faults.add("repeated_column", table.line, index + 1, name=name)
    return len(faults.found) == before
