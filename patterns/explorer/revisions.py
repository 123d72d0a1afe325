"""What tells every process that stories changed, and which: triggers, inside the transaction that changes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max, Sum

from patterns.models import Revision
from vertelpunt.models.story import STAGED

EVENTS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}
MANY, STAY = 400, 200  # rows of one subject from which the older ones are made one, and how many of the last stay
MOST = 2_000  # changes that are followed one by one; after more everything is read again

Number = tuple[int, int]


@dataclass(frozen=True)
class Watched:
    """A table of which each change is written down, what says where it belongs, and what says which story it is.

    Of a story that is still being brought in, whose `source` says so, nothing is: nobody counts it yet.
    """

    table: str
    column: str
    subject: str
    story: str = "story_id"
    source: str = ""

    def of(self, pk: int) -> str:
        """Return the subject of a Vertelpunt, track or question."""
        return f"{self.subject}:{pk}"


WHERE = "COALESCE((SELECT vertelpunt_id FROM vertelpunt_story WHERE vertelpunt_story.id = {row}.story_id), 0)"
FROM = "COALESCE((SELECT source FROM vertelpunt_story WHERE vertelpunt_story.id = {row}.story_id), '')"
STORY = Watched("vertelpunt_story", "{row}.vertelpunt_id", "story", "id", "{row}.source")
TEXT = Watched("vertelpunt_storyrelease", WHERE, "text", source=FROM)
PLACED = Watched("patterns_trackstory", "{row}.track_id", "track")
JUDGED = Watched("patterns_annotation", "{row}.question_id", "code")
WATCHED = (STORY, TEXT, PLACED, JUDGED)


@dataclass(frozen=True)
class Seen:
    """What was written down of some subjects when somebody looked."""

    number: Number
    rows: frozenset[int]


@dataclass(frozen=True)
class Changed:
    """The stories that came or changed, and whether any went: of those that went nothing is written down."""

    stories: frozenset[UUID] = frozenset()
    went: bool = False

    def __bool__(self) -> bool:
        return bool(self.stories) or self.went


def revision_of(subjects: Iterable[str]) -> Number:
    """Return a pair of numbers that is another one after every change of any of `subjects`."""
    rows = Revision.objects.filter(subject__in=list(subjects)).aggregate(times=Sum("times"), last=Max("pk"))
    return rows["times"] or 0, rows["last"] or 0


def look(subjects: Sequence[str]) -> Seen:
    """Return what is written down of `subjects` now."""
    rows = list(Revision.objects.filter(subject__in=subjects).values_list("pk", "times"))
    pks = [pk for pk, _times in rows]
    return Seen((sum(times for _pk, times in rows), max(pks, default=0)), frozenset(pks))


def since(subjects: Sequence[str], before: Seen) -> tuple[Seen, Changed | None]:
    """Return what is written down now, and what changed since `before`; None when that can no longer be told.

    Rows are compared one by one: a transaction that began earlier may come later, with a lower number.
    """
    times, last = revision_of(subjects)
    if (times, last) == before.number:
        return before, Changed()
    if times - before.number[0] > MOST:
        return before, None
    rows = list(Revision.objects.filter(subject__in=subjects).values_list("pk", "times", "story"))
    now = Seen((sum(row[1] for row in rows), max((row[0] for row in rows), default=0)), frozenset(r[0] for r in rows))
    new = [story for pk, _times, story in rows if pk not in before.rows]
    if now.number[0] - before.number[0] != len(new):
        return now, None  # rows that nobody saw here were made one
    return now, Changed(frozenset(story for story in new if story), any(story is None for story in new))


@transaction.atomic
def tidy(subject: str) -> None:
    """Make the older of many rows of one subject one, which counts for all of them: the revision stays the same."""
    rows = list(Revision.objects.select_for_update().filter(subject=subject).order_by("pk"))
    if len(rows) >= MANY:
        *gone, last = rows[: len(rows) - STAY]
        Revision.objects.filter(pk=last.pk).update(times=sum(row.times for row in [*gone, last]), story=None)
        for start in range(0, len(gone), MOST):  # exactly these: a row that came meanwhile still counts
            Revision.objects.filter(pk__in=[row.pk for row in gone[start : start + MOST]]).delete()


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
        name, body = _name(one, event), _body(one, event, row)
        if connection.vendor == "sqlite":
            made.append(f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {one.table} BEGIN {body} END")
        else:
            body = f"$$ BEGIN {body} RETURN NULL; END $$"
            made += [
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS {body}",
                f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {one.table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()",
            ]
    return made


def _body(one: Watched, event: str, row: str) -> str:
    """Return what a trigger does; a story that is deleted leaves no row that names it."""
    deleted = one is STORY and event == "delete"
    subject, story = f"'{one.subject}:' || {one.column.format(row=row)}", "NULL" if deleted else f"{row}.{one.story}"
    seen = f" WHERE {one.source.format(row=row)} <> '{STAGED}'" if one.source else ""
    insert = f"INSERT INTO patterns_revision (subject, times, story) SELECT {subject}, 1, {story}{seen};"
    forget = "UPDATE patterns_revision SET story = NULL WHERE story = OLD.id;"
    return f"{insert} {forget}" if deleted else insert
