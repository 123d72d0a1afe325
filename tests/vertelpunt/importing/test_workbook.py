"""A workbook is read as values: nothing in it is computed or run."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.vertelpunt.importing.dirty import BOOK, DAY, look, read, story, workbook
from vertelpunt.importing.workbook import BrokenWorkbook, Converted, convert


def converted(folder: Path, data: bytes) -> tuple[Converted, list[list[str]]]:
    """Return what a workbook became."""
    (folder / "book").write_bytes(data)
    found = convert(folder / "book", folder / "rows")
    return found, list(csv.reader((folder / "rows").open(encoding="utf-8", newline="")))


def test_days_numbers_and_truth_are_written_as_people_write_them(tmp_path: Path) -> None:
    found, rows = converted(tmp_path, workbook(BOOK, other=[["uitleg", "x"], ["a", "b"]]))
    assert (found.sheet, found.others, found.formulas) == ("Antwoorden", ("Uitleg",), 0)
    assert rows[2] == [story(1), "2026-03-01", "0.25", "FALSE"]


def test_a_workbook_becomes_stories(tmp_path: Path) -> None:
    converted(tmp_path, workbook(BOOK))
    seen = look(tmp_path, (tmp_path / "rows").read_bytes())
    told, faults, _reader = read(tmp_path, seen.mapping)
    assert not faults.found
    assert (told[1].collected_on, told[1].answers) == (date(2026, 3, 1), {"gehoord": 25, "ja_of_nee": "false"})


def test_a_formula_without_a_kept_result_is_refused_and_never_computed(tmp_path: Path) -> None:
    with pytest.raises(BrokenWorkbook) as broken:
        converted(tmp_path, workbook([["Verhaal", "Som"], [story(1), "=1+1"]]))
    assert (broken.value.code, broken.value.params) == ("formula_without_value", {"line": 2, "column": 2})


def test_the_kept_result_of_a_formula_is_read(tmp_path: Path) -> None:
    plain, out = workbook([["Verhaal", "Som"], [story(1), "=1+1"]]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as book, zipfile.ZipFile(out, "w") as kept:
        for name in book.namelist():
            kept.writestr(name, book.read(name).replace(b"<v />", b"<v>2</v>").replace(b"<v></v>", b"<v>2</v>"))
    found, rows = converted(tmp_path, out.getvalue())
    assert (found.formulas, rows[1][1]) == (1, "2")


@pytest.mark.parametrize("data", [b"PK\x03\x04 and then nothing", workbook([["leeg"]])])
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BrokenWorkbook):
        converted(tmp_path, data)


def test_a_zip_that_is_no_workbook_is_called_a_zip(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("verhalen.csv", "Verhaal,A\n")
    with pytest.raises(BrokenWorkbook, match="zip"):
        converted(tmp_path, out.getvalue())


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vertelpunt.importing.workbook.MOST_UNPACKED", 1000)
    with pytest.raises(BrokenWorkbook, match="too_big"):
        converted(tmp_path, workbook([["Verhaal", "Dag"], [story(1), DAY]]))
