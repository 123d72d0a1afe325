"""The stories of one selection, to be evaluated by themselves; nothing of it is kept, since pages show all stories."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from lib.errors import Refused
from patterns.dataset import Loaded, renew
from patterns.explorer.conditions import LONGEST, MOST, Conditions
from patterns.stats.columns import Column
from patterns.subsets import subset_of
from people.models import Coalition
from vertelpunt.models import Story, Vertelpunt


@dataclass(frozen=True)
class Filtered:
    """The stories that fit a selection, what it is called, and out of how many they were taken."""

    loaded: Loaded
    query: str
    label: str
    whole: int
    unplaced: int
    made_of: tuple[str, ...]

    @property
    def size(self) -> int:
        """Return how many stories fit."""
        return len(self.loaded.ids)

    def one_valued(self) -> list[Column]:
        """Return the columns that the selection is made of and that it leaves one value, or none: not tested."""
        columns = (column for column in self.loaded.columns() if column.key in self.made_of)
        return [column for column in columns if len(np.unique(column.values[column.answered], axis=0)) < 2]

    def header(self) -> dict[str, Any]:
        """Return what the public format says of the selection (docs/evaluation-format.md)."""
        counted = {"stories": self.size, "of": self.whole, "unplaced": self.unplaced}
        untested = {"untested": [column.key for column in self.one_valued()]}
        return {"query": self.query, "label": self.label} | counted | untested | {"stored": False}

    def said(self) -> str:
        """Return in words what was counted, and that nothing of it was kept."""
        counted = _("Only the stories of the selection “%(selection)s” were counted: %(stories)s of %(all)s.")
        left_out = _("Left out because they lack an answer that the selection asks for: %(stories)s.")
        untested = _("Not tested, because the selection leaves one answer at most: %(columns)s.")
        kept = _("Nothing was stored: pages, cards and exports keep showing the evaluation of all stories.")
        sentences = [counted % {"selection": self.label, "stories": self.size, "all": self.whole}]
        sentences += [left_out % {"stories": self.unplaced}] if self.unplaced else []
        names = ", ".join(column.label for column in self.one_valued())
        sentences += [untested % {"columns": names}] if names else []
        return " ".join([*sentences, kept])


def filtered(loaded: Loaded, query: str, vertelpunt: Vertelpunt, coalition: Coalition) -> Filtered:
    """Return of `loaded` only the stories that fit `query`; refuse what cannot be read, and what fits no story.

    A story that lacks an answer which is asked for does not fit: nobody can say whether it would.
    """
    whole_query(query)
    found = subset_of(loaded.dataset(), query)
    places = np.flatnonzero(found.member)
    if not len(places):
        message = _("No story fits “%(selection)s”, so there is nothing to count. Nothing was stored.")
        raise Refused("no_stories_fit", message % {"selection": found.label})
    part = renew(loaded, places, Story.objects.none(), vertelpunt, coalition)
    return Filtered(part, Conditions.of(query).query, found.label, len(loaded.ids), found.unplaced, found.defined_by)


def whole_query(query: str) -> None:
    """Refuse a selection of which a part would be passed over: then other stories are counted than were asked for."""
    parts = [part for part in query.lstrip("?").split("&") if part]
    for part in parts:
        name, _mark, value = part.partition("=")
        if not name.strip() or not value.strip(" ,+"):
            message = _("“%(part)s” is no condition. Write a name and what is asked of it, such as region=F01.")
            raise Refused("no_condition", message % {"part": part})
        if len(value) > LONGEST:
            message = _("What is asked of “%(name)s” is too long: at most %(most)s characters.")
            raise Refused("long_condition", message % {"name": name, "most": LONGEST})
    if len(parts) > MOST:
        raise Refused("many_conditions", _("A selection has at most %(most)s conditions.") % {"most": MOST})


def check_compared(part: Filtered, queries: Sequence[str]) -> None:
    """Refuse a comparison that asks for what none of these stories has, before anything is counted."""
    for query in queries:
        subset_of(part.loaded.dataset(), query)
