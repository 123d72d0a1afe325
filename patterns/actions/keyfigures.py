"""Write key figures: one by one, or a pasted table, all or nothing; change, order and remove them."""

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lib.errors import Refused
from lib.ordering import moved
from patterns.keyfigures.reading import MOST, PARTS, Line, Unread, lines_in
from patterns.models import KeyFigure, Track
from people.actions import log
from people.models import Coalition
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.text import clean, clean_line

FAULTS: dict[str, Promise] = {
    "parts": gettext_lazy("there are %(words)s parts; %(needed)s are needed, with a tab or ; between them"),
    "no_figure": gettext_lazy("“%(words)s” is not a figure such as 12,4%% or 1 in 8"),
    "no_label": gettext_lazy("it does not say what the figure counts"),
    "no_about": gettext_lazy("it does not say which region and period it is about"),
    "no_source": gettext_lazy("it has no source"),
    "no_year": gettext_lazy("“%(words)s” is not a year"),
    "too_long": gettext_lazy("this is too long for a card: “%(words)s…”"),
}
MOST_KEPT = 24


def _may_write(place: Workplace, track: Track | None) -> None:
    place.desk.require(Permission.WRITE_CARDS)
    if track and (track.coalition_id != place.desk.coalition.pk or track.vertelpunt_id != place.vertelpunt.pk):
        raise Http404


@transaction.atomic
def add_figures(*, place: Workplace, track: Track | None, lines: list[Line]) -> list[KeyFigure]:
    """Add key figures to a track, or to the whole."""
    _may_write(place, track)
    Coalition.objects.select_for_update().get(pk=place.desk.coalition.pk)
    there = KeyFigure.objects.filter(coalition=place.desk.coalition, vertelpunt=place.vertelpunt, track=track)
    if there.count() + len(lines) > MOST_KEPT:
        raise Refused("too_many_figures", _("These are too many figures: a few striking ones say more."))
    last = there.aggregate(last=Max("position"))["last"] or 0
    made = [
        KeyFigure.objects.create(
            coalition=place.desk.coalition,
            vertelpunt=place.vertelpunt,
            track=track,
            position=position,
            created_by=place.desk.user,
            **_fields(line),
        )
        for position, line in enumerate(lines, start=last + 1)
    ]
    log("key-figures-added", actor=place.desk.user, coalition=place.desk.coalition, thing=made[-1] if made else None)
    return made


def _fields(line: Line) -> dict[str, object]:
    words = {name: clean_line(getattr(line, name)) for name in ("label", "about", "source")}
    number = line.number
    return {"value": number.value, "places": number.places, "unit": number.unit, "year": line.year} | words


def paste_figures(*, place: Workplace, track: Track | None, pasted: str) -> list[KeyFigure]:
    """Add what was pasted, all or nothing; refuse with a sentence for each line that could not be read."""
    lines, unread = lines_in(clean(pasted))
    if unread:
        raise Refused("unread_lines", _said(unread))
    if not lines:
        raise Refused("nothing_pasted", _("Paste one line for each figure."))
    if len(lines) > MOST:
        raise Refused("too_many_lines", _("Paste at most %(most)s lines at once.") % {"most": MOST})
    return add_figures(place=place, track=track, lines=lines)


def _said(unread: list[Unread]) -> str:
    sentences = [_("Line %(place)s: %(fault)s.") % {"place": one.place, "fault": _fault(one)} for one in unread[:8]]
    return " ".join([_("Nothing was kept yet."), *sentences])


def _fault(one: Unread) -> str:
    return str(FAULTS[one.fault]) % {"words": one.words, "needed": PARTS}


@transaction.atomic
def write_figure(*, place: Workplace, figure: KeyFigure, line: Line) -> None:
    """Change one key figure."""
    _own(place, figure)
    for name, value in _fields(line).items():
        setattr(figure, name, value)
    figure.save()
    log("key-figure-written", actor=place.desk.user, coalition=place.desk.coalition, thing=figure)


@transaction.atomic
def move_figure(*, place: Workplace, figure: KeyFigure, earlier: bool) -> None:
    """Put a key figure one place earlier or later on its card sheet."""
    _own(place, figure)
    order = list(
        KeyFigure.objects.filter(coalition=figure.coalition, vertelpunt=figure.vertelpunt, track=figure.track)
    )
    at = next(at for at, one in enumerate(order) if one.pk == figure.pk)
    for position, one in enumerate(moved(order, at, earlier=earlier), start=1):
        KeyFigure.objects.filter(pk=one.pk).update(position=position)
    log("key-figure-moved", actor=place.desk.user, coalition=place.desk.coalition, thing=figure)


@transaction.atomic
def remove_figure(*, place: Workplace, figure: KeyFigure) -> None:
    """Remove one key figure."""
    _own(place, figure)
    log("key-figure-removed", actor=place.desk.user, coalition=place.desk.coalition, thing=figure)
    figure.delete()


def _own(place: Workplace, figure: KeyFigure) -> None:
    place.desk.require(Permission.WRITE_CARDS)
    if figure.coalition_id != place.desk.coalition.pk or figure.vertelpunt_id != place.vertelpunt.pk:
        raise Http404
