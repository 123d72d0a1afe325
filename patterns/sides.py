"""What can be chosen for the sides of a comparison: selections, other Vertelpunten, and pairs of one click."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import numpy as np
from django.utils.translation import gettext as _

from patterns import background
from patterns.explorer.conditions import Conditions
from patterns.explorer.matching import PERIOD
from patterns.explorer.selections import selections_of
from patterns.explorer.stock import Stock, stock_of
from vertelpunt.access import Workplace, vertelpunten_for
from vertelpunt.models import Vertelpunt


@dataclass(frozen=True)
class Choice:
    """A selection that can be chosen for a side."""

    query: str
    name: str


def offered(place: Workplace, stock: Stock) -> dict[str, list[Choice]]:
    """Return the selections that can always be chosen, by group."""
    return {
        _("All"): [Choice("", _("all stories"))],
        _("Kept selections"): [Choice(one.query, one.name) for one in selections_of(place) if not one.hidden],
        _("Region"): _options(stock, background.REGION, "region"),
        _("Who tells"): _options(stock, background.AUDIENCE, "audience"),
        _("Track"): _options(stock, background.TRACK, "track"),
        _("Year"): [Choice(_year(year), str(year)) for year in years(stock)],
    }


def choices(place: Workplace, now: Sequence[Choice]) -> dict[str, list[Choice]]:
    """Return the selections that can be chosen at `place`; also what is compared `now`, whatever that is."""
    found = offered(place, stock_of(place))
    known = {choice.query for group in found.values() for choice in group}
    new = [choice for choice in now if choice.query not in known]
    return {name: group for name, group in (found | {_("Now"): new}).items() if group}


def elsewhere(place: Workplace) -> list[Vertelpunt]:
    """Return the other Vertelpunten from which the second selection can come."""
    return list(vertelpunten_for(place.desk.coalition).exclude(pk=place.vertelpunt.pk))


def _options(stock: Stock, key: str, name: str) -> list[Choice]:
    """Return the answers of a background fact that any story has."""
    column = stock.columns.get(key)
    if column is None or not stock.size:
        return []
    present = (column.values == 1).any(axis=0) if column.values.ndim == 2 else None
    codes = set(np.unique(column.values).tolist()) if present is None else set(np.flatnonzero(present).tolist())
    called = name if name not in stock.columns else key
    return [
        Choice(Conditions.of({called: option.code}).query, option.label)
        for place, option in enumerate(column.options)
        if place in codes
    ]


def years(stock: Stock) -> list[int]:
    """Return the years in which stories were told, the last first."""
    column = stock.columns.get(PERIOD)
    if column is None:
        return []
    present = np.unique(column.values[column.values >= 0]).tolist()
    return sorted({int(column.options[place].code[:4]) for place in present}, reverse=True)


def _year(year: int) -> str:
    return Conditions.of({"from": str(year), "to": str(year)}).query


def presets(place: Workplace, stock: Stock) -> list[tuple[str, str]]:
    """Return comparisons of one click: (what is compared, the end of its address)."""
    pairs = [*_own_region(place, stock), *_years(stock), *_audiences(stock)]
    beside_words = _("%(first)s beside %(second)s")
    return [
        (beside_words % {"first": one.name, "second": other.name}, urlencode({"a": one.query, "b": other.query}))
        for one, other in pairs
    ]


def _own_region(place: Workplace, stock: Stock) -> Iterator[tuple[Choice, Choice]]:
    """Return the coalition's own region beside all; of a national coalition the three largest regions."""
    column, regions = stock.columns.get(background.REGION), _options(stock, background.REGION, "region")
    if column is None:
        return
    codes = {choice.query.partition("=")[2]: choice for choice in regions}
    own = place.desk.coalition.region
    counts = np.bincount(column.values[column.values >= 0], minlength=len(column.options))
    largest = [column.options[at].code for at in np.argsort(-counts, kind="stable")[:3].tolist()]
    for code in [own.code] if own and own.code in codes else largest:
        if code in codes:
            yield codes[code], Choice("", _("all stories"))


def _years(stock: Stock) -> Iterator[tuple[Choice, Choice]]:
    told = years(stock)
    if len(told) > 1:
        yield Choice(_year(told[0]), str(told[0])), Choice(_year(told[1]), str(told[1]))


def _audiences(stock: Stock) -> Iterator[tuple[Choice, Choice]]:
    found = _options(stock, background.AUDIENCE, "audience")
    for place, one in enumerate(found[:3]):
        for other in found[place + 1 : 3]:
            yield one, other
