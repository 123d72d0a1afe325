"""Seating 120 people at 8 tables with wishes: time, and never worse than dealing out by turn."""

from __future__ import annotations

import random
from collections.abc import Iterator
from time import process_time

from benchmarks.tables import Table
from duiding.seating import Guest, Place, Room, Wishes, by_turn, seating

PEOPLE, TABLES, LIMIT = 120, 8, 1.0
KINDS = {"youth": 15, "parent": 25, "professional": 40, "policy": 20, "manager": 12, "administrator": 8}
NAMES = ("room", "wishes", "seconds", "wishes broken", "by turn", "alike at a table", "by turn", "measure", "by turn")


def room_of(seed: int, wishes: int) -> Room:
    """Return a room of 120 people in a random order, half of them of 25 organisations, with wishes made by chance."""
    draw = random.Random(seed)
    kinds = [kind for kind, number in KINDS.items() for _one in range(number)]
    draw.shuffle(kinds)
    guests = [Guest(key, kind, "", draw.choice([f"org {draw.randrange(25)}", ""])) for key, kind in enumerate(kinds)]
    pairs = [frozenset(draw.sample(range(PEOPLE), 2)) for _wish in range(wishes)]
    at = {draw.randrange(PEOPLE): draw.randrange(TABLES) for _wish in range(wishes // 4)}
    half = len(pairs) // 2
    places = [Place(key) for key in range(TABLES)]
    return Room(places, guests, Wishes(frozenset(pairs[:half]), frozenset(pairs[half:]), at))


def measure(quick: bool) -> Iterator[Table]:
    """Yield the figures of rooms without wishes and with more and more of them; seconds are those of the processor."""
    lines, bad = [], []
    for wishes in (0, 20, 50, 100):
        for seed in range(1 if quick else 5):
            room = room_of(seed, wishes)
            start = process_time()
            plan = seating(room)
            seconds, turn = process_time() - start, by_turn(room)
            here = f"{PEOPLE} people, seed {seed}"
            figures = (room.broken(plan), room.broken(turn), room.crowding(plan), room.crowding(turn))
            both = (room.measure(plan), room.measure(turn))
            lines.append((here, str(wishes), f"{seconds:.2f}", *map(str, (*figures, *both))))
            if seconds > LIMIT:
                bad.append(f"{here}, {wishes} wishes: {seconds:.2f} s, more than {LIMIT:.0f} s")
            if both[0] > both[1]:
                bad.append(f"{here}, {wishes} wishes: worse than dealing out by turn")
    yield Table(f"Seating {PEOPLE} people at {TABLES} tables", NAMES, lines, bad)
