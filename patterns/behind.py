"""The stories behind a pattern: of any part of its figure, and those that go against it; only what one may read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from patterns.explorer.conditions import Condition, Conditions, look_up
from patterns.explorer.stock import Stock, stock_of
from patterns.fit import fit_of
from patterns.models import Pattern
from patterns.pieces import Part, Piece, parts_of, sides_of, surplus
from patterns.stats.columns import Bools, Column, Dataset, Ints
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.models import Story

MOST_PARTS, MOST_STORIES, PAGE = 6, 3, 10
MOST_AGAINST = 6
LEAST_WORDS = 25  # a shorter story is listed after the others
CONTRARY = -0.15  # core from which a story goes against a pattern
AUDIENCE = "audience"


@dataclass(frozen=True)
class StoriesOf:
    """One part of a pattern, how an address asks for it, and some stories from it."""

    name: str
    n: int
    query: str
    stories: list[Story]


@dataclass(frozen=True)
class Crossing:
    """All parts of a figure as a table: the numbers of stories, each with the address that lists them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]


@dataclass(frozen=True)
class Chosen:
    """The part that somebody asked for."""

    name: str
    page: "Page[Story]"
    query: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Against:
    """A story that goes against a pattern, with its answers in a few words."""

    story: Story
    reason: str


@dataclass(frozen=True)
class Contrary:
    """Those that go most clearly against a pattern, of all that do."""

    n: int
    of: int
    stories: list[Against]


