"""The number by which people know a story: short, random and free."""

import secrets
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connection

from vertelpunt.models import Story, Vertelpunt

SIZES, DRAWN = range(3, 9), 4  # of numbers, in digits after the first; and how many of each size are drawn
_size: dict[int, int] = {}  # of the number last found free by asking, for each Vertelpunt
FOUND = """
SELECT TRUE, number FROM vertelpunt_story WHERE id = %s UNION ALL SELECT FALSE, column1 FROM (VALUES {drawn}) AS drawn
WHERE (SELECT id FROM vertelpunt_story WHERE vertelpunt_id = %s AND number = column1) IS NOT NULL
"""  # number by number: otherwise PostgreSQL goes through all stories of a place, until it counted them anew


def new_number(vertelpunt: Vertelpunt) -> int:
    """Return a free random number for a story; it has four digits, or more when all that were drawn are taken.

    Drawn together and looked up together: however many stories there are, that is one question to the database.
    """
    return _asked(None, vertelpunt.pk)[1]


def _number(size: int) -> int:
    least = int(10**size)
    return least + secrets.randbelow(9 * least)


def likely_free(vertelpunt: int) -> int:
    """Return a number for a story that is likely free; nobody is asked, keeping the story will tell."""
    return _number(_size.get(vertelpunt, SIZES[0]))


def kept_as_new(story: Story) -> bool:
    """Keep a story if neither it nor its number is there yet, and tell whether that was so.

    Without an error where it was not: PostgreSQL would write the story in its log with it.
    """
    rows: list[int] = []

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        found = execute(sql, params, many, context)
        rows.append(context["cursor"].rowcount)
        return found

    with connection.execute_wrapper(count):
        Story.everything.bulk_create([story], ignore_conflicts=True)
    return rows[-1] == 1


def known_or_number(story: UUID, vertelpunt: int) -> tuple[Story | None, int]:
    """Return the story with this id when it was kept before, locked; else a free number for it, by one question.

    A story that comes twice at the same moment is known to neither: the second insert clashes and is done again.
    """
    known, number = _asked(story, vertelpunt)
    found = Story.everything.select_for_update().filter(pk=story, vertelpunt=vertelpunt).first() if known else None
    return found, found.number if found else number


def _asked(story: UUID | None, vertelpunt: int) -> tuple[bool, int]:
    """Return whether a story with this id is there, and a free number."""
    drawn = [_number(size) for size in SIZES for _each in range(DRAWN)]
    with connection.cursor() as cursor:
        pk = Story._meta.pk.get_db_prep_value(story, connection)
        cursor.execute(FOUND.format(drawn=", ".join(["(%s)"] * len(drawn))), [pk, *drawn, vertelpunt])
        found = cursor.fetchall()
    taken = {number for known, number in found if not known}
    free = next(number for number in drawn if number not in taken)
    _size[vertelpunt] = len(str(free)) - 1
    return any(known for known, _number in found), free
