"""Response in one look: how many stories came from whom, from where, by which way and when; complete or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from patterns import background
from patterns.explorer.address import Address
from patterns.explorer.conditions import Conditions
from patterns.explorer.stock import Stock
from patterns.numbers import decimal
from patterns.stats.columns import MISSING, Bools, Column, Ints
from people.models import Region
from people.regions import tiles
from vertelpunt.models import Vertelpunt

LEVELS = 5
MOST_BARS = 92  # days; longer is shown by week
WEEK = 7
WIDE, HIGH = 600.0, 120.0


@dataclass(frozen=True)
class Line:
    """Stories of one group: all, complete and not."""

    label: str
    stories: str
    complete: str
    incomplete: str
    complete_long: str
    long: str
    query: str


@dataclass(frozen=True)
class Tile:
    """A region: its place on the map (none: it stands in the list below), its stories, and how dark it is."""

    name: str
    stories: str
    query: str
    level: int
    column: int = 0
    row: int = 0


@dataclass(frozen=True)
class Days:
    """Stories by day, or by week when there are many days."""

    weeks: bool
    path: str
    first: str
    last: str
    most: str
    rows: tuple[tuple[str, str], ...]


def groups(stock: Stock, key: str) -> tuple[Line, ...]:
    """Return the stories of each option of a background fact; none when there is no such fact."""
    column = stock.columns.get(key)
    return tuple(_groups(stock, column)) if column is not None else ()


def _groups(stock: Stock, column: Column) -> Iterator[Line]:
    all_, complete = _counts(column, None), _counts(column, stock.marks.complete)
    most = max(1, int(all_.max(initial=0)))
    labels = [(option.code, option.label) for option in column.options] + [("none", _("not known"))]
    for (code, label), n, whole in zip(labels, all_.tolist(), complete.tolist(), strict=True):
        if n or code != "none":
            query = Address(Conditions.of({column.key.removeprefix("story."): code})).query
            yield Line(
                label,
                decimal(n),
                decimal(whole),
                decimal(n - whole),
                f"{100 * whole / most:.1f}",
                f"{100 * n / most:.1f}",
                query,
            )


def _counts(column: Column, rows: Bools | None) -> Ints:
    """Return the stories of each option; the last number is of those where it is not known."""
    values = column.values if rows is None else column.values[rows]
    size = len(column.options)
    return np.bincount(np.where(values < 0, size, values), minlength=size + 1)


def regions(stock: Stock, vertelpunt: Vertelpunt) -> tuple[Tile, ...]:
    """Return every region of the scheme of a Vertelpunt, and any other that a story came from."""
    column = stock.columns.get(background.REGION)
    told = (
        dict(zip([one.code for one in column.options], _counts(column, None).tolist(), strict=False)) if column else {}
    )
    names = dict(Region.objects.filter(scheme=vertelpunt.region_scheme).values_list("code", "name"))
    names |= {option.code: option.label for option in column.options} if column else {}
    places, most = tiles(vertelpunt.region_scheme), max([1, *told.values()])
    made = (
        Tile(
            name,
            decimal(told.get(code, 0)),
            _of_region(code),
            _level(told.get(code, 0), most),
            *places.get(code, (0, 0)),
        )
        for code, name in names.items()
    )
    return tuple(sorted(made, key=lambda tile: (tile.row, tile.column, tile.name)))


def _of_region(code: str) -> str:
    return Conditions.of({"region": code}).query


def _level(n: int, most: int) -> int:
    """Return 0 for no story, else 1 to 5, in steps of the square root: one large region does not hide the others."""
    return 0 if n == 0 else max(1, min(LEVELS, int(np.ceil(LEVELS * np.sqrt(n / most)))))


def days(stock: Stock) -> Days | None:
    """Return the stories by day or week, from the first to the last."""
    told = stock.marks.days[stock.marks.days != MISSING]
    if not len(told):
        return None
    counts = np.bincount(told)
    weeks = len(counts) > MOST_BARS
    start = stock.marks.first
    if weeks:
        back = start.weekday()
        start -= timedelta(days=back)
        counts = np.bincount((told + back) // WEEK)
    step = WEEK if weeks else 1
    named = [(start + timedelta(days=step * place), n) for place, n in enumerate(counts.tolist())]
    rows = tuple((_said(day, weeks), decimal(n)) for day, n in named if n)
    return Days(weeks, _path(counts.tolist()), _said(named[0][0], False), _said(named[-1][0], False),
                decimal(int(counts.max())), rows)  # fmt: skip


def _said(day: date, week: bool) -> str:
    name = date_format(day, "j F Y")
    return _("week of %(day)s") % {"day": name} if week else name


def _path(counts: Sequence[int]) -> str:
    most, step = max(counts), WIDE / len(counts)
    gap = min(1.0, step / 5)
    return "".join(
        f"M{step * place:.1f} {HIGH:.0f}V{HIGH * (1 - n / most):.1f}h{step - gap:.1f}V{HIGH:.0f}z"
        for place, n in enumerate(counts)
        if n
    )
