"""The stories beside the charts: those that fit and were released, in an order that somebody chose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from django.core.paginator import Page, Paginator

from patterns.explorer.counting import likeness
from patterns.explorer.exploring import Explored
from patterns.stats.columns import Floats, Ints
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
    order: Any = _ordered(explored)
    shown = Paginator(order, PAGE).get_page(page)
    ids = explored.stock.loaded.ids
    shown.object_list = tuple(_read(place, [UUID(ids[at]) for at in shown.object_list]))
    return shown


@dataclass(frozen=True, eq=False)
class Alike:
    """Places of stories, the most typical first; no more are put in order than the pages so far need."""

    places: Ints
    alike: Floats
    numbers: Ints  # decide between stories that are equally typical

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, page: slice) -> Ints:
        needed = min(page.stop, len(self))
        first = np.arange(len(self))
        if 0 < needed < len(self):
            least = np.partition(self.alike, len(self) - needed)[len(self) - needed]
            first = np.flatnonzero(self.alike >= least)
        order = np.lexsort((self.numbers[first], -self.alike[first]))
        return np.asarray(self.places[first[order[page]]])


def _ordered(explored: Explored) -> Ints | Alike:
    """Return the places of the stories in the order of the address."""
    stock, rows = explored.stock, explored.readable
    if explored.address.sort != "typical":
        newest = stock.newest_first(rows)
        return newest[::-1] if explored.address.sort == "oldest" else newest
    columns = [stock.columns[key] for key in stock.questions]
    places = np.flatnonzero(rows)
    alike = likeness(columns, rows, [explored.counted(column) for column in columns])
    return Alike(places, alike, stock.marks.numbers[places])


def _read(place: Workplace, ids: Sequence[UUID]) -> Iterator[Listed]:
    """Read the stories of one page; the text of a story comes from the database each time.

    The same stories as those of `readable`, asked for by key alone: with more conditions SQLite goes through all.
    """
    found = Story.objects.select_related("release", "audience", "region", "version").in_bulk(ids)
    for story in filter(None, map(found.get, ids)):
        if story.vertelpunt_id == place.vertelpunt.pk and story.state == Story.State.RELEASED:
            yield Listed(story, tuple(answers_of(story)))
