"""An Excel workbook: stories, code book and distributions; written row by row, never as a whole in memory."""

from collections.abc import Sequence
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from lib.errors import Refused
from vertelpunt.exporting.codebook import head, lines
from vertelpunt.exporting.columns import Cell
from vertelpunt.exporting.counting import Tally
from vertelpunt.exporting.table import Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575  # below the names of the columns
LONGEST = 32_767  # characters in a cell
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_xlsx(table: Table, out: IO[bytes]) -> None:
    """Write three sheets; texts are always text, so that nothing in them runs."""
    from xlsxwriter import Workbook  # only for who asks for it

    with TemporaryDirectory(dir=settings.VAR_DIR) as folder, Workbook(out, OPTIONS | {"tmpdir": folder}) as book:
        names = (_("stories"), _("code book"), _("distributions"))
        stories, codebook, distributions = (book.add_worksheet(name.capitalize()) for name in names)
        tallies = _stories(table, stories)
        for number, line in enumerate([head(), *lines(table)]):
            _row(codebook, number, line)
        _distributions(table, distributions, tallies)
        for sheet in (stories, codebook, distributions):
            sheet.freeze_panes(1, 0)


def _stories(table: Table, sheet: "Worksheet") -> list[Tally]:
    """Write the stories, and return how often each answer was given."""
    columns = table.columns
    _row(sheet, 0, [column.name for column in columns])
    counted = [(place, Tally(one)) for place, one in enumerate(columns) if _counts(table, one.part, one.kind)]
    for number, row in enumerate(table.rows(), 1):
        if number > MOST_ROWS:
            raise Refused("too_many_rows", _too_many())
        for place, tally in counted:
            tally.add(row[place])
        worded = [one.worded(cell) for one, cell in zip(columns, row, strict=True)] if table.words else row
        _row(sheet, number, worded)
    return [tally for _place, tally in counted]


def _counts(table: Table, part: str, kind: str) -> bool:
    """Tell whether a column has a distribution: groups and closed questions do, free text and numbers do not."""
    asked = {one.key for one in table.parts if one.field is not None}
    return kind != "text" and (part in asked or kind == "code")


def _too_many() -> str:
    return _(
        "A workbook holds at most 1,048,575 stories. Choose CSV or JSON lines for all of them, or a selection. "
        "No file was made."
    )


def _row(sheet: "Worksheet", number: int, cells: Sequence[Cell | float]) -> None:
    for place, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(number, place, cell[:LONGEST])
        elif cell is not None:
            sheet.write_number(number, place, cell)


def _distributions(table: Table, sheet: "Worksheet", tallies: Sequence[Tally]) -> None:
    names = (_("column"), _("name"), _("value"), _("meaning"), _("stories"), _("share of the answers"),
             _("answered"), _("mean"), _("standard deviation"))  # fmt: skip
    _row(sheet, 0, names)
    number = 1
    for tally in tallies:
        for row in _lines(table, tally):
            _row(sheet, number, row)
            number += 1


def _lines(table: Table, tally: Tally) -> list[list[Cell | float]]:
    column, n, shape = tally.column, tally.answered, tally.shape()
    few = 0 < n < table.smallest
    about: list[Cell | float] = [column.name, column.label, None, None, None, None, None if few else n]
    made = [about if few or shape is None else [*about, round(shape[0], 2), round(shape[1], 2)]]
    hidden = _("fewer than %(least)d, or left out so that others cannot be worked out") % {"least": table.smallest}
    for value, meaning, count in tally.seen(table.smallest):
        share = None if count is None or not n or value.startswith("[") else round(count / n, 4)
        made.append([column.name, None, value, meaning, hidden if count is None else count, share])
    return made
