"""What can be noticed in a story before a person reads it: words to read it first for, nonsense, near-copies; pure."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

LIST = Path(__file__).parent / "content" / "read_first.json"
WORD = re.compile(r"[^\W\d_]+")
FEW = 8  # words
RUN = 5  # words in a row
KEPT = 64  # of the smallest digests: enough to estimate how much two texts share
FOUND_BY = 8  # of those: two near-copies have one of these in common but for one time in hundreds
ALIKE = 0.5  # of the runs of words shared: a near-copy


@cache
def _stems() -> re.Pattern[str]:
    lists = json.loads(LIST.read_text(encoding="utf-8"))
    stems = [re.escape(stem).replace(r"\ ", r"\s+") for language in ("nl", "en") for stem in lists[language]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(stems)})", re.IGNORECASE)


def read_first(text: str) -> bool:
    """Tell whether a story has words for which a person reads it before the others."""
    return bool(_stems().search(text))


def nonsense(text: str) -> tuple[str, ...]:
    """Return what makes one doubt that this is a story: `few`, `letters`, `no-words`, `same-word`."""
    words = [word.lower() for word in WORD.findall(text)]
    most = Counter(words).most_common(1)
    said = {
        "few": len(words) < FEW,
        "letters": bool(re.search(r"(\w)\1{5,}|([^\W\d_]{2,3})\2{4,}", text)),
        "no-words": _share_like_words(words) < 0.5,
        "same-word": len(words) >= FEW and most[0][1] > len(words) / 2,
    }
    return tuple(name for name, true in said.items() if true)


def _like_word(word: str) -> bool:
    """Tell whether one could say this: a vowel, and never six consonants in a row. Other scripts pass."""
    if not re.fullmatch(r"[a-zà-ÿœæ]+", word):
        return True
    vowels = "[aeiouyáéíóúàèëïöüâêîôû]"
    return bool(re.search(vowels, word)) and not re.search(r"[bcdfghjklmnpqrstvwxz]{7,}", word)


def _share_like_words(words: Sequence[str]) -> float:
    return sum(map(_like_word, words)) / len(words) if words else 0.0


def sketch(text: str, key: bytes) -> list[int]:
    """Return the smallest keyed digests of runs of words: with another text's they tell how much the two share."""
    words = [word.lower() for word in WORD.findall(text)]
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))} if words else set()
    return sorted(_digest(run, key) for run in runs)[:KEPT]


def _digest(run: str, key: bytes) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=6, key=key).digest())


def alike(one: Iterable[int], other: Iterable[int]) -> float:
    """Return which part of their runs of words two texts share, estimated from their sketches (bottom-k Jaccard)."""
    first, second = set(one), set(other)
    smallest = sorted(first | second)[:KEPT]
    return sum(value in first and value in second for value in smallest) / len(smallest) if smallest else 0.0
