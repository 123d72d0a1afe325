"""Which stories might belong on a track, by their words, and the words that say so. Pure; nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.words import WORD, words_of

Floats = NDArray[np.float64]
ENOUGH = 8  # stories on the track, and beside it, from which the difference is learned
LEAST = 0.04  # of likeness; below it a story is not proposed
LEAST_CHANCE = 0.5
MOST_WORDS = 4
AGAINST = 0.4  # how much the stories that do not belong here weigh


@dataclass(frozen=True)
class Text:
    """A story's words and their language."""

    id: str
    text: str
    language: str = "nl"


@dataclass(frozen=True)
class Guess:
    """A story that might belong on a track, and the words of it that weigh most, as they stand there."""

    id: str
    score: float
    words: tuple[str, ...]


def guesses(
    about: str, on: Sequence[Text], beside: Sequence[Text], candidates: Sequence[Text], most: int = 20
) -> list[Guess]:
    """Return the `most` likely of `candidates`, the likeliest first.

    Parameters
    ----------
    about : str
        The name and the description of the track.
    on, beside : sequence of Text
        Stories that people put on the track; stories that do not belong there (rejected, or on other tracks only).
    candidates : sequence of Text
        Stories that nobody judged yet.

    Notes
    -----
    Stems weighted by their rarity. With `ENOUGH` stories on the track and beside it a logistic regression learns
    the difference; before that, likeness to the middle of the track's own words and stories (Rocchio) decides.
    """
    if not candidates:
        return []
    stems = [_stems(one) for one in (Text("", about), *on, *beside, *candidates)]
    if not any(stems):
        return []
    vectors, names = _vectors(stems)
    split = 1 + len(on), 1 + len(on) + len(beside)
    learn = _learned if len(on) >= ENOUGH and len(beside) >= ENOUGH else _likeness
    weights, scores, least = learn(vectors, *split)
    rows = vectors[split[1] :]
    order = np.argsort(-scores, kind="stable")[:most]
    chosen = [int(place) for place in order if scores[place] >= least]
    made = (Guess(candidates[place].id, float(scores[place]), _words(candidates[place], rows[place], weights, names))
            for place in chosen)  # fmt: skip
    return [guess for guess in made if guess.words]


def _stems(one: Text) -> list[str]:
    from patterns.typical.wording import stemmer  # which brings scipy: only where it is used

    return stemmer(one.language)(words_of(one.text))


def _vectors(stems: Sequence[list[str]]) -> tuple[Any, Sequence[str]]:
    from sklearn.feature_extraction.text import TfidfVectorizer  # heavy: only where it is used

    made = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    vectors = made.fit_transform(stems)
    return vectors, made.get_feature_names_out()


def _learned(vectors: Any, on: int, beside: int) -> tuple[Floats, Floats, float]:
    """Return the weight of each stem, the chance of each candidate, and the least of it to be proposed."""
    from sklearn.linear_model import LogisticRegression

    known = np.concatenate((np.ones(on), np.zeros(beside - on)))  # the track's own words count as a story on it
    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=500)
    model.fit(vectors[:beside], known)
    return model.coef_[0], model.predict_proba(vectors[beside:])[:, 1], LEAST_CHANCE


def _likeness(vectors: Any, on: int, beside: int) -> tuple[Floats, Floats, float]:
    """Return the same by likeness: the track's own words and the mean of its stories, less those beside it."""
    weights = _mean(vectors[:1]) + _mean(vectors[1:on]) - AGAINST * _mean(vectors[on:beside])
    length = float(np.linalg.norm(weights)) or 1.0
    return weights, np.asarray(vectors[beside:] @ weights / length), LEAST


def _mean(rows: Any) -> Floats:
    return np.asarray(rows.mean(axis=0)).ravel() if rows.shape[0] else np.zeros(rows.shape[1])


def _words(story: Text, row: Any, weights: Floats, names: Sequence[str]) -> tuple[str, ...]:
    """Return the words that speak most for the track, as they stand in the story."""
    share = row.data * weights[row.indices]
    best = [row.indices[place] for place in np.argsort(-share, kind="stable")[:MOST_WORDS] if share[place] > 0]
    written = _written(story)
    return tuple(written[names[place]] for place in best)


def _written(story: Text) -> dict[str, str]:
    """Return for each stem the word as it first stands in the story."""
    found: dict[str, str] = {}
    for match in WORD.finditer(story.text):
        for stem in _stems(Text("", match.group(), story.language)):
            found.setdefault(stem, match.group())
    return found
