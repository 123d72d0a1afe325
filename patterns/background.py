"""Facts about a story that are no answers: who told it, where, by which way, in which language, when, how long."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from lib.texts import localized
from patterns.rows import Coded, Rows
from patterns.stats.columns import MISSING, TRACKS, Codes, Column, Kind, Option, Role
from people.models import Region
from vertelpunt.models import Vertelpunt

Label = Callable[[], str]
AUDIENCE, REGION, CHANNEL = "story.audience", "story.region", "story.channel"
LANGUAGE, PERIOD, LENGTH, TRACK = "story.language", "story.period", "story.length", TRACKS
KEYS: dict[str, Promise] = {
    AUDIENCE: _("Who tells"),
    REGION: _("Region"),
    CHANNEL: _("Channel"),
    LANGUAGE: _("Language"),
    PERIOD: _("Month"),
    LENGTH: _("Length of the story"),
    TRACK: _("Track (placed by readers)"),
}
LENGTHS = (50, 100, 200)  # words: up to 50, 51 to 100, 101 to 200, more
MOST_MONTHS = 60


@dataclass(frozen=True)
class Fact:
    """One column; labels are made when they are asked for, in the language of that moment."""

    key: str
    role: Role
    kind: Kind
    values: Codes
    options: tuple[tuple[str, Label], ...]
    name: Label | None = None
    poles: tuple[str, str] = ("", "")

    def column(self) -> Column:
        """Return the column with labels in the active language."""
        options = tuple(Option(code, label()) for code, label in self.options)
        name = self.name() if self.name else str(KEYS[self.key])
        return Column(self.key, name, self.kind, self.values, None, options, self.role, self.poles)


Facts = tuple[Fact, ...]


def facts_of(vertelpunt: Vertelpunt, rows: Rows) -> Facts:
    """Return the background of `rows`, without what is the same fact for nobody."""
    made = (_audience(vertelpunt, rows), _region(rows), _channel(vertelpunt, rows), *_told(rows))
    return tuple(fact for fact in made if fact.options)


def columns(facts: Facts) -> Iterator[Column]:
    """Return the columns of `facts`."""
    return (fact.column() for fact in facts)


def _places(given: Coded, order: Sequence[object]) -> NDArray[np.int16]:
    return _looked_up(given.values, given, order)


def _looked_up(values: Sequence[object], given: Coded, order: Sequence[object]) -> NDArray[np.int16]:
    """Return the place in `order` of each story's value; `values` are those of the codes of `given`."""
    index = {value: place for place, value in enumerate(order)}
    return np.array([index.get(value, MISSING) for value in values], np.int16)[given.codes]


def _audience(vertelpunt: Vertelpunt, rows: Rows) -> Fact:
    known = list(vertelpunt.audiences.all())
    options = tuple((one.key, partial(localized, one.name)) for one in known)
    values = _places(rows.audience, [one.pk for one in known])
    return Fact(AUDIENCE, "audience", "nominal", values, options)


def _region(rows: Rows) -> Fact:
    known = list(Region.objects.filter(pk__in=set(rows.region.values) - {None}).order_by("name", "pk"))
    options = tuple((one.code, partial(str, one.name)) for one in known)
    return Fact(REGION, "region", "nominal", _places(rows.region, [one.pk for one in known]), options)


def _channel(vertelpunt: Vertelpunt, rows: Rows) -> Fact:
    known = list(vertelpunt.channels.order_by("name", "pk"))
    options = tuple((one.code, partial(str, one.name)) for one in known)
    values = _places(rows.channel, [one.pk for one in known])
    return Fact(CHANNEL, "channel", "nominal", values, options)


def _told(rows: Rows) -> Iterator[Fact]:
    languages = sorted(rows.language.values)
    options = tuple((code, partial(_language_name, code)) for code in languages)
    yield Fact(LANGUAGE, "language", "nominal", _places(rows.language, languages), options)
    yield _period(rows.told_on)
    yield _length(rows.words)


def _language_name(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _period(days: Coded) -> Fact:
    given = [day[:7] for day in days.values]
    present = sorted(set(given))
    months = list(_months(present[0], present[-1])) if present else []
    if len(months) > MOST_MONTHS:
        months = present
    options = tuple((month, partial(_month_name, month)) for month in months)
    return Fact(PERIOD, "period", "ordered", _looked_up(given, days, months), options)


def _months(first: str, last: str) -> Iterator[str]:
    day, end = date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01")
    while day <= end:
        yield f"{day:%Y-%m}"
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _month_name(month: str) -> str:
    year, number = month.split("-")
    return f"{MONTHS[int(number)]} {year}"


def _length(words: Coded) -> Fact:
    counts = np.array(words.values, np.int64)  # none: told aloud and not written down yet, so nobody knows how long
    lengths = np.where(counts > 0, np.searchsorted(LENGTHS, counts, side="left"), MISSING)
    values = lengths.astype(np.int16)[words.codes]
    options = tuple((f"words{place}", partial(_length_name, place)) for place in range(len(LENGTHS) + 1))
    return Fact(LENGTH, "length", "ordered", values, options)


def _length_name(place: int) -> str:
    if place == 0:
        return gettext("up to %(most)d words") % {"most": LENGTHS[0]}
    if place == len(LENGTHS):
        return gettext("more than %(least)d words") % {"least": LENGTHS[-1]}
    return gettext("%(least)d to %(most)d words") % {"least": LENGTHS[place - 1] + 1, "most": LENGTHS[place]}
