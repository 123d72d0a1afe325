"""Key figures as they are shown: a sheet for each track and one for the whole, with numbers as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from lib.texts import localized
from patterns.actions.tracks import WHOLE
from patterns.models import KeyFigure, Track
from patterns.numbers import decimal
from patterns.tracks.queries import tracks_of
from vertelpunt.access import Workplace

MOST_SHOWN = 6
BEFORE = ("€", "$", "£")
TIGHT = ("%", "‰")


@dataclass(frozen=True)
class ShownFigure:
    """A key figure in words."""

    figure: KeyFigure

    @property
    def value(self) -> str:
        """Return the number with what belongs to it, in the active language: 12,4% or € 2.500."""
        number, unit = decimal(float(self.figure.value), self.figure.places), self.figure.unit
        if unit in BEFORE:
            return f"{unit}\u00a0{number}"
        return f"{number}{unit}" if unit in TIGHT else f"{number}\u00a0{unit}".strip()

    @property
    def source(self) -> str:
        """Return who says so, and of which year it is."""
        return _("source: %(source)s, %(year)s") % {"source": self.figure.source, "year": self.figure.year}


@dataclass(frozen=True)
class Sheet:
    """The key figures of a track, or of the whole."""

    key: str
    title: str
    track: Track | None
    figures: tuple[ShownFigure, ...]

    @property
    def too_many(self) -> bool:
        """Tell whether there are more figures than people can take in."""
        return len(self.figures) > MOST_SHOWN

    @property
    def about(self) -> str:
        """Return what the track is about."""
        return self.track.description if self.track and not self.track.hidden else ""


def sheets(place: Workplace) -> list[Sheet]:
    """Return the sheet of the whole (last while it is empty) and one for each track, in order."""
    found = KeyFigure.objects.filter(coalition=place.desk.coalition, vertelpunt=place.vertelpunt)
    by_track: dict[int | None, list[KeyFigure]] = {}
    for figure in found.order_by("position", "pk"):
        by_track.setdefault(figure.track_id, []).append(figure)
    whole = _sheet(WHOLE, localized(place.vertelpunt.title), None, by_track.get(None, ()))
    tracks = [_sheet(one.slug, one.name, one, by_track.get(one.pk, ())) for one in tracks_of(place)]
    return [whole, *tracks] if whole.figures else [*tracks, whole]


def _sheet(key: str, title: str, track: Track | None, figures: Sequence[KeyFigure]) -> Sheet:
    return Sheet(key, title, track, tuple(ShownFigure(figure) for figure in figures))


def sheet_of(place: Workplace, key: str) -> Sheet:
    """Return one sheet, or 404."""
    found = next((sheet for sheet in sheets(place) if sheet.key == key), None)
    if found is None:
        raise Http404
    return found
