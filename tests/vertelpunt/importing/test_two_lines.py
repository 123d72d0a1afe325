"""Names of columns in two lines, the upper with merged cells: recognised and asked about, never read as a story."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from people.models import User
from tests.vertelpunt.importing.dirty import TWO_LINES, kinds, look, read, story, text, with_merged_cells
from vertelpunt.importing.workbook import convert
from vertelpunt.models import Vertelpunt

SAID: list[list[str]] = [["" if cell is None else str(cell) for cell in row] for row in TWO_LINES]
PUT_TOGETHER = {
    "Verhaal": "story",
    "Waar gaat het over? [wachten]": "multi_part",
    "Waar gaat het over? [contact]": "multi_part",
    "Waar gaat het over? [op school]": "multi_part",
    "Wie besliste? [kind]": "triad_part",
    "Wie besliste? [ouders]": "triad_part",
    "Wie besliste? [hulp]": "triad_part",
    "Hoe oud?": "choice",
}


def changed(line: int, at: int, cell: str) -> list[list[str]]:
    """Return the table with one other cell."""
    rows = [list(row) for row in SAID]
    rows[line][at] = cell
    return rows


@pytest.mark.parametrize("cut", [",", ";", "\t"])
def test_both_lines_are_put_together_and_asked_about(tmp_path: Path, cut: str) -> None:
    found = look(tmp_path, text(SAID, cut).encode())
    assert (kinds(found.mapping), found.rows, found.mapping.ask) == (PUT_TOGETHER, 6, ("upper",))
    assert found.seen()["notes"]["upper"] == ["Waar gaat het over?", "Wie besliste?"]
    stories, faults, _reader = read(tmp_path, found.mapping)
    assert (len(stories), stories[0].line, faults.found) == (6, 3, [])
    said: dict[str, Any] = dict(stories[1].answers)
    assert said["waar_gaat_het_over"] == ["wachten", "op_school"]
    assert said["wie_besliste"] == [10, 50, 40]


def test_a_workbook_with_merged_cells_is_read_the_same(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(with_merged_cells())
    convert(tmp_path / "book.xlsx", tmp_path / "table.csv")
    found = look(tmp_path, (tmp_path / "table.csv").read_bytes())
    assert (kinds(found.mapping), found.rows, found.mapping.ask) == (PUT_TOGETHER, 6, ("upper",))


def test_a_title_above_both_lines_is_left_out(tmp_path: Path) -> None:
    found = look(tmp_path, text([["Onderzoek 2025", *[""] * 7], *SAID]).encode())
    assert (kinds(found.mapping), found.rows) == (PUT_TOGETHER, 6)


LOWER = ["Verhaal", *SAID[1][1:7], "Hoe oud?"]
OTHERWISE = {
    "names below": [["", *SAID[0][1:]], ["Verhaal", *SAID[1][1:]], *SAID[2:]],
    "SurveyMonkey": changed(1, 0, "Open-Ended Response"),
    "said again": [["Verhaal", *["Waar gaat het over?"] * 3, *SAID[0][4:]], *SAID[1:]],
    "other and none": [SAID[0], [*SAID[1][:2], "anders", "geen", *SAID[1][4:]], *SAID[2:]],
    "one question": [["", "Waar gaat het over?", *[""] * 6], LOWER, *SAID[2:]],
}


@pytest.mark.parametrize("rows", OTHERWISE.values(), ids=OTHERWISE)
def test_other_ways_to_write_it_are_recognised(tmp_path: Path, rows: list[list[str]]) -> None:
    found = look(tmp_path, text(rows).encode())
    assert (found.mapping.ask, found.rows) == (("upper",), 6)
    assert "Waar gaat het over? [wachten]" in kinds(found.mapping)


@pytest.mark.parametrize(
    ("line", "at", "cell"),
    [(1, 0, story(9)), (1, 1, "1"), (1, 2, "n.v.t."), (1, 3, "ja"), (1, 7, "0-11")],
)
def test_a_second_line_with_answers_is_no_line_of_names(tmp_path: Path, line: int, at: int, cell: str) -> None:
    found = look(tmp_path, text(changed(line, at, cell)).encode())
    assert not found.mapping.upper
    assert (found.rows == 7) != (found.mapping.ask == ("labels",))  # a story, or asked about
    assert "nameless" in found.header.notes  # said on the page, where a person can choose two lines


@pytest.mark.django_db
def test_the_page_asks_and_reads_it_otherwise_when_told(client: Client, anna: User, point: Vertelpunt) -> None:
    client.force_login(anna)
    file = SimpleUploadedFile("verhalen.csv", text(SAID).encode())
    url = client.post("/c/noord/v/jeugdhulp/import/", {"file": file}).headers["Location"]
    page = client.get(url).content.decode()
    assert "De namen van de kolommen staan in twee regels" in page
    assert "Boven meer kolommen staat “Waar gaat het over?, Wie besliste?”." in page
    page = client.post(url, {"do": "read", "upper": "no"}, follow=True).content.decode()
    assert "Waar gaat het over? [wachten]" not in page
    page = client.post(url, {"do": "read", "upper": "yes"}, follow=True).content.decode()
    assert "Waar gaat het over? [wachten]" in page


def test_a_person_has_the_last_word(tmp_path: Path) -> None:
    data: Any = text(SAID).encode()
    one = look(tmp_path, data, upper=False)
    assert (one.mapping.ask, one.mapping.columns[2].name) == (("labels",), "[3]")
    assert look(tmp_path, data, upper=False, labels=False).rows == 7
    numbered = text(changed(1, 1, "1")).encode()
    two = look(tmp_path, numbered, upper=True)
    assert (two.rows, two.mapping.ask) == (6, ())
    assert "Waar gaat het over? [1]" in kinds(two.mapping)
    assert len(read(tmp_path, two.mapping)[0]) == 6
