"""How easy a Dutch text reads: the score of Flesch as Douma adapted it, and what makes a text hard."""

import re
from dataclasses import dataclass

# 206.84 - 0.77 (syllables per 100 words) - 0.93 (words per sentence): W.H. Douma, De leesbaarheid van
# landbouwbladen, Landbouwhogeschool Wageningen, 1960.
CONSTANT, PER_SYLLABLE, PER_WORD = 206.84, 0.77, 0.93
EASY, FAIR = 75.0, 60.0
LONG_SENTENCE = 15
LONG_WORD = 5  # syllables
FEW_WORDS = 30  # below it one word moves the score too much to say anything

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE = re.compile(r"[.!?…]+(?=\s|$)|\n+")
BORROWED = {"online": "onlijn", "website": "websijt", "site": "sijt", "team": "tiem", "coach": "kootsj"}
NUCLEUS = re.compile(
    r"eau|aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|ai|oi|[aeiouáàâéèêíìîóòôúùûäëïöü]"
    r"|y(?![aeiou])"
)


def syllables(word: str) -> int:
    """Return the number of syllables of a Dutch word; letters of an abbreviation are said one by one."""
    spelled = word.lower().replace("qu", "kw")
    for borrowed, said in BORROWED.items():
        spelled = spelled.replace(borrowed, said)
    spelled = re.sub(r"e(?=um\b)", "e-", spelled)  # museum
    found = len(NUCLEUS.findall(spelled))
    return found or sum(letter.isalpha() for letter in word)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text that have words in them."""
    return [part.strip() for part in SENTENCE.split(text) if WORD.search(part)]


@dataclass(frozen=True)
class Reading:
    """How a text reads; `score` is None where it has no words."""

    score: float | None
    words: int
    long_sentences: tuple[str, ...]
    long_words: tuple[str, ...]

    @property
    def level(self) -> str:
        """Return *easy*, *fair* or *hard*, or *short* where the score says too little."""
        if self.score is None or self.words < FEW_WORDS:
            return "short"
        return "easy" if self.score >= EASY else "fair" if self.score >= FAIR else "hard"


def flesch_douma(words: int, sentences: int, syllables: int) -> float:
    """Return the score of Flesch-Douma: about 0 (very hard) to 100 (very easy)."""
    return CONSTANT - PER_SYLLABLE * (100 * syllables / words) - PER_WORD * (words / sentences)


def reading(text: str) -> Reading:
    """Return how a Dutch text reads, and its sentences and words that make it hard."""
    parts, words = sentences(text), WORD.findall(text)
    spoken = [syllables(word) for word in words]
    return Reading(
        score=flesch_douma(len(words), len(parts), sum(spoken)) if words else None,
        words=len(words),
        long_sentences=tuple(part for part in parts if len(WORD.findall(part)) > LONG_SENTENCE),
        long_words=tuple(dict.fromkeys(w for w, n in zip(words, spoken, strict=True) if n >= LONG_WORD)),
    )
