"""An SPSS file: numbers with labels, and why there is no answer as missing values; an extra package makes it."""

from array import array
from collections.abc import Sequence
from importlib.util import find_spec
from math import nan
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from lib.errors import Refused
from vertelpunt.exporting.codebook import ends, marks
from vertelpunt.exporting.columns import Cell, Column, Part
from vertelpunt.exporting.fields import Mark
from vertelpunt.exporting.table import Table
from vertelpunt.narrafirma.words import slug, unique

MOST_ROWS = 200_000  # the package reads in pieces, but writes only what is in memory as a whole
LONGEST = 32_767  # bytes in a text
RESERVED = ("all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with")  # no name of a column
MISSING = {Mark.SKIPPED: -1.0, Mark.NOT_APPLICABLE: -2.0, Mark.NOT_ASKED: -3.0, Mark.WITHHELD: -4.0}


def write_sav(table: Table, out: IO[bytes]) -> None:
    """Write one case for each story."""
    if find_spec("pyreadstat") is None or find_spec("pandas") is None:
        raise Refused("no_spss", _missing_package())
    columns = table.columns
    values: list[Any] = [[] if column.kind == "text" else array("d") for column in columns]
    codes = [codes_of(column) for column in columns]
    for number, row in enumerate(table.rows(), 1):
        if number > MOST_ROWS:
            raise Refused("too_many_rows", _too_many())
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            values[place].append(value_of(column, cell, codes[place]))
    _save(table, values, out)


def _missing_package() -> str:
    return _(
        "This installation cannot make SPSS files: the packages of requirements-spss.txt are not there. "
        "Who runs it can add them. Until then, choose SPSS of any size: a table, and syntax that reads it into SPSS "
        "with all labels. No file was made."
    )


def _too_many() -> str:
    return _(
        "An SPSS file holds at most 200,000 stories here. Choose SPSS of any size: a table, and syntax that reads it "
        "into SPSS with all labels. Or choose a selection. No file was made."
    )


def codes_of(column: Column) -> dict[str, float]:
    """Return the number of each answer: flags keep theirs, codes are counted from one."""
    if column.kind == "flag":
        return {"0": 0.0, "1": 1.0}
    return {code: float(place) for place, code in enumerate(column.values, 1)} if column.kind == "code" else {}


def value_of(column: Column, cell: Cell, codes: dict[str, float]) -> float | str:
    """Return a cell as SPSS has it: a number, or a text of at most so many bytes."""
    if column.kind == "text":
        text = "" if cell is None else str(cell)
        return text.encode()[:LONGEST].decode(errors="ignore")
    if isinstance(cell, Mark):
        return MISSING[cell]
    if cell is None:
        return nan
    return codes.get(str(cell), nan) if column.kind in ("code", "flag") else float(cell)


def names_of(columns: Sequence[Column]) -> list[str]:
    """Return names that SPSS takes: letters, digits and underscores, each once."""
    found: list[str] = []
    for column in columns:
        name = slug(column.name) or "column"
        found.append(unique(name if name[0].isalpha() and name not in RESERVED else f"v_{name}", found))
    return found


def labels_of(table: Table) -> list[dict[float, str]]:
    """Return for each column what its numbers mean, reasons for no answer included."""
    why = {value: marks()[mark.value] for mark, value in MISSING.items()}
    pairs = [(part, column) for part in table.parts for column in part.columns]
    found = []
    for part, column in pairs:
        known = codes_of(column)
        named = {known.get(value, float(value) if not known else -9.0): text for value, text in _ends(part, column)}
        found.append({} if column.kind == "text" else named | why)
    return found


def levels_of(table: Table) -> list[str]:
    """Return how each column is measured: as a number on a line, as steps in an order, or as names."""
    return [_level(part, column) for part in table.parts for column in part.columns]


def _level(part: Part, column: Column) -> str:
    if column.kind == "number":
        return "scale"
    return "ordinal" if part.field is not None and part.field.kind == "ordered" else "nominal"


def _ends(part: Any, column: Column) -> list[tuple[str, str]]:
    return [] if column.kind == "text" else list(ends(part, column).items())


def _save(table: Table, values: list[Any], out: IO[bytes]) -> None:
    import pandas as pd
    from pyreadstat import write_sav as write

    names, columns = names_of(table.columns), table.columns
    kinds = ["object" if column.kind == "text" else "float64" for column in columns]
    frame = pd.DataFrame(
        {name: pd.Series(one, dtype=kind) for name, one, kind in zip(names, values, kinds, strict=True)}
    )
    numeric = [name for name, column in zip(names, columns, strict=True) if column.kind != "text"]
    labels = {name: some for name, some in zip(names, labels_of(table), strict=True) if some}
    with TemporaryDirectory(dir=settings.VAR_DIR) as folder:
        path = Path(folder) / "stories.sav"
        write(
            frame,
            str(path),
            column_labels=[column.label[:250] for column in columns],
            variable_value_labels=labels,
            variable_format=dict.fromkeys(numeric, "F8.0"),
            variable_measure=dict(zip(names, levels_of(table), strict=True)),
            missing_ranges={name: [{"lo": -4, "hi": -1}] for name in numeric},
            compress=True,
        )
        with path.open("rb") as made:
            while piece := made.read(1 << 20):
                out.write(piece)
