"""Which whole sentences of a story could be quoted: about the pattern, concrete, clear by themselves, and short."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lib.words import count_words, words_of
from patterns.typical.concreteness import CONCRETE, FOLDER, marks_of
from patterns.typical.settings import USUAL_QUOTES, QuoteSettings
from patterns.typical.wording import stemmer

Piece = tuple[int, int]
LEANS = re.compile(
    r"[\"“'‘(]*(?:(?P<points>dat|dit|die|deze|daar|that|this|these)|(?P<much>en|maar|want|dus|of|daarom|daarvoor|daarna|dan|ook|toch|zo|hem|haar|"
    r"hun|wat|waar|waarom|omdat|terwijl|eerst|tot|zelfs|alleen|and|but|so|then)|"
    r"(?P<little>hij|zij|ze|het|er|toen|nu|sindsdien|he|she|they|it|there))\b",
    re.I,
)
OWN = re.compile(r"(?:ik|wij|we|I)\b", re.I)
VOICE = re.compile(r"\b(?:ik|wij|we|mij|mijn|me|ons|onze|I|my|our|us)\b", re.I)
MUCH, LITTLE, LOOSE = 0.3, 0.75, 0.2
QUOTES = re.compile(r"[\"“”„]|(?<!\w)['‘](?!(?:s|t|n|k|m)\b)(?=\w)|(?<=[\w.,!?…])['’](?!\w)")


@dataclass(frozen=True)
class Quotable:
    """A piece of a text that could be a quote: from `start` to `end`, and why."""

    start: int
    end: int
    score: float
    words: int
    about: tuple[str, ...]
    concrete: bool
    alone: bool


def quotable(
    text: str,
    sentences: Sequence[Piece],
    about: re.Pattern[str] | None,
    *,
    language: str = "nl",
    settings: QuoteSettings = USUAL_QUOTES,
) -> list[Quotable]:
    """Return the best pieces of `text`, at most a few and never overlapping, best first.

    A piece is a sentence, or a short one with the sentence after it.
    """
    judged = [_judged(text, piece, about, language, settings) for piece in _pieces(text, sentences, settings)]
    chosen: list[Quotable] = []
    for one in sorted(judged, key=lambda one: (-one.score, one.start)):
        if all(one.end <= other.start or one.start >= other.end for other in chosen):
            chosen.append(one)
    return chosen[: settings.at_most]


def _pieces(text: str, sentences: Sequence[Piece], settings: QuoteSettings) -> Iterator[Piece]:
    for at, (start, end) in enumerate(sentences):
        if settings.least <= count_words(text[start:end]) <= settings.most:
            yield start, end
        following = sentences[at + 1] if at + 1 < len(sentences) else None
        if following and _belong(text, (start, end), following, settings):
            yield start, following[1]


def _belong(text: str, first: Piece, second: Piece, settings: QuoteSettings) -> bool:
    """Tell whether a sentence that can stand alone gains by the next one: a short one that leans on it."""
    one, other = text[slice(*first)], text[slice(*second)]
    sizes = count_words(one), count_words(other)
    leans = OWN.match(other) or ((found := LEANS.match(other)) and (found["little"] or found["points"]))
    short = sizes[0] >= settings.pair[0] and sizes[1] <= settings.pair[1] and sum(sizes) <= settings.good[1]
    return bool(short and leans and standing_alone(one) == 1.0 and "\n" not in text[first[1] : second[0]])


def _judged(
    text: str, piece: Piece, about: re.Pattern[str] | None, language: str, settings: QuoteSettings
) -> Quotable:
    said = text[slice(*piece)]
    marks, words = marks_of(said, language), count_words(said)
    named = tuple(dict.fromkeys(word for word in words_of(said) if about and about.fullmatch(word)))
    concrete, alone = marks.score if marks else CONCRETE, standing_alone(said)
    parts = (
        settings.about * (1.0 - 0.45 ** len(named)),
        settings.concrete * concrete,
        settings.alone * alone,
        settings.voice * bool(VOICE.search(said)),
        settings.short * _short(words, settings),
    )
    return Quotable(*piece, round(sum(parts), 9), words, named, bool(marks and concrete >= CONCRETE), alone >= LITTLE)


def standing_alone(said: str) -> float:
    """Return from 0 to 1 how well words can be understood without those before them: a rough guess."""
    leans = LEANS.match(said)
    start = 1.0 if leans is None else LITTLE if leans["little"] else MUCH
    return start * (LOOSE if len(QUOTES.findall(said)) % 2 else 1.0)


def _short(words: int, settings: QuoteSettings) -> float:
    low, high = settings.good
    if words < low:
        return words / low
    return 1.0 if words <= high else max(0.0, 1.0 - (words - high) / (settings.most - high))


def topic_of(keys: Iterable[str], labels: Iterable[str], language: str = "nl") -> re.Pattern[str] | None:
    """Return a pattern of the words that speak about questions or options: from our lists, and from their labels."""
    lists = _topics(language)
    words = {word for key in keys for word in lists.get(key, "").split()}
    words |= {f"{stem}*" for label in labels for stem in stemmer(language)(words_of(label)) if len(stem) > 3}
    return re.compile("|".join(map(_as_pattern, sorted(words)))) if words else None


def _as_pattern(word: str) -> str:
    """Return a word of a list as a pattern; a * at its end stands for any ending."""
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)


@cache
def _topics(language: str) -> dict[str, str]:
    path = FOLDER / f"topics_{language}.json"
    if not language.isalpha() or not path.exists():
        return {}
    read: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return read
