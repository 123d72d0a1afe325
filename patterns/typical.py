"""Which stories show a pattern best: proposals with their grounds, from which a person picks. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lib.words import words_of

Part = Literal["typical", "counter", "middle"]
Floats = NDArray[np.float64]

HOW_MANY: dict[Part, int] = {"typical": 6, "counter": 3, "middle": 3}
WEIGHTS = {"fit": 0.45, "length": 0.2, "concrete": 0.2, "central": 0.15}
LIKE = 0.6  # cosine from which two texts say nearly the same
SAME = 0.1  # what a story loses for each thing it shares with those chosen before
TOP = 0.8  # from this rank on, a quality is named as a ground

CONCRETE = re.compile(
    r"\d+|[\"“”„]|\b(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|januari|februari|maart|april|mei|juni|"
    r"juli|augustus|september|oktober|november|december|uur|minuten|kwartier|dag|dagen|week|weken|maand|maanden|jaar|"
    r"ochtend|ochtends|middag|avond|avonds|nacht|gisteren|vorige|volgende|toen|keer|zei|vroeg|belde|keek|zat|stond|"
    r"keukentafel|tafel|telefoon|brief|mail|fiets|auto|trap|deur|koffie|thee)\b",
    re.I,
)


@dataclass(frozen=True)
class Candidate:
    """A story that could go with a pattern; `fit` is how well it shows the part that is looked for, 0 to 1."""

    id: str
    text: str
    words: int
    audience: str
    fit: float
    side: int = 0
    region: str = ""
    themes: frozenset[str] = field(default_factory=frozenset)
    teller: str = ""


@dataclass(frozen=True)
class Proposal:
    """A proposed story with the grounds: codes, made into words where they are shown."""

    id: str
    part: Part
    score: float
    grounds: tuple[str, ...]


def propose(part: Part, candidates: Sequence[Candidate], *, language: str = "nl") -> list[Proposal]:
    """Return the best of `candidates` for `part`: fitting, full, concrete, central, and different from each other."""
    if not candidates:
        return []
    likeness = similarities([one.text for one in candidates], language)
    qualities = {
        "length": within_audience(candidates),
        "concrete": ranks([concreteness(one.text) for one in candidates]),
        "central": ranks(centrality(likeness, [one.fit for one in candidates])),
    }
    fit = np.array([one.fit for one in candidates])
    scores = WEIGHTS["fit"] * fit + sum(WEIGHTS[name] * values for name, values in qualities.items())
    chosen = _different(candidates, scores, likeness, HOW_MANY[part])
    return [
        Proposal(
            candidates[place].id, part, float(scores[place]), _grounds(part, place, qualities, candidates, before)
        )
        for before, place in _with_before(chosen)
    ]


def concreteness(text: str) -> float:
    """Return how much a text tells of moments, words and things: marks per word, up to a fifth."""
    return min(len(CONCRETE.findall(text)) / max(len(words_of(text)), 1), 0.2)


def ranks(values: Iterable[float]) -> Floats:
    """Return for each value the share of the others that are lower (ties count half)."""
    given = np.array(list(values), dtype=np.float64)
    if len(given) < 2:
        return np.full(len(given), 0.5)
    ordered = np.sort(given)
    low, high = np.searchsorted(ordered, given, "left"), np.searchsorted(ordered, given, "right")
    return np.asarray((low + high - 1) / 2 / (len(given) - 1))


def within_audience(candidates: Sequence[Candidate]) -> Floats:
    """Return how long each story is among those of its own audience, so that the young, who tell less, do not vanish.

    The longest are no better than long ones: from the rank of 0.7 on they stay equal.
    """
    found = np.zeros(len(candidates))
    for audience in {one.audience for one in candidates}:
        places = [place for place, one in enumerate(candidates) if one.audience == audience]
        found[places] = np.minimum(ranks([candidates[place].words for place in places]), 0.7) / 0.7
    return found


def centrality(likeness: Floats, weights: Sequence[float]) -> Floats:
    """Return how like the others each text is, those that fit better weighing more."""
    others = likeness - np.eye(len(likeness))
    return np.asarray(others @ np.array(weights))


def similarities(texts: Sequence[str], language: str = "nl") -> Floats:
    """Return the cosine of every text with every other, over stems weighted by their rarity."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # heavy: only where it is used

    stems = stemmer(language)
    vectors = TfidfVectorizer(analyzer=stems, sublinear_tf=True)
    if not any(stems(text) for text in texts):
        return np.eye(len(texts))
    found = vectors.fit_transform(texts)
    return np.asarray((found @ found.T).toarray())


@cache
def stemmer(language: str) -> Callable[[str], list[str]]:
    """Return what makes a text into stems without stop words."""
    from Stemmer import Stemmer
    from stopwordsiso import stopwords

    stem = Stemmer("dutch_porter" if language == "nl" else "english")  # "dutch" turns gezin into zin
    stop = stopwords("nl" if language == "nl" else "en")
    return lambda text: stem.stemWords([word for word in words_of(text) if word not in stop and len(word) > 2])


def _different(candidates: Sequence[Candidate], scores: Floats, likeness: Floats, most: int) -> list[int]:
    """Return the places of the best, each judged again after those before it were chosen."""
    chosen: list[int] = []
    left = set(range(len(candidates)))
    while left and len(chosen) < most:
        best = max(sorted(left), key=lambda place: scores[place] - SAME * _shared(candidates, place, chosen))
        chosen.append(best)
        left -= {place for place in left if place == best or _too_like(candidates, likeness, place, best)}
    return chosen


def _too_like(candidates: Sequence[Candidate], likeness: Floats, one: int, other: int) -> bool:
    teller = candidates[one].teller
    return bool(likeness[one, other] >= LIKE) or bool(teller and teller == candidates[other].teller)


def _shared(candidates: Sequence[Candidate], place: int, chosen: Sequence[int]) -> float:
    """Return how much a story shares with those chosen: audience and end of the pattern, region and themes."""
    one, shared = candidates[place], 0.0
    for other in (candidates[number] for number in chosen):
        shared += (one.audience == other.audience) + (one.side == other.side)
        shared += 0.5 * (bool(one.region) and one.region == other.region)
        shared += 0.5 * len(one.themes & other.themes) / max(len(one.themes | other.themes), 1)
    return shared / max(len(chosen), 1) * min(len(chosen), 3)


def _with_before(chosen: Sequence[int]) -> list[tuple[Sequence[int], int]]:
    return [(chosen[:number], place) for number, place in enumerate(chosen)]


def _grounds(
    part: Part, place: int, qualities: dict[str, Floats], candidates: Sequence[Candidate], before: Sequence[int]
) -> tuple[str, ...]:
    named = [name for name in ("concrete", "central", "length") if qualities[name][place] >= TOP]
    heard = {candidates[number].audience for number in before}
    other = ["other"] if before and candidates[place].audience not in heard else []
    return (part, *named, *other)
