"""Small pure helpers for running text."""

import re
from collections.abc import Callable, Iterable, Sequence

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SENTENCE = re.compile(r".*?[.?!]+[”’\"')]*(?= |$)")
SHARED_WORDS = 8


def normal_newlines(text: str) -> str:
    """Return `text` with every line break as one newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def words_of(text: str) -> list[str]:
    """Return the words of `text`, in lower case."""
    return [match.group().lower() for match in WORD.finditer(text)]


def count_words(text: str) -> int:
    """Return how many words `text` has."""
    return len(WORD.findall(text))


def _runs(words: Sequence[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


def shares_words(text: str, story: str, size: int = SHARED_WORDS) -> bool:
    """Tell whether `text` repeats `size` consecutive words of `story`."""
    return sharing([story], size)(text)


def sharing(stories: Iterable[str], size: int = SHARED_WORDS) -> Callable[[str], bool]:
    """Return a test of many texts: does a text repeat `size` consecutive words of any of `stories`?"""
    told = {run for story in stories for run in _runs(words_of(story), size)}
    return lambda text: not _runs(words_of(text), size).isdisjoint(told)


def first_sentence(text: str) -> str:
    """Return the first sentence of `text` as one line, whole."""
    line = " ".join(text.split())
    found = SENTENCE.match(line)
    return found.group() if found else line
