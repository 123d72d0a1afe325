"""Columns that are one question together: one column per answer, and three shares of a whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vertelpunt.importing.lists import NO, YES
from vertelpunt.importing.numbers import number, shares
from vertelpunt.importing.profile import Profile

BRACKET = re.compile(r"^(?P<group>.*?)\s*\[(?P<option>[^\]]+)\]\s*(?:\(\d+\))?$")
CUT = re.compile(r"^(?P<group>.+?)(?P<cut>: | - | – |/|\||__|_|\.)(?P<option>[^:/|]+)$")
TWICE = re.compile(r"^(?P<group>.+) \(\d+\)$")
MOST_PARTS = 40


@dataclass(frozen=True)
class Group:
    """Columns of one question: where they stand, and which answer each is about (empty: its cells say that)."""

    kind: str
    name: str
    places: tuple[int, ...]
    options: tuple[str, ...]


def split(name: str) -> tuple[str, str]:
    """Return the question and the answer in the name of a column; no answer where it names none.

    >>> split("Wie hielp? [school]"), split("Thema: wachten"), split("q3_2"), split("Wat nu?")
    (('Wie hielp?', 'school'), ('Thema', 'wachten'), ('q3', '2'), ('Wat nu?', ''))
    """
    found = BRACKET.match(name) or CUT.match(name)
    return (found["group"].strip(), found["option"].strip()) if found else (name, "")


def is_flag(profile: Profile) -> bool:
    """Tell whether a column says only yes or no."""
    words = {value.lower() for value in profile.values}
    return bool(words) and not profile.many and words <= YES | NO


def names_itself(profile: Profile, option: str) -> bool:
    """Tell whether every cell that is filled holds the same word, as some programs write what was chosen."""
    return len(profile.values) == 1 and not profile.many and (not option or next(iter(profile.values)) == option)


def groups_of(
    raw: Sequence[str], names: Sequence[str], profiles: Sequence[Profile], sample: Sequence[Sequence[str]]
) -> list[Group]:
    """Return which columns belong together."""
    return [*_repeated(raw, profiles), *_parts(names, profiles), *_triads(names, profiles, sample)]


def _repeated(raw: Sequence[str], profiles: Sequence[Profile]) -> list[Group]:
    """Return groups of columns with the same header, whose cells name an answer."""
    by_name: dict[str, list[int]] = {}
    for at, name in enumerate(raw):
        by_name.setdefault(name, []).append(at)
    found = []
    for name, places in by_name.items():
        short = all(profiles[at].longest <= 100 and not profiles[at].many for at in places)
        filled = [at for at in places if profiles[at].filled]
        if name and len(places) > 1 and short and filled and all(len(profiles[at].values) <= 40 for at in places):
            found.append(Group("multi_part", name, tuple(places), ("",) * len(places)))
    return found


def _parts(names: Sequence[str], profiles: Sequence[Profile]) -> list[Group]:
    by_name: dict[str, list[tuple[int, str]]] = {}
    for at, name in enumerate(names):
        group, option = split(name)
        fits = not profiles[at].filled or is_flag(profiles[at]) or names_itself(profiles[at], option)
        if option and fits and not TWICE.match(name):
            by_name.setdefault(group, []).append((at, option))
    return [
        Group("multi_part", group, tuple(at for at, _o in parts), tuple(_label(profiles[at], o) for at, o in parts))
        for group, parts in by_name.items()
        if 1 < len(parts) <= MOST_PARTS and any(profiles[at].filled for at, _o in parts)
    ]


def _label(profile: Profile, option: str) -> str:
    """Return what an answer is called: what its cells say, where they say more than yes."""
    if profile.filled and not is_flag(profile) and len(profile.values) == 1:
        return next(iter(profile.values))
    return option


def _triads(names: Sequence[str], profiles: Sequence[Profile], sample: Sequence[Sequence[str]]) -> list[Group]:
    found, at = [], 0
    while at + 2 < len(names):
        places = (at, at + 1, at + 2)
        first = [split(names[one]) for one in places]
        same = len({group for group, _option in first}) == 1 and all(option for _group, option in first)
        if same and _adds_up(places, sample):
            found.append(Group("triad_part", first[0][0], places, tuple(option for _group, option in first)))
            at += 2
        at += 1
    return found


def _adds_up(places: Sequence[int], sample: Sequence[Sequence[str]]) -> bool:
    rows = [[number(row[at]) if at < len(row) else None for at in places] for row in sample]
    whole = [(a, b, c) for a, b, c in rows if a is not None and b is not None and c is not None]
    varied = len(set(whole)) > 2
    return varied and all(shares(one) for one in whole)