class Behind:
    """What a page shows of the stories behind a pattern; everything is looked up when it is asked for."""

    def __init__(self, place: Workplace, pattern: Pattern, asked: Conditions | None = None) -> None:
        """Keep what to look up; `asked` is the part of the figure that somebody chose."""
        self.place, self.pattern, self.asked = place, pattern, asked or Conditions()

    @cached_property
    def stock(self) -> Stock:
        """Return the stories as columns."""
        return stock_of(self.place)

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Return the columns by key."""
        return self.stock.columns

    @cached_property
    def among(self) -> Bools:
        """Return the stories that this person may read, of the one audience that the pattern is about or of all."""
        marks = self.stock.marks
        may = self.place.desk.may(Permission.READ_STORIES)
        known = marks.released & (marks.numbers >= 0) & may
        if not self.pattern.audience:
            return np.asarray(known)
        inside = look_up(Conditions((self._audience,)), self.columns.values(), self.stock.size)
        return np.asarray(known & inside.rows)

    @property
    def _audience(self) -> Condition:
        return Condition(AUDIENCE, (self.pattern.audience,))

    @cached_property
    def sides(self) -> list[tuple[Piece, ...]]:
        """Return the pieces along the sides of the figure."""
        return sides_of(self.pattern, self.columns)

    @property
    def any(self) -> bool:
        """Tell whether there are stories to read."""
        return bool(self.among.any())

    @cached_property
    def parts(self) -> list[StoriesOf]:
        """Return some stories of the parts that stand out most."""
        every = [part for part in parts_of(self.sides, self.among) if part.rows.any()] if self.sides else []
        out = every if len(self.sides) < 2 else [part for part in every if surplus(part, self.among) > 0]
        return [
            StoriesOf(part.name, int(part.rows.sum()), self._query(part), self._some(part))
            for part in out[:MOST_PARTS]
        ]

    def _some(self, part: Part) -> list[Story]:
        """Return complete stories first, then long ones: those that tell most."""
        places = np.flatnonzero(part.rows)[:900]
        found = self.stories(self.stock.marks.numbers[places])
        return sorted(found, key=lambda story: (not story.complete, -story.words, story.number))[:MOST_STORIES]

    def stories(self, numbers: Ints) -> list[Story]:
        """Return the released stories with these numbers, in that order."""
        given = numbers.tolist()
        read = self.place.readable().filter(number__in=given).select_related("audience", "region")
        found = {story.number: story for story in read.defer("answers", "text")}
        return [found[number] for number in given if number in found]

    def _query(self, part: Part) -> str:
        conditions = [Condition(name, values) for name, values in part.conditions if values]
        return Conditions((*conditions, *([self._audience] if self.pattern.audience else []))).query

    @cached_property
    def crossings(self) -> list[Crossing]:
        """Return every part as tables with links: one, or of three questions one for each group of the third."""
        if not self.sides:
            return []
        if len(self.sides) > 2:
            return [self._crossing(self.sides[:2], piece) for piece in self.sides[2]]
        return [self._crossing(self.sides)]

    def _crossing(self, sides: Sequence[tuple[Piece, ...]], within: Piece | None = None) -> Crossing:
        others = sides[1] if len(sides) > 1 else ()
        along: list[tuple[Piece, ...]] = [(other,) for other in others] or [()]
        rows = tuple((one.short, tuple(self._cell((one, *other), within) for other in along)) for one in sides[0])
        return Crossing(within.name if within else "", tuple(one.short for one in others), rows)

    def _cell(self, pieces: tuple[Piece, ...], within: Piece | None) -> tuple[int, str]:
        every = (*pieces, within) if within else pieces
        part = Part(every, np.logical_and.reduce([self.among, *(piece.rows for piece in every)]))
        return int(part.rows.sum()), self._query(part)

    @property
    def names(self) -> list[str]:
        """Return the names of the questions along the sides of the table."""
        return [self.columns[key].label for key in self.pattern.questions.split()[:2] if key in self.columns]

    def chosen(self, page: str | None) -> Chosen | None:
        """Return the part that was asked for; None when none was."""
        if not self.asked:
            return None
        found = look_up(self.asked, self.columns.values(), self.stock.size)
        places = self.stock.newest_first(found.rows & self.among)
        listed = Paginator(self.stock.marks.numbers[places], PAGE).get_page(page)
        listed.object_list = self.stories(np.asarray(listed.object_list))
        return Chosen(found.label, listed, self.asked.query, found.problems)

    @cached_property
    def contrary(self) -> Contrary | None:
        """Return the stories that go most clearly against the pattern; None where nothing can be contradicted."""
        if len(self.sides) < 2 or not self.any or self.pattern.kind.startswith(("subset_", "time_")):
            return None
        keys = self.pattern.questions.split()
        places = np.flatnonzero(self.among)
        data = Dataset(tuple(self.columns[key] for key in keys), size=self.stock.size).keep(places)
        fit = fit_of(data, self.pattern.kind, keys)
        core = np.where(fit.known, fit.core, 0.0)
        order = np.argsort(core, kind="stable")[: 10 * MOST_AGAINST]
        clear = places[order[core[order] <= CONTRARY]]
        return Contrary(int((core <= CONTRARY).sum()), int(fit.known.sum()), self._against(clear, keys))

    def _against(self, places: Ints, keys: Sequence[str]) -> list[Against]:
        where = dict(zip(self.stock.marks.numbers[places].tolist(), places.tolist(), strict=True))
        found = sorted(self.stories(self.stock.marks.numbers[places]), key=lambda story: story.words < LEAST_WORDS)
        return [
            Against(story, _and_yet(list(self._answers(where[story.number], keys)))) for story in found[:MOST_AGAINST]
        ]

    def _answers(self, place: int, keys: Sequence[str]) -> Iterator[str]:
        for key in keys:
            yield f"{self.columns[key].label}: {answer_at(self.columns[key], place)}"


def _and_yet(answers: Sequence[str]) -> str:
    """Say in a few words what goes against the pattern: one answer, and yet the other."""
    both = _("%(one)s, and yet %(other)s") % {"one": answers[0], "other": answers[1]}
    return " · ".join((both, *answers[2:]))


def answer_at(column: Column, place: int) -> str:
    """Return one answer in a few words."""
    if not column.answered[place]:
        return _("not answered")
    if column.kind == "slider":
        value = int(column.values[place])
        return _("%(value)s of 100") % {"value": value}
    if column.values.ndim == 2:
        chosen = [option.label for at, option in enumerate(column.options) if column.values[place, at] > 0]
        return ", ".join(chosen) or _("none of these")
    return column.options[int(column.values[place])].label
