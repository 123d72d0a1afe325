"""Our own lists of names, places and organisations, read when they are first needed."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"


def _lines(name: str) -> Iterable[str]:
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return (line for line in lines if not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of the list `name`, lower case."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the entries of the list `name` that are parted by commas, lower case."""
    parts = (part.strip().lower() for line in _lines(name) for part in line.split(","))
    return frozenset(filter(None, parts))


@cache
def pattern(entries: frozenset[str]) -> re.Pattern[str]:
    """Return an expression that finds any of `entries` as whole words, the longest first."""
    longest = sorted(entries, key=lambda entry: (-len(entry), entry))
    either = "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in longest)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])" if either else r"(?!)", re.IGNORECASE)
