"""What tells every process that stories changed: triggers, inside the transaction that changes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max, Sum

from patterns.models import Revision

EVENTS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}
MANY = 200  # rows of one subject from which they are made one

Number = tuple[int, int]


@dataclass(frozen=True)
class Watched:
    """A table of which each change is written down, and the column that says what changed."""

    table: str
    column: str
    subject: str

    def of(self, pk: int) -> str:
        """Return the subject of a Vertelpunt, track or question."""
        return f"{self.subject}:{pk}"


STORY = Watched("vertelpunt_story", "vertelpunt_id", "story")
PLACED = Watched("patterns_trackstory", "track_id", "track")
JUDGED = Watched("patterns_annotation", "question_id", "code")
WATCHED = (STORY, PLACED, JUDGED)


def revision_of(subjects: Iterable[str]) -> Number:
    """Return a pair of numbers that is another one after every change of any of `subjects`."""
    rows = Revision.objects.filter(subject__in=list(subjects)).aggregate(times=Sum("times"), last=Max("pk"))
    return rows["times"] or 0, rows["last"] or 0


@transaction.atomic
def tidy(subject: str) -> None:
    """Make many rows of one subject one, which counts for all of them: the revision stays the same."""
    rows = list(Revision.objects.select_for_update().filter(subject=subject).order_by("pk"))
    if len(rows) >= MANY:
        *gone, last = rows
        Revision.objects.filter(pk=last.pk).update(times=sum(row.times for row in rows))
        Revision.objects.filter(pk__in=[row.pk for row in gone]).delete()


def install(using: str = "default", **kwargs: Any) -> None:
    """Make the triggers, after migrations: a migration may have made a table anew, which loses them."""
    with connections[using].cursor() as cursor:
        present = set(connections[using].introspection.table_names(cursor))
        for one in WATCHED if "patterns_revision" in present else ():
            if one.table in present:
                for statement in _create(connections[using], one):
                    cursor.execute(statement)


def remove(using: str = "default", **kwargs: Any) -> None:
    """Drop the triggers: on SQLite before migrations, which could not rename a table that a trigger names."""
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            for one in WATCHED:
                for event in EVENTS:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {_name(one, event)}")


def _name(one: Watched, event: str) -> str:
    return f"{one.table}_{event}_revision"


def _create(connection: BaseDatabaseWrapper, one: Watched) -> list[str]:
    made = []
    for event, row in EVENTS.items():
        name = _name(one, event)
        subject = f"'{one.subject}:' || {row}.{one.column}"
        insert = f"INSERT INTO patterns_revision (subject, times) VALUES ({subject}, 1);"  # noqa: S608  # names of ours
        if connection.vendor == "sqlite":
            made.append(f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {one.table} BEGIN {insert} END")
        else:
            body = f"$$ BEGIN {insert} RETURN NULL; END $$"
            made += [
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS {body}",
                f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {one.table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()",
            ]
    return made
