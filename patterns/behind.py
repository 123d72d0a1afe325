"""The stories behind a pattern: for each part of its figure that stands out, some released stories from it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from django.utils.translation import gettext as _

from patterns import dataset
from patterns.models import Pattern
from patterns.stats.columns import Bools, Column, Dataset
from patterns.stats.settings import Settings
from vertelpunt.access import Workplace
from vertelpunt.models import Story

MOST_PARTS, MOST_STORIES = 6, 4
Piece = tuple[str, Bools]


@dataclass(frozen=True)
class StoriesOf:
    """One part of a pattern and some stories from it."""

    name: str
    n: int
    stories: list[Story]


def stories_behind(place: Workplace, pattern: Pattern) -> list[StoriesOf]:
    """Return stories from the parts that stand out most; only what this person may read."""
    readable = place.readable()
    if not readable.exists():
        return []
    loaded = dataset.read(readable, place.vertelpunt, place.desk.coalition)
    data = loaded.dataset()
    parts = _standing_out(_pieces(data, pattern), _within(data, pattern))[:MOST_PARTS]
    ids = np.array(loaded.ids)
    chosen = [(name, ids[rows].tolist()) for name, rows in parts]
    return [StoriesOf(name, len(found), _some(place, found)) for name, found in chosen if found]


def _some(place: Workplace, ids: Sequence[str]) -> list[Story]:
    """Return complete stories first, then long ones: those that tell most."""
    stories = place.readable().filter(pk__in=ids[:900]).select_related("audience", "region")
    return list(stories.order_by("-complete", "-words", "number")[:MOST_STORIES])


def _within(data: Dataset, pattern: Pattern) -> Bools:
    """Return the stories of the one audience that a pattern is about, or all."""
    if "@" not in pattern.key:
        return np.ones(data.size, np.bool_)
    key, code = pattern.key.rsplit("@", 1)[1].split("=", 1)
    return _by_option(data.column(key)).get(code, np.zeros(data.size, np.bool_))


def _pieces(data: Dataset, pattern: Pattern) -> list[list[Piece]]:
    """Return the pieces of the one or two questions that a pattern is about; of three the third makes groups."""
    known = {column.key: column for column in data.columns}
    asked = [known[key] for key in pattern.questions.split() if key in known][:2]
    aspect = next((name for name in ASPECTS if pattern.kind.startswith(name)), "")
    first = [ASPECTS[aspect](column) for column in asked[:1]] if aspect else [_plain(column) for column in asked[:1]]
    return first + [_plain(column) for column in asked[1:]]


def _plain(column: Column) -> list[Piece]:
    if column.kind == "slider":
        return _thirds(column)
    labels = {option.code: option.label for option in column.options}
    return [(labels[code], rows) for code, rows in _by_option(column).items()]


def _by_option(column: Column) -> dict[str, Bools]:
    if column.values.ndim == 2:
        return {option.code: column.values[:, place] == 1 for place, option in enumerate(column.options)}
    return {option.code: column.values == place for place, option in enumerate(column.options)}


def _thirds(column: Column) -> list[Piece]:
    values, settings = column.values, Settings()
    low, high = (values >= 0) & (values < settings.middle_low), values > settings.middle_high
    middle = column.answered & ~low & ~high
    left, right = (f"{column.label}: {pole}" for pole in column.poles)
    return [(left, low), (_("%(question)s: in the middle") % {"question": column.label}, middle), (right, high)]


def _middle(column: Column) -> list[Piece]:
    name = _("%(question)s: in the middle") % {"question": column.label}
    if column.kind == "slider":
        return [_thirds(column)[1]]
    return [(name, column.values == column.middle)]


def _silent(column: Column) -> list[Piece]:
    name = _("%(question)s: not answered") % {"question": column.label}
    return [(name, ~column.answered & (column.state != 3))]


ASPECTS: dict[str, Callable[[Column], list[Piece]]] = {"middle_": _middle, "non_answer_": _silent}


def _standing_out(pieces: list[list[Piece]], among: Bools) -> list[Piece]:
    """Return combinations with more stories than one would expect, most remarkable first."""
    if len(pieces) < 2:
        return [(name, rows & among) for name, rows in (pieces[0] if pieces else [])]
    found = sorted(_compared(pieces, among), key=lambda one: -one[0])
    return [(name, rows) for more, name, rows in found if more > 0]


def _compared(pieces: list[list[Piece]], among: Bools) -> Iterator[tuple[float, str, Bools]]:
    total = int(among.sum())
    for (name, one), (other_name, other) in product(*pieces):
        both = one & other & among
        expected = int((one & among).sum()) * int((other & among).sum()) / total if total else 0.0
        if expected:
            yield (int(both.sum()) - expected) / expected**0.5, f"{name} · {other_name}", both
