"""How close texts are in wording: stems weighted by their rarity, and texts that are nearly the same."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from scipy import sparse

from patterns.typical.candidates import Candidate, Floats, ranks_within

STEMMERS = {"nl": "dutch_porter", "en": "english", "de": "german", "fr": "french"}  # "dutch" turns gezin into zin
Sparse = Any


@cache
def stemmer(language: str) -> Callable[[Sequence[str]], list[str]]:
    """Return what makes words into stems without stop words; in a language that is not known, into whole words."""
    from stopwordsiso import has_lang, stopwords

    stop = stopwords(language) if has_lang(language) else set()
    if language not in STEMMERS:
        return lambda words: [word for word in words if word not in stop and len(word) > 2]
    from Stemmer import Stemmer

    stem = Stemmer(STEMMERS[language])
    return lambda words: stem.stemWords([word for word in words if word not in stop and len(word) > 2])


def vectors(candidates: Sequence[Candidate]) -> Sparse:
    """Return a row of word weights per story, each of length one (or empty): rare stems weigh more.

    The weights are those of scikit-learn's TfidfVectorizer with sublinear_tf, (1 + ln tf)(1 + ln((1 + n)/(1 + df))),
    computed here since importing scikit-learn takes longer than all the rest.
    """
    counted = [Counter(stemmer(one.language)(one.tokens)) for one in candidates]
    place = {stem: at for at, stem in enumerate(sorted(set().union(*counted)))}
    columns = np.array([place[stem] for counts in counted for stem in counts], np.int64)
    often = np.array([count for counts in counted for count in counts.values()], np.float64)
    ends = np.cumsum([0, *map(len, counted)])
    rarity = 1.0 + np.log((1 + len(counted)) / (1 + np.bincount(columns, minlength=max(len(place), 1))))
    weights = (1.0 + np.log(often)) * rarity[columns]
    long = np.sqrt(np.bincount(np.repeat(np.arange(len(counted)), np.diff(ends)), weights**2, len(counted)))
    weights /= np.repeat(np.maximum(long, 1e-12), np.diff(ends))
    return sparse.csr_array((weights, columns, ends), shape=(len(counted), max(len(place), 1)))


def centrality(candidates: Sequence[Candidate], rows: Sparse) -> Floats:
    """Return how close each story is in wording to the others at its end of the pattern, as a rank in its language.

    A story is held against the mean of the others of its side; stories that fit better weigh more.
    """
    close = np.zeros(len(candidates))
    for side in sorted({one.side for one in candidates}):
        places = [place for place, one in enumerate(candidates) if one.side == side]
        close[places] = _to_the_others(rows[places], np.array([candidates[place].fit for place in places]))
    return ranks_within(np.round(close, 12).tolist(), [one.language for one in candidates])


def _to_the_others(rows: Sparse, weights: Floats) -> Floats:
    middle = rows.T @ weights
    own = weights * np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    return np.asarray((rows @ middle - own) / max(float(weights.sum()), 1e-9))
