"""Sessions as facilitators see them: who is there, and what lies where."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from duiding.models import Session, Table
from duiding.models.session import Perspective
from patterns.reading_time import Budget
from people.models import Coalition

LYING = Q(board__notes__hidden=False, board__notes__removed_at=None)


@dataclass(frozen=True)
class TableRow:
    """A table with what lies on it and who sits there."""

    table: Table
    budget: Budget
    notes: int
    people: int


@dataclass(frozen=True)
class Presence:
    """How many people look from one perspective."""

    label: str
    count: int


def sessions_of(coalition: Coalition) -> QuerySet[Session]:
    """Return the sessions of `coalition`, newest first, with counts."""
    sessions = Session.objects.filter(coalition=coalition).select_related("vertelpunt")
    return sessions.annotate(
        table_count=Count("tables", distinct=True), people_count=Count("participants", distinct=True)
    )


def table_rows(session: Session) -> list[TableRow]:
    """Return the tables of `session` in order."""
    tables = session.tables.select_related("board").annotate(
        card_count=Count("cards", distinct=True),
        story_count=Count("stories", distinct=True),
        note_count=Count("board__notes", filter=LYING, distinct=True),
        people_count=Count("participants", distinct=True),
    )
    return [
        TableRow(table, Budget(table.card_count, table.story_count), table.note_count, table.people_count)
        for table in tables
    ]


def presence(session: Session) -> list[Presence]:
    """Return how many people look from each perspective, those that nobody looks from included."""
    found = Counter(session.participants.values_list("perspective", flat=True))
    return [Presence(str(label), found[value]) for value, label in Perspective.choices]


def missing(present: Sequence[Presence]) -> list[str]:
    """Return the perspectives of clients and professionals that nobody looks from."""
    return [one.label for one in present[:3] if one.count == 0]


def shown_code(code: str) -> str:
    """Return a join code as people read it: in two groups."""
    return f"{code[:3]}-{code[3:]}"
