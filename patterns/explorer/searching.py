"""Words searched in released stories: in the words kept in memory of many stories, else in the texts themselves."""

import shlex
from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from patterns.explorer import kept_words
from patterns.explorer.kept_words import Hits
from patterns.explorer.matching import Searched, Words
from patterns.explorer.stock import Stock
from patterns.explorer.wordindex import Told, WordIndex, folded
from patterns.stats.columns import Ints
from people.roles import Permission
from vertelpunt.access import Workplace

MOST_WORDS = 8
MOST_READ = 20_000  # stories whose texts are read for words that stand together: more would take seconds
AT_ONCE = 5_000  # of them in one query
QUOTES = str.maketrans({"'": "’"} | dict.fromkeys("“”„«»", '"'))  # as telephones type them


def words_in(place: Workplace, stock: Stock) -> Words | None:
    """Return what finds stories by words in them; None for who may not read stories."""
    if not place.desk.may(Permission.READ_STORIES):
        return None
    kept_words.prepare(place.vertelpunt.pk, stock.size)

    def find(text: str) -> Searched:
        kept = kept_words.of(place.vertelpunt.pk)
        numbers, apart = kept.searched(text, lambda: _numbers(place.vertelpunt.pk, kept.index, wanted(text)))
        return Searched(np.isin(stock.marks.numbers, numbers), apart)

    return find


def wanted(text: str) -> list[str]:
    """Return the words of a search as they are compared; those between quotation marks stay together."""
    text = text.translate(QUOTES)
    try:
        words = shlex.split(text)
    except ValueError:  # a quotation mark that is not closed
        words = text.replace('"', " ").split()
    return [" ".join(folded(word).split()) for word in words[:MOST_WORDS]]


def _numbers(vertelpunt: int, index: WordIndex | None, words: Sequence[str]) -> Hits:
    """Return the numbers of the released stories that hold every word, in the title or in the text.

    Words that must stand together are looked for in the texts; where very many stories hold them all that takes
    seconds, and it is enough that they hold them.
    """
    pieces = [piece for word in words for piece in word.split()]
    phrases = [word for word in words if " " in word]  # the index knows no order
    if index is None:
        return _read_all(kept_words.texts(vertelpunt), pieces, phrases)
    found = index.holding(pieces)
    if not phrases or len(found) > MOST_READ:
        return found, bool(phrases)
    stories = (number for number, plain in _plain(_read(vertelpunt, found)) if _holds(plain, phrases))
    return np.fromiter(stories, np.int64), False


def _read(vertelpunt: int, numbers: Ints) -> Iterator[Told]:
    for first in range(0, len(numbers), AT_ONCE):
        some = numbers[first : first + AT_ONCE].tolist()
        yield from kept_words.told(kept_words.released(vertelpunt).filter(number__in=some))


def _read_all(stories: Iterable[Told], pieces: Sequence[str], phrases: Sequence[str]) -> Hits:
    """Return the same as an index would, from the texts."""
    apart, together = array("q"), array("q")
    for number, plain in _plain(stories):
        if _holds(plain, pieces):
            apart.append(number)
            if _holds(plain, phrases):
                together.append(number)
    many = bool(phrases) and len(apart) > MOST_READ
    return np.array(apart if many else together, np.int64), many


def _plain(stories: Iterable[Told]) -> Iterator[tuple[int, list[str]]]:
    return ((number, [" ".join(folded(text).split()) for text in texts]) for number, *texts in stories)


def _holds(texts: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word in each for each in texts) for word in words)
