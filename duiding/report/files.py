"""The data of a report as files: a workbook with a sheet for each part, or JSON."""

import json
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from duiding.report.document import Document, Grid

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_NAME = 31  # of a sheet
WIDEST = 50
A4, LINE = 9, 15
FORBIDDEN = "[]:*?/\\'"


def workbook(document: Document) -> bytes:
    """Return the rows of each part on a sheet of its own; texts are always text, so that nothing in them runs."""
    from xlsxwriter import Workbook  # only for who asks for it

    out = BytesIO()
    with Workbook(out, OPTIONS) as book:
        book.set_properties({"title": document.title, "author": document.author})
        looks = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for part in document.parts:
            if part.data:
                name = "".join(sign for sign in part.title if sign not in FORBIDDEN)[:LONGEST_NAME]
                _sheet(book.add_worksheet(name), part.data, *looks)
    return out.getvalue()


def _width(grid: Grid, place: int) -> int:
    """Return how wide a column is in signs: as its longest words, within bounds."""
    longest = max((len(str(row[place])) for row in grid.rows), default=0)
    return min(max(longest, len(grid.headings[place])) + 2, WIDEST)


def _sheet(sheet: "Worksheet", grid: Grid, bold: Any, plain: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for place, name in enumerate(grid.headings):
        sheet.write_string(0, place, name, bold)
        sheet.set_column(place, place, _width(grid, place))
    for number, row in enumerate(grid.rows, 1):
        sheet.set_row(number, LINE * max(len(wrap(str(cell), WIDEST - 4)) or 1 for cell in row))
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, place, cell, plain)
            else:
                sheet.write_number(number, place, cell, plain)
    sheet.freeze_panes(1, 0)


def as_json(document: Document) -> bytes:
    """Return the parts with what was written in them and their rows, as programs read it."""
    parts = {
        part.key: {
            "title": part.title,
            "written": part.written,
            "lines": list(part.lines),
            "columns": list(part.data.headings) if part.data else [],
            "rows": [list(row) for row in part.data.rows] if part.data else [],
        }
        for part in document.parts
    }
    whole = {"title": document.title, "about": document.above, "language": document.lang, "parts": parts}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()
