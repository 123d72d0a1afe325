"""What tests of exports share: a file as it was made, read back."""

import csv
import io
from typing import Any
from uuid import UUID

from people.access import Desk, roles_in
from people.models import User
from vertelpunt.access import Workplace
from vertelpunt.actions.exporting import Wanted, export_stories, parts_of
from vertelpunt.models import Vertelpunt


def place_of(user: User, point: Vertelpunt) -> Workplace:
    """Return the workplace of somebody at a Vertelpunt of the own coalition."""
    return Workplace(Desk(user, point.coalition, roles_in(user, point.coalition)), point)


def made(
    place: Workplace,
    kind: str = "csv",
    *,
    outside: bool = False,
    words: bool = False,
    parts: list[str] | None = None,
    only: list[UUID] | None = None,
) -> bytes:
    """Return the bytes of an export; all parts unless said otherwise."""
    every = [part.key for part in parts_of(place, outside=outside)]
    with export_stories(place=place, wanted=Wanted(kind, outside, words, parts or every, only)) as out:
        return out.read()


def rows(place: Workplace, **choice: Any) -> list[dict[str, str]]:
    """Return the rows of a CSV export by the names of their columns."""
    text = made(place, **choice).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
