"""A story that could go with a pattern, as the method sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lib.words import words_of

Floats = NDArray[np.float64]
Runs = frozenset[tuple[str, ...]]
RUN = 3


@dataclass(frozen=True)
class Candidate:
    """A story; `fit` is how well it shows the part that is looked for, 0 to 1, and `side` the end where it stands."""

    id: str
    text: str
    words: int
    audience: str
    fit: float
    side: int = 0
    region: str = ""
    themes: frozenset[str] = field(default_factory=frozenset)
    teller: str = ""
    language: str = "nl"
    quotable: bool = False

    @cached_property
    def tokens(self) -> list[str]:
        """Return its words, in lower case."""
        return words_of(self.text)

    @cached_property
    def runs(self) -> Runs:
        """Return its runs of three words; all of its words as one run when there are fewer."""
        return frozenset(zip(*(self.tokens[at:] for at in range(RUN)), strict=False)) or frozenset(
            [tuple(self.tokens)]
        )


def shared_runs(one: Runs, other: Runs) -> float:
    """Return which share of the shorter text's runs of three words also stands in the other text."""
    return len(one & other) / min(len(one), len(other))


def ranks(values: Iterable[float]) -> Floats:
    """Return for each value the share of the others that are lower (ties count half); one value alone has a half."""
    given = np.array(list(values), dtype=np.float64)
    if len(given) < 2:
        return np.full(len(given), 0.5)
    ordered = np.sort(given)
    low, high = np.searchsorted(ordered, given, "left"), np.searchsorted(ordered, given, "right")
    return np.asarray((low + high - 1) / 2 / (len(given) - 1))


def ranks_within(values: Sequence[float], groups: Sequence[str]) -> Floats:
    """Return the ranks of `values`, each among those of its own group."""
    found = np.zeros(len(values))
    for group in sorted(set(groups)):
        places = [place for place, name in enumerate(groups) if name == group]
        found[places] = ranks([values[place] for place in places])
    return found


def fullness(candidates: Sequence[Candidate], enough: float) -> Floats:
    """Return how fully each story is told among those of its own audience, so that the young do not vanish.

    From the rank `enough` on all are equally full: the longest story is no better than a long one.
    """
    within = ranks_within([one.words for one in candidates], [one.audience for one in candidates])
    return np.asarray(np.minimum(within, enough) / enough)
