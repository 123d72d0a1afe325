"""A workbook of stories: three sheets, nothing that runs, and counts that others may see."""

import io
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook

from people.models import Coalition, User
from tests import world
from tests.vertelpunt.exported import made, place_of
from vertelpunt.access import Workplace


@pytest.fixture
def place(anna: User, noord: Coalition) -> Workplace:
    """The workplace of Anna at a Vertelpunt with a triad."""
    return place_of(anna, world.vertelpunt(noord, asked=[*world.questions(), world.triad("who")]))


def sheets(place: Workplace, **choice: Any) -> list[list[tuple[Any, ...]]]:
    """Return the cells of each sheet."""
    with translation.override("en"):
        book = load_workbook(io.BytesIO(made(place, "xlsx", **choice)))
    assert book.sheetnames == ["Stories", "Code book", "Distributions"]
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


def named(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Return rows by the names in the first one."""
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_numbers_are_numbers_and_texts_are_text(place: Workplace) -> None:
    text = '=HYPERLINK("http://x")'
    world.story(place.vertelpunt, text=text, answers={"heard": 0, "in_time": {"none": "skipped"}, "who": [34, 33, 33]})
    (row,) = named(sheets(place)[0])
    assert (row["heard"], row["in_time"], row["who.child"], row["text"]) == (0, "[skipped]", 34, text)
    book = load_workbook(io.BytesIO(made(place, "xlsx")))
    assert {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line} <= {"s", "n"}


def test_the_code_book_and_the_distributions_are_of_the_same_stories(place: Workplace) -> None:
    for heard in (0, 50, 100):
        world.story(place.vertelpunt, answers={"heard": heard, "phase": "waiting", "themes": ["school"]})
    world.story(place.vertelpunt, answers={"heard": {"none": "not_applicable"}, "phase": "getting"})
    _stories, book, counts = sheets(place)
    assert ("heard", None, None, "100", "very") in [tuple(cell or None for cell in line) for line in book]
    found = named(counts)
    heard = next(row for row in found if row["column"] == "heard")
    assert (heard["answered"], heard["mean"], heard["standard deviation"]) == (3, 50, 50)
    by_value = {(row["column"], row["value"]): row["stories"] for row in found}
    assert by_value["phase", "waiting"] == 3
    assert by_value["heard", "[not applicable]"] == 1
    assert by_value["heard", "90-100"] == 1
    assert by_value["themes.school", "1"] == 3
    assert by_value["themes.school", "[not asked]"] == 1


def test_others_see_no_small_number(place: Workplace) -> None:
    for phase in ("waiting",) * 12 + ("getting",) * 11 + ("ended",) * 2:
        world.story(place.vertelpunt, answers={"phase": phase})
    found = {row["value"]: row["stories"] for row in named(sheets(place, outside=True)[2]) if row["column"] == "phase"}
    assert found["waiting"] == 12
    assert {type(found[code]) for code in ("getting", "ended")} == {str}
    inside = {row["value"]: row["stories"] for row in named(sheets(place)[2]) if row["column"] == "phase"}
    assert inside["ended"] == 2
