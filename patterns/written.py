"""Versions of an observation: what each changed, by whom and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from patterns.models import Observation
from patterns.models.observation import LETTERS
from vertelpunt.changes import Piece, changes


def with_readings(sender: Any, history_instance: Any, instance: Any, **kwargs: Any) -> None:
    """Keep the readings with a version; a version of something else is none of our business."""
    if isinstance(instance, Observation):
        texts = instance.interpretations.filter(hidden=False).values_list("text", flat=True)
        history_instance.readings = list(texts)


@dataclass(frozen=True)
class Part:
    """What one version changed in one of the texts of a card."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Version:
    """A version as the page shows it, newest first; the first one is shown whole."""

    number: int
    by: str
    at: datetime
    state: str
    emptied: bool
    parts: tuple[Part, ...]
    newest: bool


def versions(observation: Observation) -> list[Version]:
    """Return the versions of an observation, newest first, each with what it changed."""
    rows = list(observation.history.select_related("history_user").order_by("-version", "-history_date"))
    return [_version(row, before, place == 0) for place, (row, before) in enumerate(zip_longest(rows, rows[1:]))]


def _version(row: Any, before: Any, newest: bool) -> Version:
    return Version(
        number=row.version,
        by=str(row.history_user or _("somebody")),
        at=row.history_date,
        state=_moved(row, before),
        emptied=row.emptied,
        parts=tuple(_parts(texts(row), texts(before)) if before else _whole(texts(row))),
        newest=newest,
    )


def _moved(row: Any, before: Any) -> str:
    return str(row.get_state_display()) if before is None or before.state != row.state else ""


def texts(row: Any) -> dict[str, str]:
    """Return the texts of a version by the name that people know them by."""
    strength = str(row.get_strength_display()) if row.strength else ""
    sides = {_("Oppose each other"): pair_named(row.opposing)}
    return {_("How strong"): strength} | sides | _named(row.title, row.description, row.theme, row.notes, row.readings)


def pair_named(pair: str) -> str:
    """Return two readings that oppose each other as people say it: A and B."""
    return _("%(one)s and %(other)s") % {"one": pair[0], "other": pair[1]} if pair else ""


def _named(title: str, description: str, theme: str, notes: str, readings: Sequence[str]) -> dict[str, str]:
    words = {_("Title"): title, _("What we see"): description, _("Theme"): theme, pgettext("card", "Notes"): notes}
    return words | {
        _("Reading %(letter)s") % {"letter": letter}: text for letter, text in zip(LETTERS, readings, strict=False)
    }


def _whole(now: dict[str, str]) -> list[Part]:
    return [Part(name, (Piece("same", text),)) for name, text in now.items() if text]


def _parts(now: dict[str, str], before: dict[str, str]) -> list[Part]:
    names = list(dict.fromkeys([*now, *before]))
    differing = [name for name in names if now.get(name, "") != before.get(name, "")]
    return [Part(name, changes(before.get(name, ""), now.get(name, ""))) for name in differing]


def differences(
    observation: Observation, *, title: str, description: str, theme: str, notes: str, readings: Sequence[str]
) -> list[Part]:
    """Return where typed words differ from those that stand on a card now: theirs as gone, the typed ones as new."""
    kept = observation.interpretations.filter(hidden=False).values_list("text", flat=True)
    own = "" if observation.notes_hidden else observation.notes
    before = _named(observation.title, observation.description, observation.theme, own, list(kept))
    return _parts(_named(title, description, theme, notes, [text for text in readings if text]), before)
