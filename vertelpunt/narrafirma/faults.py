"""Faults and notes: what is wrong where, in words; and the refusal that carries them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lib.errors import Refused
from vertelpunt.narrafirma import messages

File = Literal["form", "stories"]
Params = tuple[tuple[str, str], ...]
MOST = 200
ENOUGH = 10_000
SHOWN = 60
CUT = {"found", "name"}


def visible(text: str) -> str:
    """Return `text` on one line, with odd characters made visible."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))


def shorten(text: str) -> str:
    """Return `text` on one line, cut where it becomes long."""
    line = visible(text)
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


def listed(names: Sequence[str], most: int = 40) -> str:
    """Return the names on one line, not endlessly many."""
    rest = len(names) - most
    shown = ", ".join(f"'{shorten(name)}'" for name in names[:most])
    return f"{shown}, {messages.MORE % {'count': rest}}" if rest > 0 else shown


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; `line` is the line of the file as an editor counts it."""

    file: File
    code: str
    line: int
    column: int | None = None
    header: str = ""
    params: Params = ()

    @property
    def message(self) -> str:
        """Say what is wrong, in the reader's language."""
        return str(messages.FAULTS[self.code]) % dict(self.params)

    @property
    def place(self) -> str:
        """Say where it is, in the reader's language."""
        names = {"file": messages.FILES[self.file], "line": self.line}
        if self.column is None:
            return str(messages.AT_LINE) % names
        words = messages.AT_CELL if self.header else messages.AT_COLUMN
        return str(words) % {**names, "column": self.column, "header": self.header}

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass(frozen=True)
class Note:
    """Something that was done with a file and that a person should know."""

    file: File
    code: str
    params: Params = ()

    @property
    def message(self) -> str:
        """Say what was done, in the reader's language."""
        return str(messages.NOTES[self.code]) % dict(self.params)

    def __str__(self) -> str:
        return self.message


class ImportRefused(Refused):
    """The files are not imported; `faults` says why, and `more` how many faults are not listed."""

    def __init__(self, faults: tuple[Fault, ...], more: int = 0) -> None:
        super().__init__("import_refused", str(messages.REFUSED) % {"count": len(faults) + more})
        self.faults = faults
        self.more = more

    def lines(self) -> list[str]:
        """Return one sentence per fault, to be shown to the one who imports."""
        words = messages.MORE if len(self.faults) + self.more < ENOUGH else messages.AT_LEAST
        rest = [str(words) % {"count": self.more}] if self.more else []
        return [str(fault) for fault in self.faults] + rest


class Faults:
    """Collects the faults and notes of one file; knows its header, so that a fault can name its column."""

    def __init__(self, file: File) -> None:
        self.file: File = file
        self.header: Sequence[str] = ()
        self.found: list[Fault] = []
        self.more = 0
        self.notes: list[Note] = []

    @property
    def total(self) -> int:
        """Return how many faults there are."""
        return len(self.found) + self.more

    def add(self, code: str, line: int, column: int | None = None, /, **params: object) -> None:
        """Keep a fault, or only count it once there are enough."""
        if len(self.found) >= MOST:
            self.more += 1
            return
        named = self.header[column - 1] if column and column <= len(self.header) else ""
        words = tuple((key, (shorten if key in CUT else visible)(str(value))) for key, value in params.items())
        self.found.append(Fault(self.file, code, line, column, shorten(named), words))

    def note(self, code: str, /, **params: object) -> None:
        """Keep a note."""
        self.notes.append(Note(self.file, code, tuple((name, str(value)) for name, value in params.items())))


def refuse_if_any(*files: Faults) -> None:
    """Raise with all faults in the order of the files and their lines, unless there are none."""
    found = [fault for file in files for fault in sorted(file.found, key=lambda f: (f.line, f.column or 0))]
    more = sum(file.more for file in files) + max(0, len(found) - MOST)
    if found:
        raise ImportRefused(tuple(found[:MOST]), more)
