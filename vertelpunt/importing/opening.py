"""A file is opened: its form, its header, what stands in its columns, and how it may be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from vertelpunt.importing import profile, proposing, sensemaker
from vertelpunt.importing.encoding import Form, form_of
from vertelpunt.importing.mapping import Mapping
from vertelpunt.importing.profile import Profile, profiles_of
from vertelpunt.importing.sensemaker import Signifier
from vertelpunt.importing.sheet import BrokenTable, Header, header_of, raw_rows

SAMPLE = 400
Rows = Iterator[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class Look:
    """What was found in a file."""

    form: Form
    header: Header
    profiles: list[Profile]
    rows: int
    mapping: Mapping

    def seen(self) -> dict[str, Any]:
        """Return what a page shows of it."""
        notes: dict[str, Any] = dict(self.header.notes)
        if self.header.upper:
            notes["upper"] = list(self.header.upper)[:6]
        if self.header.labels:
            notes["labels"] = [label for label in self.header.labels if label][:6]
        return {"rows": self.rows, "columns": [profile.to_json(one) for one in self.profiles], "notes": notes}


def form_for(path: Path, encoding: str = "", delimiter: str = "") -> Form:
    """Return how a file is written down, in the encoding and with the delimiter that a person chose, if any."""
    with path.open("rb") as file:
        found = form_of(file)
    return replace(found, encoding=encoding or found.encoding, delimiter=delimiter or found.delimiter)


def look_at(
    path: Path,
    framework: Sequence[Signifier] = (),
    encoding: str = "",
    delimiter: str = "",
    labels: bool | None = None,
    upper: bool | None = None,
) -> Look:
    """Walk through a file once; raise BrokenTable when it is no table."""
    form = form_for(path, encoding, delimiter)
    first = list(islice(raw_rows(path, form), SAMPLE))
    header = header_of(first, False if framework and upper is None else upper)
    if labels is False:
        header = replace(header, labels=(), label_line=0)
    rows = [row for _line, row in islice(data_rows(path, form, header), SAMPLE)]
    profiles, count = profiles_of((row for _line, row in data_rows(path, form, header)), len(header.names))
    if not count:
        raise BrokenTable("no_rows", header.line)
    if framework:
        mapping = sensemaker.propose(framework, header.names, profiles)
    else:
        mapping = proposing.propose(header, profiles, rows)
    ask = [] if form.sure or encoding else ["encoding"]
    ask += ["labels"] if header.labels and labels is None else []
    ask += ["upper"] if header.upper and upper is None else []
    whole = replace(mapping, encoding=form.encoding, delimiter=form.delimiter, labels=bool(header.labels))
    whole = replace(whole, upper=bool(header.upper))
    return Look(form, header, profiles, count, replace(whole, ask=tuple(ask)))


def data_rows(path: Path, form: Form, header: Header) -> Rows:
    """Yield the rows below the header, but for a line that says what columns mean."""
    below = (one for one in raw_rows(path, form) if one[0] > header.line)
    for at, (line, row) in enumerate(below):
        shifted = at == 0 and form.delimiter == ";" and len(row) == len(header.raw) + 1 and not row[0].strip()
        if not shifted and line != header.label_line:  # a semicolon that marks a comment also cuts a cell off
            yield line, row


def reopen(path: Path, mapping: Mapping) -> tuple[Header, Rows]:
    """Return the header and the rows of a file, read as agreed."""
    form = form_for(path, mapping.encoding, mapping.delimiter)
    header = header_of(list(islice(raw_rows(path, form), SAMPLE)), mapping.upper)
    if not mapping.labels:
        header = replace(header, labels=(), label_line=0)
    return header, data_rows(path, form, header)
