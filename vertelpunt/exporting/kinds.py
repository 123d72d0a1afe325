"""The kinds of file that stories can leave in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from vertelpunt.exporting import pair, spss, syntax, textual, workbook
from vertelpunt.exporting.table import Table

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it is for, how its name ends, who writes it, and whether stories without text are in it."""

    label: "Promise"
    ending: str
    type: str
    write: Callable[[Table, IO[bytes]], None]
    texts_only: bool = False


KINDS: dict[str, Kind] = {
    "csv": Kind(_("CSV, one row for each story"), "csv", "text/csv; charset=utf-8", textual.write_csv),
    "xlsx": Kind(
        _("Excel workbook: stories, code book and distributions"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook.write_xlsx,
    ),
    "codebook": Kind(
        _("Code book as CSV: what the columns mean, no stories"),
        "csv",
        "text/csv; charset=utf-8",
        textual.write_codebook,
    ),
    "jsonl": Kind(_("JSON lines, for programs"), "jsonl", "application/x-ndjson", textual.write_jsonl),
    "sav": Kind(_("SPSS file, with labels and missing values"), "sav", "application/x-spss-sav", spss.write_sav),
    "sps": Kind(
        _("SPSS of any size: a table, and syntax that reads it into SPSS with labels and missing values"),
        "zip",
        "application/zip",
        syntax.write_syntax,
    ),
    "narrafirma": Kind(
        _("NarraFirma: a story form and a data file, only stories whose text may leave"),
        "zip",
        "application/zip",
        pair.write_pair,
        texts_only=True,
    ),
}
