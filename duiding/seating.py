"""Sharing people out over tables, so that perspectives meet and wishes are kept. Pure: no models, no clock."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from duiding.balance import RULERS

WISH, PLACE, SIZE = 100_000, 10_000, 100  # what a broken wish, a wrong kind of table and uneven tables weigh
ROUNDS = 30  # of looking for something better; it stops sooner when there is nothing


def best_table(tables: Sequence[int], seated: Mapping[int, Sequence[str]], perspective: str) -> int:
    """Return the table with the fewest people who look from `perspective`, then with the fewest people."""

    def crowd(table: int) -> tuple[int, int, int]:
        at = seated.get(table, ())
        return sum(other == perspective for other in at), len(at), tables.index(table)

    return min(tables, key=crowd)


@dataclass(frozen=True)
class Place:
    """A table: for one perspective only, or for one or more municipalities, or for everybody."""

    key: int
    only: str = ""
    municipalities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Guest:
    """Somebody who comes: from where they look, where they are from; `at` when their table is settled."""

    key: int
    perspective: str
    municipality: str = ""
    organisation: str = ""
    at: int | None = None


@dataclass(frozen=True)
class Wishes:
    """What was asked for: pairs at one table, pairs apart, and somebody at one table."""

    together: frozenset[frozenset[int]] = frozenset()
    apart: frozenset[frozenset[int]] = frozenset()
    at: Mapping[int, int] = field(default_factory=dict)


Plan = dict[int, int]  # the table of each guest


def suits(guest: Guest, place: Place, homes: frozenset[str]) -> bool:
    """Tell whether `guest` fits the kind of table: their perspective, and their municipality if a table is for it."""
    if place.only and place.only != guest.perspective:
        return False
    if guest.municipality in homes:
        return guest.municipality in place.municipalities
    return True


@dataclass(frozen=True)
class Room:
    """The tables, the people and their wishes: what a plan is measured against."""

    places: Sequence[Place]
    guests: Sequence[Guest]
    wishes: Wishes = field(default_factory=Wishes)

    @property
    def homes(self) -> frozenset[str]:
        """Return the municipalities that have a table of their own."""
        return frozenset(name for place in self.places for name in place.municipalities)

    def broken(self, plan: Plan) -> int:
        """Return how many wishes a plan does not keep."""
        pairs = [(pair, True) for pair in self.wishes.together] + [(pair, False) for pair in self.wishes.apart]
        known = [(tuple(pair), same) for pair, same in pairs if all(key in plan for key in pair)]
        split = sum((plan[first] == plan[second]) != same for (first, second), same in known)
        return split + sum(plan[key] != table for key, table in self.wishes.at.items() if key in plan)

    def misplaced(self, plan: Plan) -> int:
        """Return how many people sit at a table that is not meant for them."""
        kinds, homes = {place.key: place for place in self.places}, self.homes
        return sum(not suits(guest, kinds[plan[guest.key]], homes) for guest in self.guests)

    def uneven(self, plan: Plan) -> int:
        """Return the sum of the squares of how many people sit at each table: least when all are as large."""
        return sum(count**2 for count in Counter(plan.values()).values())

    def crowding(self, plan: Plan) -> int:
        """Return how often two people at one table share a perspective, an organisation, or that they rule."""
        groups = Counter((plan[guest.key], group) for guest in self.guests for group in _groups(guest))
        return sum(count * (count - 1) // 2 for count in groups.values())

    def measure(self, plan: Plan) -> int:
        """Return how good a plan is; less is better.

        A broken wish weighs 100,000, somebody at a table that is not meant for them 10,000, tables of different size
        100 for each square, and two people at one table 1 for each thing that they share: a perspective, an
        organisation, or that both make policy, manage or administer. Weights keep that order for some hundred people.
        """
        return WISH * self.broken(plan) + PLACE * self.misplaced(plan) + SIZE * self.uneven(plan) + self.crowding(plan)


def _groups(guest: Guest) -> list[tuple[str, str]]:
    groups = [("perspective", guest.perspective)]
    if guest.perspective in RULERS:
        groups.append(("side", "ruling"))
    return [*groups, ("of", guest.organisation)] if guest.organisation else groups


def by_turn(room: Room) -> Plan:
    """Return what dealing out by turn gives: one table after the other, in the order of the list."""
    free, plan = [place.key for place in room.places], {}
    turn = 0
    for guest in room.guests:
        plan[guest.key] = guest.at if guest.at is not None else free[turn % len(free)]
        turn += guest.at is None
    return plan


def seating(room: Room) -> Plan:
    """Return a plan that spreads perspectives and keeps wishes, never worse by `Room.measure` than dealing by turn."""
    if not room.places:
        return {}
    dealt = by_turn(room)
    return min(_improved(room, _by_perspective(room)), dealt, key=room.measure)


def _by_perspective(room: Room) -> Plan:
    """Return a first plan: the same perspectives one after the other, each to the table with the fewest like it."""
    plan: Plan = {guest.key: guest.at for guest in room.guests if guest.at is not None}
    kinds, homes = {guest.key: guest for guest in room.guests}, room.homes
    for guest in sorted(room.guests, key=lambda one: (one.perspective, one.organisation, one.key)):
        if guest.key in plan:
            continue
        fit = [place.key for place in room.places if suits(guest, place, homes)] or [one.key for one in room.places]
        seated: dict[int, list[str]] = {}
        for key, table in plan.items():
            seated.setdefault(table, []).append(kinds[key].perspective)
        wished = room.wishes.at.get(guest.key)
        plan[guest.key] = wished if wished is not None else best_table(fit, seated, guest.perspective)
    return plan


class _Search:
    """Counts kept beside a plan, so that a move or a swap is weighed without counting everything again."""

    def __init__(self, room: Room, plan: Plan) -> None:
        self.plan, self.at = dict(plan), room.wishes.at
        homes, number = room.homes, Counter(plan.values())
        self.wrong = {
            guest.key: {place.key: PLACE * (not suits(guest, place, homes)) for place in room.places}
            for guest in room.guests
        }
        self.groups = {guest.key: _groups(guest) for guest in room.guests}
        self.size = {place.key: number[place.key] for place in room.places}
        self.seated: dict[int, Counter[tuple[str, str]]] = {place.key: Counter() for place in room.places}
        for key, table in plan.items():
            self.seated[table].update(self.groups[key])
        self.pairs: dict[int, list[tuple[int, bool]]] = {guest.key: [] for guest in room.guests}
        for pairs, same in ((room.wishes.together, True), (room.wishes.apart, False)):
            for first, second in (tuple(pair) for pair in pairs):
                if first in plan and second in plan:
                    self.pairs[first].append((second, same))
                    self.pairs[second].append((first, same))

    def kept(self, key: int, table: int, but: int = -1) -> int:
        """Return what somebody at `table` costs in wishes, and in not being meant for it; `but` is left out."""
        plan, cost = self.plan, self.wrong[key][table]
        for other, same in self.pairs[key]:
            if other != but and (plan[other] == table) != same:
                cost += WISH
        return cost + WISH * (self.at.get(key, table) != table)

    def crowd(self, key: int, here: int, there: int, but: Sequence[tuple[str, str]] = ()) -> int:
        """Return how much more crowded it gets for the groups of `key` when they go from `here` to `there`."""
        old, new = self.seated[here], self.seated[there]
        return sum([new[group] - old[group] + 1 for group in self.groups[key] if group not in but])

    def move(self, key: int, table: int) -> int:
        """Seat `key` at `table` and return how much worse that is."""
        here = self.plan[key]
        if here == table:
            return 0
        uneven = SIZE * 2 * (self.size[table] - self.size[here] + 1)
        worse = self.kept(key, table) - self.kept(key, here) + uneven + self.crowd(key, here, table)
        self.plan[key] = table
        self.size[here] -= 1
        self.size[table] += 1
        self.seated[here].subtract(self.groups[key])
        self.seated[table].update(self.groups[key])
        return worse

    def try_moves(self, moves: Sequence[tuple[int, int]]) -> bool:
        """Move people if that is better all together; else leave everything as it was."""
        before = [(key, self.plan[key]) for key, _table in moves]
        if sum([self.move(key, table) for key, table in moves]) < 0:
            return True
        for key, table in reversed(before):
            self.move(key, table)
        return False

    def try_swap(self, first: int, second: int) -> bool:
        """Let two people change places if that is better."""
        here, there = self.plan[first], self.plan[second]
        worse = self.crowd(first, here, there, self.groups[second])
        worse += self.crowd(second, there, here, self.groups[first])
        worse += self.kept(first, there, second) - self.kept(first, here, second)
        worse += self.kept(second, here, first) - self.kept(second, there, first)
        if worse >= 0:
            return False
        self.move(first, there)
        self.move(second, here)
        return True


def _improved(room: Room, start: Plan) -> Plan:
    """Return the best plan that is found from `start` by moving people, those who belong together, and pairs."""
    search, tables = _Search(room, start), [place.key for place in room.places]
    loose = [guest.key for guest in room.guests if guest.at is None]
    groups = [[key] for key in loose] + _bound(room, set(loose))
    for _round in range(ROUNDS):
        better = False
        for keys in groups:
            for table in tables:
                better |= search.try_moves([(key, table) for key in keys])
        for first, second in combinations(loose, 2):
            if search.plan[first] != search.plan[second]:
                better |= search.try_swap(first, second)
        if not better:
            break
    return search.plan


def _bound(room: Room, loose: set[int]) -> list[list[int]]:
    """Return the groups of people who want to sit together, as far as they can be moved."""
    group: dict[int, set[int]] = {}
    for pair in room.wishes.together:
        joined = set().union(*(group.get(key, {key}) for key in pair))
        group.update(dict.fromkeys(joined, joined))
    found = {frozenset(keys & loose) for keys in group.values()}
    return sorted(sorted(keys) for keys in found if len(keys) > 1)
