"""What weighs how much when stories and sentences are proposed. Reasons and figures: docs/typical-stories.md."""

from dataclasses import dataclass, field
from typing import Literal

Part = Literal["typical", "counter", "middle"]
PARTS: tuple[Part, ...] = ("typical", "counter", "middle")


@dataclass(frozen=True)
class Settings:
    """The numbers of the method. Weights of a kind add up to one.

    Attributes
    ----------
    how_many : dict
        Proposals at a time, for each part.
    fit, full, concrete, central : float
        Weights of how well a story shows the pattern, how fully it is told for its audience, how concretely, and how
        close its wording is to that of others.
    quotable : float
        What is added to the score of a story that may be quoted: so little that it only decides between near equals.
    differ : float
        How much of a score (at most 1) a story loses when it shares everything with those before it.
    audience, side, region, themes, wording : float
        What sharing consists of.
    core : float
        Share of the best fit from which a story lies in the core.
    least : int
        Stories that the core has at least, where there are enough that fit at all.
    pool : int
        Stories per part of which the words are read.
    words : int
        Words that a story must have.
    full_from : float
        Rank of length within the audience from which a story is as full as any longer one.
    same_words, same_runs : float
        Cosine of word weights, and share of runs of three words, from which two texts are near-duplicates.
    """

    how_many: dict[Part, int] = field(default_factory=lambda: {"typical": 6, "counter": 3, "middle": 3})
    fit: float = 0.45
    full: float = 0.1
    concrete: float = 0.28
    central: float = 0.17
    quotable: float = 0.05
    differ: float = 0.6
    audience: float = 0.3
    side: float = 0.3
    region: float = 0.1
    themes: float = 0.15
    wording: float = 0.15
    core: float = 0.5
    least: int = 6
    pool: int = 100
    words: int = 25
    full_from: float = 0.7
    same_words: float = 0.6
    same_runs: float = 0.3


@dataclass(frozen=True)
class QuoteSettings:
    """The numbers of proposed quotes: weights that add up to one, and the words that a sentence has.

    `pair` has the fewest words of a sentence that is proposed with the next, and the most of that next one.
    """

    about: float = 0.4
    concrete: float = 0.25
    alone: float = 0.15
    voice: float = 0.1
    short: float = 0.1
    least: int = 7
    most: int = 35
    good: tuple[int, int] = (9, 26)
    pair: tuple[int, int] = (5, 10)
    at_most: int = 2


USUAL = Settings()
USUAL_QUOTES = QuoteSettings()
