"""Released stories, some at a time, for programs: the rules of a file for others, and never a sign of when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from people.actions import log
from people.models import Event
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.actions.exporting import parts_of, stories_for
from vertelpunt.exporting.table import Table
from vertelpunt.exporting.textual import json_object
from vertelpunt.exporting.told import Leaving
from vertelpunt.models import Story

LOGGED = "stories-exported-api"


@dataclass(frozen=True)
class Given:
    """A story that is handed over: its id, for whoever gives it another name, and what may be known of it."""

    pk: UUID
    known: dict[str, Any]


def may_leave(place: Workplace, today: date) -> QuerySet[Story]:
    """Return the stories that may be handed over: released before this week.

    A program that asks every hour would see when a story came; so they come together, on Mondays.
    """
    monday = today - timedelta(days=today.weekday())
    return stories_for(place, outside=True).filter(release__released_on__lt=monday)


def common_traits(place: Workplace) -> frozenset[bytes]:
    """Return which combinations of background are shared by enough stories to be shown; reads them all."""
    return _table(place, may_leave(place, timezone.localdate())).shown


def hand_over(
    *, place: Workplace, after: UUID | None, most: int, common: frozenset[bytes]
) -> tuple[list[Given], UUID | None]:
    """Return at most `most` stories in the order of their random ids, and after which one the next begin."""
    place.desk.require(Permission.EXPORT)
    stories = may_leave(place, timezone.localdate())
    if stories[: place.vertelpunt.coalition.small_group].count() < place.vertelpunt.coalition.small_group:
        return [], None
    rows = stories.filter(pk__gt=after) if after else stories
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[: most + 1])
    _log_once_a_day(place)
    return _given(place, ids[:most], common), ids[most - 1] if len(ids) > most else None


def _given(place: Workplace, ids: Sequence[UUID], common: frozenset[bytes]) -> list[Given]:
    table = _table(place, Story.objects.filter(pk__in=ids))
    known = {told.pk: json_object(table, told, row) for told, row in table.pairs(common)}
    return [Given(pk, known[pk]) for pk in ids if pk in known]


def _table(place: Workplace, stories: QuerySet[Story]) -> Table:
    parts = parts_of(place, outside=True)
    return Table(place.vertelpunt, Leaving(stories, True), parts, place.vertelpunt.coalition.small_group, False)


def _log_once_a_day(place: Workplace) -> None:
    """Write down that stories left, once a day for each person and Vertelpunt: a program asks for page after page."""
    who, where = place.desk.user, place.desk.coalition
    here = Event.objects.filter(actor=who, coalition=where, verb=LOGGED, thing_id=str(place.vertelpunt.pk))
    if not here.filter(at__date=timezone.localdate()).exists():
        log(LOGGED, actor=who, coalition=where, thing=place.vertelpunt)
