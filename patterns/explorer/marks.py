"""What an explorer asks of a story beside its answers: complete or not, released or not, its day and its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from patterns.explorer.matching import DAY
from patterns.stats.columns import MISSING, Bools, Codes, Column, Ints, Option
from vertelpunt.models import Story

COMPLETE = "story.complete"
MOST_DAYS = 3660


@dataclass(frozen=True)
class Marks:
    """Arrays with one place for each story, in the order of the columns."""

    numbers: Ints
    complete: Bools
    released: Bools
    told: Ints  # the day as a number, 0 when it is not known

    @cached_property
    def first(self) -> date:
        """Return the first day; what was told many years before the last day has none."""
        latest = int(self.told.max(initial=0))
        earliest = int(self.told[self.told > 0].min(initial=latest))
        return date.fromordinal(max(earliest, latest - MOST_DAYS, 1))

    @cached_property
    def days(self) -> Codes:
        """Return how many days after the first each story was told."""
        after = self.told - self.first.toordinal()
        return np.where(after < 0, MISSING, after).astype(np.int16)

    def replaced(self, stay: NDArray[np.intp], fresh: "Marks") -> "Marks":
        """Return the stories at `stay`, followed by those of `fresh`."""
        mine, theirs = ((one.numbers, one.complete, one.released, one.told) for one in (self, fresh))
        return Marks(*(np.concatenate([old[stay], new]) for old, new in zip(mine, theirs, strict=True)))

    def columns(self) -> tuple[Column, ...]:
        """Return what can be asked for as columns, with labels in the active language."""
        return self.completeness(), self.by_day()

    def completeness(self) -> Column:
        """Return whether each story is complete."""
        options = (Option("yes", _("complete")), Option("no", _("not complete")))
        values = np.where(self.complete, 0, 1).astype(np.int8)
        return Column(COMPLETE, _("Complete"), "nominal", values, None, options, "background")

    def by_day(self) -> Column:
        """Return the day on which each story was told, from the first to the last, days without stories included."""
        last = int(self.days.max()) if len(self.days) else -1
        options = _named(self.first, last, get_language() or "")
        return Column(DAY, _("Day"), "ordered", self.days, None, options, "background")


@lru_cache(maxsize=16)
def _named(first: date, last: int, language: str) -> tuple[Option, ...]:
    """Return the days from `first` on, in the active language."""
    days = (first + timedelta(days=place) for place in range(last + 1))
    return tuple(Option(day.isoformat(), date_format(day, "j b Y")) for day in days)


def read_marks(stories: QuerySet[Story], ids: Sequence[str]) -> Marks:
    """Return the marks of `stories` in the order of `ids`; a story that went meanwhile has the number -1."""
    read = stories.select_related(None).order_by().annotate(_id=Cast("id", TextField()))
    rows = {
        id.replace("-", ""): rest
        for id, *rest in read.values_list("_id", "number", "complete", "state", "told_on").iterator(chunk_size=10_000)
    }
    gone: list[Any] = [-1, False, "", None]
    each = [rows.get(id, gone) for id in ids]
    told = [row[3].toordinal() if row[3] else 0 for row in each]
    return Marks(
        numbers=np.array([row[0] for row in each], np.int64),
        complete=np.array([row[1] for row in each], np.bool_),
        released=np.array([row[2] == Story.State.RELEASED for row in each], np.bool_),
        told=np.array(told, np.int64),
    )
