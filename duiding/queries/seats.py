"""Who sits where: the people and tables of a session as the seating sees them, and as a page shows them."""

import re
from dataclasses import dataclass

from duiding.balance import Balance, balance
from duiding.models import Invitee, SeatWish, Session, Table
from duiding.queries.inviting import MAY_COME, name_of
from duiding.seating import Guest, Place, Room, Wishes, by_turn

AND = re.compile(r",|;|/|\ben\b|\band\b|\+|&")


@dataclass(frozen=True)
class Seated:
    """Somebody at a table, or without one yet."""

    invitee: Invitee
    name: str


@dataclass(frozen=True)
class SeatTable:
    """A table with who sits there, and from where they look."""

    table: Table
    people: list[Seated]
    balance: Balance


@dataclass(frozen=True)
class Wish:
    """A wish in words, and whether the seats keep it; unknown while somebody has no seat."""

    wish: SeatWish
    first: str
    second: str
    kept: bool | None


def towns(text: str) -> frozenset[str]:
    """Return the municipalities that a table is for: one, or some together.

    >>> sorted(towns("Westerkwartier en Het Hogeland"))
    ['het hogeland', 'westerkwartier']
    """
    return frozenset(part.strip().casefold() for part in AND.split(text) if part.strip())


def guests_of(session: Session) -> list[Invitee]:
    """Return who may come, in the order of the list."""
    people = session.invitees.filter(answer__in=MAY_COME).select_related("contact", "table")
    return list(people.order_by("pk"))


def room_of(session: Session) -> Room:
    """Return the tables, people and wishes of a session."""
    places = [Place(table.pk, table.only, towns(table.municipality)) for table in session.tables.all()]
    guests = [
        Guest(
            one.pk,
            one.perspective,
            one.municipality.strip().casefold(),
            one.organisation.strip().casefold(),
            one.table_id if one.fixed else None,
        )
        for one in guests_of(session)
    ]
    return Room(places, guests, _wishes(session))


def _wishes(session: Session) -> Wishes:
    pairs: dict[str, set[frozenset[int]]] = {"together": set(), "apart": set()}
    places: dict[int, int] = {}
    for wish in session.wishes.all():
        if wish.table_id is not None:
            places[wish.first_id] = wish.table_id
        elif wish.second_id is not None:
            pairs[wish.kind].add(frozenset({wish.first_id, wish.second_id}))
    return Wishes(frozenset(pairs["together"]), frozenset(pairs["apart"]), places)


def seat_tables(session: Session) -> list[SeatTable]:
    """Return each table with who sits there."""
    seated = [Seated(one, name_of(one)) for one in guests_of(session)]
    rows = []
    for table in session.tables.select_related("track"):
        here = sorted(
            (one for one in seated if one.invitee.table_id == table.pk), key=lambda one: one.invitee.perspective
        )
        counted = balance([one.invitee.perspective for one in here], alike=bool(table.only))
        rows.append(SeatTable(table, here, counted))
    return rows


def standing(session: Session) -> list[Seated]:
    """Return who may come and has no seat yet."""
    return [Seated(one, name_of(one)) for one in guests_of(session) if one.table_id is None]


def _kept(wish: SeatWish) -> bool | None:
    first = wish.first.table_id
    if wish.kind == SeatWish.Kind.AT:
        return None if first is None else first == wish.table_id
    second = wish.second.table_id if wish.second else None
    if first is None or second is None:
        return None
    return (first == second) == (wish.kind == SeatWish.Kind.TOGETHER)


def wishes_of(session: Session) -> list[Wish]:
    """Return the wishes in words."""
    wishes = session.wishes.select_related("first__contact", "second__contact", "table")
    return [
        Wish(wish, name_of(wish.first), name_of(wish.second) if wish.second else str(wish.table), _kept(wish))
        for wish in wishes
    ]


@dataclass(frozen=True)
class Quality:
    """How good seats are; less is better."""

    broken: int
    crowding: int
    measure: int


def quality_of(session: Session) -> tuple[Quality, Quality] | None:
    """Return how good the seats are and how good dealing out by turn is. None while people stand."""
    room = room_of(session)
    seats = {one.pk: one.table_id for one in guests_of(session) if one.table_id is not None}
    if not room.guests or not room.places or len(seats) < len(room.guests):
        return None
    here, turn = (
        Quality(room.broken(plan), room.crowding(plan), room.measure(plan)) for plan in (seats, by_turn(room))
    )
    return here, turn
