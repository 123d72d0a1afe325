"""Lists that leave as a file: a table with semicolons, a workbook or JSON; made row by row."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import TextIOWrapper
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lib.csvfile import MARK, cell
from lib.sending import sent

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
BETWEEN = " | "  # what stands between several things in one cell
LONGEST, LONGEST_NAME = 32_767, 60  # characters in a cell, and in the name of a file
SHEET = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Listing:
    """Rows by the names that programs read, with what people call each column; and what must be said of all rows."""

    name: str
    heads: Mapping[str, str]
    rows: Iterable[Row]
    about: Mapping[str, str] = field(default_factory=dict)


def wanted(request: HttpRequest) -> str:
    """Return the form that an address asks for, a table with semicolons when it asks for none."""
    form = request.GET.get("as", "csv")
    if form not in FORMS:
        raise Http404
    return form


def as_file(request: HttpRequest, listing: Listing) -> StreamingHttpResponse:
    """Return a list as the file that the address asks for."""
    form, made = wanted(request), TemporaryFile(dir=settings.VAR_DIR)  # noqa: SIM115 - closed when it was sent
    try:
        WRITERS[form](listing, made)
    except BaseException:
        made.close()
        raise
    made.seek(0)
    name = f"{slugify(listing.name)[:LONGEST_NAME].strip('-') or 'list'}-{timezone.localdate().isoformat()}.{form}"
    return sent(request, made, name, FORMS[form])


def _csv(listing: Listing, out: IO[bytes]) -> None:
    text = TextIOWrapper(out, "utf-8", newline="")
    text.write(MARK)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(head) for head in listing.heads.values()])
    writer.writerows([cell(flat(row.get(key))) for key in listing.heads] for row in listing.rows)
    text.detach()


def _xlsx(listing: Listing, out: IO[bytes]) -> None:
    from xlsxwriter import Workbook  # only for who asks for it

    with TemporaryDirectory(dir=settings.VAR_DIR) as folder, Workbook(out, SHEET | {"tmpdir": folder}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for place, head in enumerate(listing.heads.values()):
            sheet.write_string(0, place, head, bold)
        for number, row in enumerate(listing.rows, 1):
            _cells(sheet, number, [flat(row.get(key)) for key in listing.heads])
        sheet.freeze_panes(1, 0)
        if listing.about:
            about = book.add_worksheet(_("about"))
            for number, line in enumerate(listing.about.values()):
                about.write_string(number, 0, line)


def _cells(sheet: Any, number: int, cells: Sequence[str | int | float | None]) -> None:
    for place, value in enumerate(cells):
        if isinstance(value, str):
            sheet.write_string(number, place, value[:LONGEST])
        elif value is not None:
            sheet.write_number(number, place, value)


def _json(listing: Listing, out: IO[bytes]) -> None:
    """Write one object: what must be said, what the columns are called, and the rows, one on each line."""
    head = {"about": dict(listing.about), "columns": dict(listing.heads)}
    out.write(json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "rows": [')
    for number, row in enumerate(listing.rows):
        made = json.dumps({key: row.get(key) for key in listing.heads}, ensure_ascii=False, default=_plain)
        out.write((",\n" if number else "\n").encode() + made.encode())
    out.write(b"\n]}\n")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def flat(value: Any) -> str | int | float | None:
    """Return what stands in one cell: of several things one line, of a day its date, of yes and no the word.

    >>> flat(["a", {"letter": "B", "text": "c"}]), flat(date(2026, 3, 1)), flat(3), flat(None)
    ('a | B: c', '2026-03-01', 3, None)
    """
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        return ": ".join(str(part) for part in map(flat, value.values()) if part not in ("", None))
    if isinstance(value, list | tuple):
        return BETWEEN.join(str(part) for part in map(flat, value) if part not in ("", None))
    return _plain(value)


WRITERS = {"csv": _csv, "xlsx": _xlsx, "json": _json}
