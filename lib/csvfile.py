"""Tables as CSV that a Dutch spreadsheet opens as it is, and that no spreadsheet runs as a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.utils.formats import number_format

Value = str | int | float | None
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK = "\ufeff"  # says that this is UTF-8


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Return a table with semicolons; numbers with the decimal sign of the active language."""
    made = StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow([cell(name) for name in head])
    writer.writerows([cell(value) for value in row] for row in rows)
    return MARK + made.getvalue()


def cell(value: Value) -> str:
    """Return one cell: text that would start a formula stays text."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(number_format(round(value, 4) + 0.0, use_l10n=True, force_grouping=False))
    return f"'{value}" if value.startswith(FORMULA) else value
