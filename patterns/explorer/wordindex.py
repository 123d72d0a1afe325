"""Which stories hold which words, without their order: no Django, no database, and no text that could be read."""

import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import Bools, Ints

SIZE = 50_000  # stories in one part; fewer than 65,536, so that a place fits in two bytes
FEW = 200  # words that are looked up one by one; with more it is quicker to go through all
BREAK, GONE = b"\n", -1
APOSTROPHES = str.maketrans("‘’", "''")

Told = tuple[int, str, str]  # number, title, text


def folded(text: str) -> str:
    """Return `text` as it is compared: without capitals, with one kind of apostrophe."""
    return unicodedata.normalize("NFC", text).translate(APOSTROPHES).casefold()


def holds(text: str, phrase: str) -> bool:
    """Tell whether `text` holds `phrase`, which was folded and has one space between words."""
    return phrase in " ".join(folded(text).split())


@dataclass(frozen=True, eq=False)
class Part:
    """Some stories: their words, each once, and for each word the places of the stories that hold it."""

    numbers: Ints
    words: bytes
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    places: NDArray[np.uint16]

    @classmethod
    def of(cls, stories: Sequence[Told]) -> "Part":
        """Return the words of `stories`."""
        known: defaultdict[str, int] = defaultdict()
        known.default_factory = known.__len__
        codes, lengths = array("i"), array("i")
        for _number, title, text in stories:
            found = set(folded(f"{title}\n{text}").split())
            codes.extend(map(known.__getitem__, found))
            lengths.append(len(found))
        order = np.argsort(np.frombuffer(codes, np.int32), kind="stable") if codes else np.zeros(0, np.intp)
        places = np.repeat(np.arange(len(stories), dtype=np.uint16), np.array(lengths, np.int64))
        counts = np.bincount(np.frombuffer(codes, np.int32), minlength=len(known)) if codes else np.zeros(0, np.int64)
        numbers = np.array([number for number, *_texts in stories], np.int64)
        words = [word.encode() + BREAK for word in known]
        widths = np.fromiter(map(len, words), np.int64, len(words))
        starts = (np.cumsum(widths) - widths).astype(np.int32)
        return cls(numbers, b"".join(words), starts, np.cumsum(counts).astype(np.int32), places[order])

    @property
    def size(self) -> int:
        """Return how many bytes this takes."""
        return len(self.words) + sum(each.nbytes for each in (self.numbers, self.starts, self.ends, self.places))

    @property
    def _counts(self) -> Ints:
        return np.diff(self.ends, prepend=0).astype(np.int64)

    def holding(self, needle: bytes) -> Bools:
        """Return the places of the stories with a word that holds `needle`."""
        hit, words = np.zeros(len(self.numbers), np.bool_), self._words_with(needle)
        if len(words) > FEW:
            chosen = np.zeros(len(self.starts), np.bool_)
            chosen[words] = True
            hit[self.places[np.repeat(chosen, self._counts)]] = True
            return hit
        for word in words.tolist():
            hit[self.places[self.ends[word - 1] if word else 0 : self.ends[word]]] = True
        return hit

    def _words_with(self, needle: bytes) -> NDArray[np.intp]:
        """Return which words hold `needle`: its first byte is looked up everywhere, the next only where that is."""
        letters = np.frombuffer(self.words, np.uint8)
        at = np.flatnonzero(letters[: max(0, len(letters) - len(needle) + 1)] == needle[0])
        for place, letter in enumerate(needle[1:], 1):
            at = at[letters[at + place] == letter]
        found = np.zeros(len(self.starts), np.bool_)
        found[np.searchsorted(self.starts, at.astype(np.int32), side="right") - 1] = True
        return np.flatnonzero(found)

    def without(self, gone: Ints) -> "Part":
        """Return this part without the stories with these numbers; a word that only they held is blotted out."""
        dead = np.isin(self.numbers, gone)
        if not dead.any():
            return self
        out = np.flatnonzero(dead[self.places])
        ends = (self.ends - np.searchsorted(out, self.ends)).astype(np.int32)
        letters = np.frombuffer(self.words, np.uint8).copy()
        for word in np.unique(np.searchsorted(self.ends, out, side="right")).tolist():
            if ends[word] == (ends[word - 1] if word else 0):
                letters[self.starts[word] : self.starts[word + 1] if word + 1 < len(ends) else None] = BREAK[0]
        numbers = np.where(dead, GONE, self.numbers)
        return Part(numbers, letters.tobytes(), self.starts, ends, np.delete(self.places, out))


@dataclass(frozen=True)
class WordIndex:
    """The words of many stories, in parts; a part that is small is the one to which new stories are added."""

    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, stories: Iterable[Told]) -> "WordIndex":
        """Return the words of `stories`, reading some thousands at a time."""
        return cls(tuple(map(Part.of, _batches(stories))))

    @property
    def size(self) -> int:
        """Return how many bytes this takes."""
        return sum(part.size for part in self.parts)

    @property
    def numbers(self) -> Ints:
        """Return the numbers of all stories."""
        every = np.concatenate([np.zeros(0, np.int64), *(part.numbers for part in self.parts)])
        return np.asarray(every[every != GONE])

    def holding(self, words: Sequence[str]) -> Ints:
        """Return the numbers of the stories in which each of `words` (folded) is part of some word."""
        found = [np.zeros(0, np.int64)]
        for part in self.parts:
            hit = part.numbers != GONE
            for word in words:
                hit &= part.holding(word.encode())
            found.append(part.numbers[hit])
        return np.concatenate(found)

    def without(self, gone: Ints) -> "WordIndex":
        """Return this index without the stories with these numbers."""
        left = (part.without(gone) for part in self.parts)
        return WordIndex(tuple(part for part in left if (part.numbers != GONE).any()))

    def with_more(self, stories: Sequence[Told]) -> "WordIndex":
        """Return this index with `stories` in a part of their own."""
        return WordIndex((*self.parts, *map(Part.of, _batches(stories))))


def _batches(stories: Iterable[Told]) -> Iterator[list[Told]]:
    each = iter(stories)
    while batch := list(islice(each, SIZE)):
        yield batch
