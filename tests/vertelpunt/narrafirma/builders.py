"""Builders of story forms and data files, right ones and wrong ones."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from vertelpunt.narrafirma import Answer, Fault, Import, ImportRefused, read_pair

HERE = Path(__file__).parent
HEADER = ["Data column name", "Type", "About", "Short name", "Long name", "Options", "Answers"]
SCALE = ["Gehoord", "Scale", "story", "Gehoord", "Voelde je je gehoord?", "", "nee", "ja"]
CHOICE = ["Plek", "Single choice", "story", "Plek", "Waar?", "", "thuis", "school"]
TITLE, TEXT = "Story title", "Story text"

Rows = Sequence[Sequence[str]]


def written(rows: Rows, delimiter: str = ",") -> bytes:
    """Return the rows as a CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def form(*rows: Sequence[str], delimiter: str = ",") -> bytes:
    """Return a form with these rows below the usual header."""
    return written([HEADER, *rows], delimiter)


def question(kind: str, *answers: str, name: str = "V", options: str = "") -> list[str]:
    """Return a question row about the story."""
    return [name, kind, "story", name, f"{name}?", options, *answers]


def setting(kind: str, *answers: str) -> list[str]:
    """Return an import row."""
    return ["", kind, "import", "", "", "", *answers]


def stories(columns: Sequence[str], *rows: Sequence[str], delimiter: str = ",") -> bytes:
    """Return a data file: a title, a text, then these columns."""
    told = [[f"Titel {i}", f"Verhaal {i}", *row] for i, row in enumerate(rows, 1)]
    return written([[TITLE, TEXT, *columns], *told], delimiter)


def answers(row: Sequence[str], columns: Sequence[str], *cells: str, settings: Rows = ()) -> list[Answer]:
    """Return the answers to the question of one form row, one story per cell of its first column."""
    read = read_pair(form(row, *settings), stories(columns, *([cell] for cell in cells)))
    return [story.answers[read.questions[0].key] for story in read.stories]


def sample() -> Import:
    """Return the sample pair."""
    return read_pair((HERE / "form_nl.csv").read_bytes(), (HERE / "stories_nl.csv").read_bytes())


def faults(form_data: bytes, stories_data: bytes) -> list[Fault]:
    """Return the faults for which a pair is refused; none when it is read."""
    try:
        read_pair(form_data, stories_data)
    except ImportRefused as refused:
        return list(refused.faults)
    return []


def places(form_data: bytes, stories_data: bytes) -> list[tuple[str, str, int, int | None]]:
    """Return code, file, line and column of every fault."""
    return [(f.code, f.file, f.line, f.column) for f in faults(form_data, stories_data)]
