"""Names of people and places in running Dutch, also in small letters; pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from vertelpunt.redacting.lists import pattern, phrases, words
from vertelpunt.redacting.spans import Category, Span

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
INITIAL = re.compile(r"(?:[A-Z]\.\s?)+$")
SENTENCE = re.compile(r"(?:^|[.!?:…\n\"“„])[\s\"'“”„‘(*-]*$")
BETWEEN = words("between")
TITLES = words("titles")
KIN = words("kin")
DOES = words("does")
THINGS = (
    "plan", "dag", "team", "teams", "wet", "therapie", "hulp", "zorg", "kamer", "telefoon", "gesprek", "dossier",
    "verslag", "recht", "bank", "training", "traject", "methode", "rapport", "advies", "lijst", "toets", "test",
)  # fmt: skip
SAYS_HOW = (
    "isch",
    "ig",
    "lijk",
    "baar",
    "loos",
    "end",
    "eerd",
    "erd",
    "te",
    "zaam",
    "ief",
    "eel",
    "oos",
    "ziek",
    "druk",
)
DONE = re.compile(r"(?:voor|aan|op|uit|mee|af|in|na|toe|over)?ge[a-z]{2,}(?:d|t|en)")  # *gevraagd*, *voorgelezen*
POINTS = frozenset(["de", "een", "die", "dat", "dit", "deze", "het", "zo'n", "geen", "elke", "iedere", "hun"])
WHERE = frozenset(
    ["in", "uit", "vanuit", "naar", "te", "gemeente", "omgeving", "rond", "bij", "regio", "stad", "dorp"]
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place, and whether a sentence begins with it."""

    text: str
    start: int
    end: int
    first: bool

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital and is no abbreviation."""
        return self.text[0].isupper() and not (len(self.text) > 1 and self.text.isupper())


@cache
def ordinary() -> frozenset[str]:
    """Return the words that are in every text: they are no names, capital or not."""
    from stopwordsiso import stopwords

    return (frozenset(stopwords("nl")) | words("common") | TITLES | DOES) - {"jan", "daan", "tim"}


def thing(word: str) -> bool:
    """Tell whether a word with a capital names a thing that everybody has: a plan, a day, a law."""
    return word.endswith(THINGS) or all(part in words("common") for part in word.split("-"))


def words_in(text: str) -> list[Word]:
    """Return the words of `text` in order."""
    return [Word(found[0], *found.span(), _begins(text, found.start())) for found in WORD.finditer(text)]


def _begins(text: str, at: int) -> bool:
    """Tell whether a sentence begins at `at`."""
    return bool(SENTENCE.search(text[max(0, at - 12) : at]))


def _said_of_person(around: Sequence[Word], at: int, text: str) -> bool:
    """Tell whether the words around a doubtful word speak of a person."""
    before = around[at - 1].low if at else ""
    after = around[at + 1] if at + 1 < len(around) else None
    if before in TITLES | KIN and around[at].capital:
        return True
    if not around[at].capital:
        return False
    if not around[at].first:
        return before not in {"de", "het", "een", "elke", "die", "deze"}
    follows = after.low if after else ""
    return follows in DOES or (follows == "van" and text[around[at].end :].startswith((" van het", " van de")))


def _is_name(around: Sequence[Word], at: int, text: str) -> bool:
    """Tell whether a name begins at word `at`."""
    word = around[at]
    before = around[at - 1] if at else None
    if word.low in words("ambiguous"):
        return _said_of_person(around, at, text)
    if word.low in words("first_names") or word.low.removesuffix("'s").removesuffix("’s") in words("first_names"):
        return True
    if len(word.low) > 5 and word.low.endswith("s") and word.low[:-1] in words("first_names"):
        return True
    if not word.capital:
        return _small(around, at, text)
    if word.low in ordinary() or thing(word.low):
        return False
    titled = before is not None and before.low in TITLES | KIN
    if word.first:
        return titled or word.low in words("surnames")
    return len(word.text) > 1 and before is not None and before.low not in POINTS


def _small(around: Sequence[Word], at: int, text: str) -> bool:
    """Tell whether an unknown word in small letters is a name: after *my son* or *juf*, before what people do."""
    word, before = around[at], around[at - 1].low if at else ""
    if before not in TITLES | KIN or word.low in ordinary() | BETWEEN or word.low.endswith(SAYS_HOW):
        return False
    if DONE.fullmatch(word.low) or len(word.low) < 3 or text[around[at - 1].end : word.start].strip():
        return False
    follows = around[at + 1].low if at + 1 < len(around) else ""
    return follows in DOES or text[word.end :].lstrip().startswith("(")


def _end(around: Sequence[Word], at: int, text: str) -> int:
    """Return the word after the last of the name that begins at `at`: its surname, with what stands before it."""
    last = at
    while last + 1 < len(around):
        step = last + 1
        while step < len(around) and around[step].low in BETWEEN and step - last < 4:
            step += 1
        if step >= len(around) or text[around[last].end : around[step].start].strip(" ") not in _joins(
            around, last, step
        ):
            break
        small = step == last + 1 and around[step].low in words("surnames") and not around[step].capital
        small = small and around[step].low not in words("ambiguous") | ordinary() and not around[last].capital
        small = small or (step > last + 1 and around[step].low in words("surnames") - ordinary())
        if not small and not (around[step].capital and (step > last + 1 or around[step].low not in ordinary())):
            break
        last = step
    return last + 1


def _joins(around: Sequence[Word], last: int, step: int) -> tuple[str, ...]:
    return ("", " ".join(word.text for word in around[last + 1 : step]))


def _category(around: Sequence[Word], at: int) -> Category:
    """Return what an unknown word with a capital most likely is."""
    word, before = around[at], around[at - 1].low if at else ""
    known = word.low in words("first_names")
    return "place" if before in WHERE - {"bij"} and not known else "name"


def people(text: str) -> Iterable[Span]:
    """Yield names of people, and other words with a capital that no sentence begins with."""
    around, at = words_in(text), 0
    while at < len(around):
        prefixed = _after_title(around, at)
        if prefixed or _is_name(around, at, text):
            end = _end(around, at, text)
            start = _before(text, around[at].start)
            yield Span(start, around[end - 1].end, _category(around, at))
            at = end
        else:
            at += 1


def _before(text: str, at: int) -> int:
    """Return where the initials before a surname at `at` begin."""
    near = max(0, at - 16)
    initials = INITIAL.search(text[near:at])
    return near + initials.start() if initials else at


def _after_title(around: Sequence[Word], at: int) -> bool:
    """Tell whether a surname begins at `at` with a small word or a common one, after a title: de Vries, De Groot."""
    if not at or around[at - 1].low not in TITLES or around[at - 1].low == "heer":
        return False
    if around[at].low in words("surnames") and (around[at].capital or around[at].low not in words("ambiguous")):
        return True
    step = at
    while step < len(around) and around[step].low in BETWEEN:
        step += 1
    if not at < step < len(around):
        return False
    known = around[step].low in words("surnames") and around[step].low not in ordinary()
    return known or (around[step].capital and around[step].low not in words("common"))


def places(text: str, more: frozenset[str]) -> Iterable[Span]:
    """Yield known places, `more` among them; a place that is also a word only where the word before says so."""
    for found in pattern(phrases("places") | more).finditer(text):
        if found[0].lower() not in words("ambiguous") or _said_of_place(text, found):
            yield Span(found.start(), found.end(), "place")


def _said_of_place(text: str, found: re.Match[str]) -> bool:
    before = WORD.findall(text[max(0, found.start() - 20) : found.start()])
    return found[0][0].isupper() and bool(before) and before[-1].lower() in WHERE
