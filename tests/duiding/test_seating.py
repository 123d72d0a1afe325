"""Seating: perspectives are spread, wishes are kept, and it is never worse than dealing out by turn."""

import random

import pytest

from duiding.balance import balance
from duiding.queries.seats import towns
from duiding.seating import Guest, Place, Room, Wishes, by_turn, seating

KINDS = ("youth", "parent", "professional", "policy", "manager")


def pairs(draw: random.Random, people: int, most: int) -> frozenset[frozenset[int]]:
    """Return some pairs of two people."""
    return frozenset(frozenset(draw.sample(range(people), 2)) for _ in range(draw.randrange(most)))


def room_of(seed: int) -> Room:
    """Return a room made by chance: people, tables of different kinds, and wishes that may contradict each other."""
    draw = random.Random(seed)
    people, tables = draw.randrange(2, 40), draw.randrange(1, 7)
    guests = [
        Guest(
            key,
            draw.choice(KINDS),
            draw.choice(("", "oost", "west")),
            draw.choice(("", "a", "b")),
            draw.randrange(tables) if draw.random() < 0.1 else None,
        )
        for key in range(people)
    ]
    places = [
        Place(key, draw.choice(("", "", "youth")), frozenset(draw.choice(((), ("oost",))))) for key in range(tables)
    ]
    at = {draw.randrange(people): draw.randrange(tables) for _ in range(draw.randrange(4))}
    return Room(places, guests, Wishes(pairs(draw, people, 8), pairs(draw, people, 8), at))


@pytest.mark.parametrize("seed", range(60))
def test_a_proposal_is_never_worse_than_dealing_out_by_turn(seed: int) -> None:
    room = room_of(seed)
    plan = seating(room)
    assert set(plan) == {guest.key for guest in room.guests}
    assert room.measure(plan) <= room.measure(by_turn(room))
    assert all(plan[guest.key] == guest.at for guest in room.guests if guest.at is not None)


def test_every_table_gets_every_perspective() -> None:
    guests = [Guest(key, KINDS[key // 4]) for key in range(20)]
    plan = seating(Room([Place(key) for key in range(4)], guests))
    for table in range(4):
        assert sorted(KINDS.index(guest.perspective) for guest in guests if plan[guest.key] == table) == list(range(5))


def test_wishes_are_kept_when_they_can_be() -> None:
    guests = [Guest(key, "parent") for key in range(9)]
    wishes = Wishes(
        frozenset({frozenset({0, 1}), frozenset({1, 2})}), frozenset({frozenset({3, 4}), frozenset({3, 5})}), {6: 2}
    )
    room = Room([Place(key) for key in range(3)], guests, wishes)
    plan = seating(room)
    assert plan[0] == plan[1] == plan[2]
    assert plan[3] not in (plan[4], plan[5])
    assert plan[6] == 2
    assert room.broken(plan) == 0


def test_a_table_for_young_people_and_a_table_of_a_municipality_get_their_own() -> None:
    guests = [Guest(0, "youth"), Guest(1, "youth"), Guest(2, "parent", "oost"), Guest(3, "policy", "oost")]
    room = Room([Place(1, "youth"), Place(2, "", frozenset({"oost"}))], guests)
    assert seating(room) == {0: 1, 1: 1, 2: 2, 3: 2}


def test_nobody_is_seated_without_a_table() -> None:
    assert seating(Room([], [Guest(1, "parent")])) == {}


def test_a_table_can_be_for_several_municipalities() -> None:
    assert towns("Westerkwartier, Het Hogeland en Eemsdelta") == {"westerkwartier", "het hogeland", "eemsdelta"}
    assert towns("Heerenveen") == {"heerenveen"}


def test_balance_names_who_is_missing_and_when_policy_makers_are_most() -> None:
    found = balance(["parent", "policy", "manager", "administrator"])
    assert (found.missing, found.top_heavy) == (("youth", "professional"), True)
    even = balance(["youth", "parent", "professional", "policy"])
    assert (even.missing, even.top_heavy) == ((), False)


def test_a_session_of_young_people_only_misses_nobody() -> None:
    assert balance(["youth"] * 8, alike=True).missing == ()
