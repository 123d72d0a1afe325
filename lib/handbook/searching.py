"""Search in the handbook: the parts that hold every word that was asked, by stem, best first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from lib.handbook.book import Book
from lib.handbook.reading import Page, Part

WORD = re.compile(r"\w+")
STEMMER = "dutch_porter"  # "dutch" turns gezin into zin
WITHIN = 4  # letters of a stem that may lie within a longer word: kaart in ervaringskaart
BEFORE, AFTER, MOST, MOST_ASKED = 8, 24, 20, 12
IN_TITLE, IN_PAGE_TITLE = 6, 2


@dataclass(frozen=True)
class Found:
    """A part that answers a search, with some of its words: each with whether it was asked."""

    page: Page
    part: Part
    words: tuple[tuple[str, bool], ...]
    before: bool
    after: bool


@cache
def _words() -> tuple[Any, frozenset[str]]:
    """Return the stemmer, and the words that stand everywhere."""
    from Stemmer import Stemmer
    from stopwordsiso import stopwords

    return Stemmer(STEMMER), frozenset(stopwords("nl"))


@lru_cache(maxsize=4096)
def stems_of(text: str) -> tuple[str, ...]:
    """Return the stem of each word of `text`."""
    return tuple(_words()[0].stemWords([word.lower() for word in WORD.findall(text)]))


def asked_stems(query: str) -> list[str]:
    """Return the stems to look for; words that stand everywhere only when there is nothing else."""
    words = [word.lower() for word in WORD.findall(query)]
    telling = [word for word in words if word not in _words()[1]]
    return list(dict.fromkeys(stems_of(" ".join(telling or words))))[:MOST_ASKED]


def matches(asked: str, stem: str) -> bool:
    """Tell whether a word of the handbook is what was asked, or holds it."""
    return asked == stem or (len(asked) >= WITHIN and asked in stem)


def search(book: Book, query: str) -> list[Found]:
    """Return the parts that hold all words of `query`; those that hold some when none holds all."""
    asked = asked_stems(query)
    scored = [(*_score(asked, page, part), page, part) for page in book.pages.values() for part in page.parts]
    most = max((held for held, *_ in scored), default=0)
    if not most:
        return []
    best = sorted((row for row in scored if row[0] == most), key=lambda row: -row[1])
    return [_found(asked, page, part) for _, _, page, part in best[:MOST]]


def _score(asked: Sequence[str], page: Page, part: Part) -> tuple[int, float]:
    """Return how many of the asked words a part holds, and how well."""
    text, title, above = stems_of(part.text), stems_of(part.title), stems_of(page.title)
    held, score = 0, 0.0
    for stem in asked:
        here = [_weight(stem, text, 1), _weight(stem, title, IN_TITLE), _weight(stem, above, IN_PAGE_TITLE)]
        held += any(here[:2])
        score += sum(here)
    return held, score


def _weight(asked: str, stems: Iterable[str], worth: float) -> float:
    """Return what the words are worth: the word itself more than a longer one, and often not much more than once."""
    times = sum(1.0 if stem == asked else 0.4 for stem in stems if matches(asked, stem))
    return worth * min(times, 3.0)


def _found(asked: Sequence[str], page: Page, part: Part) -> Found:
    """Return a part with the words around the first that was asked."""
    words = part.text.split()
    marked = [any(matches(stem, own) for stem in asked for own in stems_of(word)) for word in words]
    first = marked.index(True) if True in marked else 0
    start = max(first - BEFORE, 0)
    shown = tuple(zip(words, marked, strict=True))[start : first + AFTER]
    return Found(page, part, shown, before=start > 0, after=first + AFTER < len(words))
