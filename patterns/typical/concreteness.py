"""How concretely a text is told: moments, actions, things, people and words said, against speaking in general.

The measure is a rough one, made for Dutch stories about youth care. It was checked on texts that people would call
concrete or general (`tests/patterns/concrete_examples.json`); how often it is right stands in docs/typical-stories.md.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from lib.words import words_of

FOLDER = Path(__file__).with_name("words")
SPEECH = re.compile(r"[\"“”„«»]|(?:^|\s)['‘](?=\w)", re.M)
NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?:[.:,]\d{1,2})?(?!\w)")
FEW = 12  # words as if in general, added to each text, so that a short one needs more to be called concrete
WEIGHTS = {"moments": 1.0, "actions": 1.0, "things": 1.0, "people": 0.5, "speech": 1.0}
GENERAL = 0.9
CENTRE, SLOPE = 0.04, 25.0  # marks per word at which a text is neither, and how fast that changes
CONCRETE = 0.5


@dataclass(frozen=True)
class Marks:
    """How often a text names each kind of thing, how often it speaks in general, and how long it is."""

    found: Mapping[str, int]
    general: int
    words: int

    @property
    def score(self) -> float:
        """Return from 0 (only in general) to 1 (moment by moment); one half is where the two meet."""
        weighed = sum(WEIGHTS[kind] * count for kind, count in self.found.items()) - GENERAL * self.general
        return _squeezed(SLOPE * (weighed / (self.words + FEW) - CENTRE))

    def rate(self, kind: str) -> float:
        """Return how often the text names `kind`, per word."""
        return self.found[kind] / max(self.words, 1)


@dataclass(frozen=True)
class Words:
    """A kind of words: whole ones, and how others begin."""

    whole: frozenset[str]
    begins: tuple[str, ...]

    def among(self, counts: Mapping[str, int]) -> int:
        """Return how many of the counted words are of this kind."""
        whole = sum(counts[word] for word in counts.keys() & self.whole)
        return whole + sum(counts[word] for word in counts.keys() - self.whole if word.startswith(self.begins))


def marks_of(text: str, language: str = "nl", words: Sequence[str] | None = None) -> Marks | None:
    """Return what `text` (of these `words`) names; None in a language of which there are no lists."""
    lists = word_lists(language)
    if lists is None:
        return None
    words = words_of(text) if words is None else words
    counts = Counter(words)
    found = {kind: known.among(counts) for kind, known in lists.items()}
    phrases = len(_phrases(language).findall(text.lower()))
    general = found.pop("general") + phrases
    found["moments"] += len(NUMBER.findall(text))
    found["speech"] = len(SPEECH.findall(text))
    return Marks(found, general, len(words))


@cache
def word_lists(language: str) -> dict[str, Words] | None:
    """Return the words of each kind; None in a language without lists."""
    read = _read(language)
    if read is None:
        return None
    kinds = ("moments", "actions", "things", "people", "general")
    return {kind: _words(" ".join(read[kind]).split()) for kind in kinds}


def _words(given: Sequence[str]) -> Words:
    whole = frozenset(word for word in given if not word.endswith("*"))
    return Words(whole, tuple(word[:-1] for word in given if word.endswith("*")))


@cache
def _phrases(language: str) -> re.Pattern[str]:
    read = _read(language) or {"phrases": []}
    return re.compile(r"\b(?:" + "|".join(map(re.escape, read["phrases"])) + r")\b")


def _read(language: str) -> dict[str, list[str]] | None:
    path = FOLDER / f"concrete_{language}.json"
    if not language.isalpha() or not path.exists():
        return None
    read: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return read


def _squeezed(value: float) -> float:
    return 1.0 / (1.0 + exp(-max(min(value, 30.0), -30.0)))
