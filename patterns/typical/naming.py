"""Words of a told text that look like the name of a person, a place or a provider: a hint, never a gate."""

import json
import re
from collections.abc import Iterable
from functools import cache

from patterns.typical.concreteness import FOLDER

CAPITAL = re.compile(r"(?<![\w’'-])[A-ZÀ-ÖØ-Þ][\w’'-]*")
BEGINS = re.compile(r"(?:^|[.!?…:\n][\"“”„«'’‘)\]]*\s*|[\"“„«‘(]|(?<!\w)')$")
LEAST = 4  # letters of a piece of the name of a region that is looked for by itself


def looks_like_names(text: str, start: int, end: int, known: Iterable[str] = ()) -> list[str]:
    """Return what in `text[start:end]` may be a name: one of the `known`, or a capital within a sentence of the text.

    A word that begins a sentence counts when it has a capital within another sentence of the same text.
    """
    piece = text[start:end]
    found = [name for name in known if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", piece, re.I)]
    inside = {word.group() for word in CAPITAL.finditer(text) if not _begins(text, word.start())} - plain_words()
    there = (word.group() for word in CAPITAL.finditer(piece))
    said = " ".join(found).lower()
    return list(dict.fromkeys([*found, *(word for word in there if word in inside and word.lower() not in said)]))


def _begins(text: str, at: int) -> bool:
    return BEGINS.search(text[max(at - 6, 0) : at]) is not None if at else True


def pieces_of(names: Iterable[str]) -> list[str]:
    """Return `names` of regions and coalitions with the words in them that could stand for the whole."""
    parts = {word for name in names for word in CAPITAL.findall(name) if len(word) >= LEAST}
    return sorted({*names, *parts - set(_read()["places"].split()) - plain_words()})


@cache
def plain_words() -> frozenset[str]:
    """Return words with a capital that name nobody and no place."""
    read = _read()
    return frozenset([*read["plain"].split(), *read["letters"].split()])


@cache
def _read() -> dict[str, str]:
    read: dict[str, str] = json.loads((FOLDER / "names_nl.json").read_text(encoding="utf-8"))
    return read
