"""The stories beside the charts: those that fit and were released, in an order that somebody chose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from django.core.paginator import Page, Paginator

from patterns.explorer.counting import count, likeness
from patterns.explorer.exploring import Explored
from patterns.stats.columns import Ints
from patterns.story import Given, answers_of
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.models import Story

PAGE = 10


@dataclass(frozen=True)
class Listed:
    """A story in the list, with its answers."""

    story: Story
    answers: tuple[Given, ...]


def listed(place: Workplace, explored: Explored, page: Any) -> Page[Any] | None:
    """Return one page of the stories that fit; None for who may not read stories."""
    if not place.desk.may(Permission.READ_STORIES):
        return None
    shown = Paginator(_ordered(explored), PAGE).get_page(page)
    ids = explored.stock.loaded.ids
    shown.object_list = tuple(_read(place, [UUID(ids[at]) for at in shown.object_list]))
    return shown


def _ordered(explored: Explored) -> Ints:
    """Return the places of the stories in the order of the address."""
    stock, rows = explored.stock, explored.readable
    if explored.address.sort != "typical":
        newest = stock.newest_first(rows)
        return newest[::-1] if explored.address.sort == "oldest" else newest
    columns = [stock.columns[key] for key in stock.questions]
    every = np.flatnonzero(explored.found.rows)
    alike = likeness(columns, rows, [count(column, every) for column in columns])
    places = np.flatnonzero(rows)
    return places[np.lexsort((stock.marks.numbers[places], -alike))]


def _read(place: Workplace, ids: Sequence[UUID]) -> Iterator[Listed]:
    """Read the stories of one page; the text of a story comes from the database each time.

    The same stories as those of `readable`, asked for by key alone: with more conditions SQLite goes through all.
    """
    found = Story.objects.select_related("release", "audience", "region", "version").in_bulk(ids)
    for story in filter(None, map(found.get, ids)):
        if story.vertelpunt_id == place.vertelpunt.pk and story.state == Story.State.RELEASED:
            yield Listed(story, tuple(answers_of(story)))
