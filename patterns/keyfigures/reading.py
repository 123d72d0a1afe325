"""Key figures read from what people type or paste: numbers as they write them, lines of a table. Pure."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Fault = Literal["no_figure", "no_label", "no_about", "no_source", "no_year", "parts", "too_long"]
PARTS = 5
MOST = 12  # lines at once
LIMITS = {"label": 140, "about": 80, "source": 120}
FIGURE = re.compile(
    r"(?P<before>[€$£]?)\s*(?P<minus>[-−–]?)\s*(?P<number>\d[\d.,\u00a0\u202f ]*)(?P<after>\D.{0,19})?"
)
OF = re.compile(r"\d+\s+(?:op|van|in|of)\s.{1,16}", re.IGNORECASE)  # 1 op de 8
LARGEST = Decimal("9999999999")


@dataclass(frozen=True)
class Number:
    """A number with how many decimals it was given in and what stands beside it: %, €, of 8."""

    value: Decimal
    places: int
    unit: str


@dataclass(frozen=True)
class Line:
    """One key figure as it was read."""

    number: Number
    label: str
    about: str
    source: str
    year: int


@dataclass(frozen=True)
class Unread:
    """A line that could not be read, and why."""

    place: int
    fault: Fault
    words: str = ""


def number_in(typed: str) -> Number | None:
    """Return the number that somebody typed; None when it is none.

    A comma is a decimal comma. A point stands between thousands when exactly three digits follow it (1.250),
    else it is a decimal point (12.4).
    """
    text = " ".join(typed.split())
    if OF.fullmatch(text):
        first, rest = text.split(" ", 1)
        return Number(Decimal(first), 0, rest)
    found = FIGURE.fullmatch(text)
    if found is None:
        return None
    plain = _plain(re.sub(r"\s", "", found["number"]))
    if plain is None or abs(plain) > LARGEST:
        return None
    unit = (found["before"] or (found["after"] or "")).strip()
    if (found["before"] and (found["after"] or "").strip()) or any(one.isdigit() for one in unit):
        return None
    places = max(0, -int(plain.as_tuple().exponent))
    return Number(-plain if found["minus"] else plain, places, unit) if places <= 4 else None


def _plain(digits: str) -> Decimal | None:
    """Return digits with points and commas as a number."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+([.,]\d+)?", digits):
        return Decimal(digits.replace(",", "."))
    return None


def lines_in(pasted: str) -> tuple[list[Line], list[Unread]]:
    """Return the key figures of a pasted table, and the lines that could not be read.

    A line has five parts, with tabs or `;` between them: figure, what it counts, region and period, source, year.
    A first line with the names of the columns is passed over.
    """
    rows = [(place, cells) for place, cells in enumerate(_rows(pasted), start=1) if any(cells)]
    if rows and _names_columns(rows[0][1]):
        rows = rows[1:]
    read = [_line(place, cells) for place, cells in rows]
    return [one for one in read if isinstance(one, Line)], [one for one in read if isinstance(one, Unread)]


def _rows(pasted: str) -> list[list[str]]:
    text = pasted.replace("\r\n", "\n").replace("\r", "\n")
    between = "\t" if "\t" in text else ";"
    return [[" ".join(cell.split()) for cell in row] for row in csv.reader(text.split("\n"), delimiter=between)]


def _names_columns(cells: Sequence[str]) -> bool:
    return len(cells) == PARTS and not any(character.isdigit() for character in cells[0] + cells[-1])


def _line(place: int, cells: Sequence[str]) -> Line | Unread:
    if len(cells) != PARTS:
        return Unread(place, "parts", str(len(cells)))
    figure, label, about, source, year = cells
    number = number_in(figure)
    if number is None:
        return Unread(place, "no_figure", figure)
    for fault, words in (("no_label", label), ("no_about", about), ("no_source", source)):
        if not words:
            return Unread(place, fault)  # type: ignore[arg-type]
        if len(words) > LIMITS[fault.removeprefix("no_")]:
            return Unread(place, "too_long", words[:40])
    if not re.fullmatch(r"(19|20)\d\d", year):
        return Unread(place, "no_year", year)
    return Line(number, label, about, source, int(year))
