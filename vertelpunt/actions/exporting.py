"""Stories leave as a file: for whom, which columns, with what others may not see left out; and it is logged."""

from collections.abc import Collection
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from lib.errors import Refused
from people.actions import log
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.exporting.columns import Part, facts, question_parts
from vertelpunt.exporting.fields import fields_of
from vertelpunt.exporting.kinds import KINDS
from vertelpunt.exporting.table import Table
from vertelpunt.exporting.told import Leaving
from vertelpunt.models import Story
from vertelpunt.questions import read_questions


@dataclass(frozen=True)
class Wanted:
    """What somebody asks to leave: a kind of file, for whom, which parts, and which stories when not all."""

    kind: str
    outside: bool
    words: bool
    parts: Collection[str]
    only: Collection[UUID] | None = None


def leaves_outside(place: Workplace, outside: bool) -> bool:
    """Tell whether the rules for others hold; always for stories that were lent, which belong to another coalition."""
    return outside or not place.own


def parts_of(place: Workplace, *, outside: bool) -> list[Part]:
    """Return what can be chosen: facts first, then the questions."""
    point, outside = place.vertelpunt, leaves_outside(place, outside)
    published = point.versions.exclude(published_on=None).order_by("-asked", "-number")
    asked = fields_of({version.pk: read_questions(version.definition) for version in published})
    known = facts(point, asked, outside=outside)
    answers = question_parts(asked, [part.key for part in known], outside=outside)
    texts = [part for part in known if part.key in ("title", "text")]
    return [*(part for part in known if part not in texts), *answers, *texts]


def stories_for(place: Workplace, *, outside: bool) -> QuerySet[Story]:
    """Return the stories that may leave: those that count here; for others only those that were released."""
    stories = place.counted()
    return stories.filter(state=Story.State.RELEASED) if leaves_outside(place, outside) else stories


def how_many(place: Workplace) -> dict[str, int]:
    """Return how many stories may leave inside and outside the coalition, counted at once."""
    released = Count("state", filter=Q(state=Story.State.RELEASED))
    return place.counted().aggregate(inside=Count("*"), outside=released)


def export_stories(*, place: Workplace, wanted: Wanted, out: IO[bytes] | None = None) -> IO[bytes]:
    """Return a file with the stories that were asked for, rewound to its beginning: `out`, or one without a name."""
    place.desk.require(Permission.EXPORT)
    table = _table(place, wanted)
    _refuse_too_few(table)
    made = out or TemporaryFile(dir=settings.VAR_DIR)  # noqa: SIM115 - whoever is given it closes it
    try:
        KINDS[wanted.kind].write(table, made)
    except BaseException:
        made.close()
        raise
    log(
        f"stories-exported-{wanted.kind}",
        actor=place.desk.user,
        coalition=place.desk.coalition,
        thing=place.vertelpunt,
    )
    made.seek(0)
    return made


def _table(place: Workplace, wanted: Wanted) -> Table:
    outside = leaves_outside(place, wanted.outside)
    parts = [part for part in parts_of(place, outside=outside) if part.key in wanted.parts]
    if not parts:
        raise Refused("no_columns", _("Choose at least one column. No file was made."))
    smallest = place.vertelpunt.coalition.small_group if outside else 0
    stories = stories_for(place, outside=outside)
    if KINDS[wanted.kind].texts_only:  # who is counted as alike must be in the file
        stories = with_text(stories, outside=outside)
    leaving = Leaving(stories, outside, _only(wanted.only))
    return Table(place.vertelpunt, leaving, parts, smallest, wanted.words)


def with_text(stories: QuerySet[Story], *, outside: bool) -> QuerySet[Story]:
    """Return the stories of these whose text may leave."""
    released = stories.filter(state=Story.State.RELEASED)
    return released.filter(may_quote=Story.Quote.YES) if outside else released


def _only(chosen: Collection[UUID] | None) -> frozenset[UUID] | None:
    return None if chosen is None else frozenset(chosen)


def _refuse_too_few(table: Table) -> None:
    """Refuse a file for others about fewer stories than the smallest group, and one without any story."""
    least, found = max(table.smallest, 1), 0
    for found, _told in enumerate(table.leaving.told(), 1):
        if found >= least:
            return
    if not found:
        raise Refused("no_stories", _("There are no stories that may leave. No file was made."))
    message = _("A file for others holds at least %(least)d stories. There are fewer. No file was made.")
    raise Refused("too_few_stories", message % {"least": least})
