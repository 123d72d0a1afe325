"""Gentle hints for who writes a card: words that explain, readings that say the same, names that cards do not give."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from lib.words import words_of
from patterns.discreet import MAY_BE_NAMED
from people.models import Coalition
from vertelpunt.models import Vertelpunt

LISTS = Path(__file__).parent / "content" / "explaining.json"
GAP = " … "  # stands for at most three words between two parts of an expression
BETWEEN = r"(?:\s+[^\W_]+){0,3}\s+"
NO_SIDE = r"(?!\s+de\s+(?:[^\W_]+\s+)?kant)"  # *ligt aan de lage kant* says where answers lie
ALIKE = 0.7
OPPOSES = """niet geen nooit minder meer juist wel zonder ondanks eerder later ook
    not no never less more without despite before after rather either"""
OPPOSING = frozenset(words_of(OPPOSES))


@dataclass(frozen=True)
class Marked:
    """Running text, or one of its words that explain."""

    text: str
    explains: bool


@cache
def expressions(language: str) -> tuple[str, ...]:
    """Return what explains instead of describes in `language`, and in others what means nothing else there."""
    lists = json.loads(LISTS.read_text())
    own = lists.get(language, lists["nl"])["words"]
    others = (one for code, some in lists.items() if code != language for one in some["words"])
    foreign = {word for some in lists.values() for word in some["only_here"]}
    return tuple(dict.fromkeys([*own, *(one for one in others if one not in foreign)]))


@cache
def _explaining(language: str) -> re.Pattern[str]:
    longest = sorted(expressions(language), key=len, reverse=True)
    said = "|".join(BETWEEN.join(_blanks(part) for part in one.split(GAP)) for one in longest)
    return re.compile(rf"(?<![^\W_])(?:{said})(?![^\W_]){NO_SIDE}", re.IGNORECASE)


def _blanks(part: str) -> str:
    return r"\s+".join(map(re.escape, part.split()))


def explaining_words(text: str, language: str = "nl") -> list[str]:
    """Return the words in `text` that explain instead of describe, each once."""
    found = (" ".join(match.group().lower().split()) for match in _explaining(language).finditer(text))
    return list(dict.fromkeys(found))


def marked(text: str, language: str = "nl") -> list[Marked]:
    """Return `text` in pieces, so that a page can mark the words that explain."""
    pieces, at = [], 0
    for match in _explaining(language).finditer(text):
        pieces += [Marked(text[at : match.start()], False), Marked(match.group(), True)]
        at = match.end()
    return [piece for piece in [*pieces, Marked(text[at:], False)] if piece.text]


def nearly_equal(readings: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of readings that are nearly the same words, with nothing between them that opposes."""
    known = [(place, frozenset(words_of(text))) for place, text in enumerate(readings) if text.strip()]
    return [(a, b) for (a, one), (b, other) in combinations(known, 2) if _alike(one, other)]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other or (one ^ other) & OPPOSING:
        return False
    return len(one & other) / len(one | other) >= ALIKE


def named(texts: Iterable[str], vertelpunt: Vertelpunt) -> list[str]:
    """Return the names of municipalities, organisations and partners that `texts` give."""
    whole = "\n".join(texts)
    partners = vertelpunt.partners.values_list("name", flat=True)
    others = Coalition.objects.exclude(kind__in=MAY_BE_NAMED).values_list("name", flat=True)
    names = sorted({*partners, *others})
    return [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", whole)]
