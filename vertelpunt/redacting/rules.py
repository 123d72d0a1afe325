"""What can be known by its form: numbers, addresses, dates, ages, accounts, schools; pure."""

import re
from collections.abc import Callable, Iterable

from vertelpunt.redacting.spans import Category, Span

MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|aug|sept?|okt|nov|dec"
)
STREET = (
    r"(?:straat|str\.|laan|weg|plein|dijk|kade|gracht|hof|singel|steeg|pad|dreef|park|markt|wal|plantsoen|kamp|veld)"
)
HOUSE = r"\d{1,5}\s?[a-z]?(?:-\d{1,3})?\b"
POSTCODE = r"[1-9]\d{3}(?:\s?[A-Z]{2}|[a-z]{2})\b"
NUMBERED = r"(?:dossier|zaak|cli[eë]nt|kenmerk|bsn|polis|pati[eë]nt|burgerservice|sofi|referentie|rekening)"
ACCOUNT = r"(?:insta|instagram|snap|snapchat|tiktok|discord|twitter|gebruikersnaam|username)"
WRITTEN: tuple[tuple[Category, str, int], ...] = (
    ("mail", r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+", 0),
    ("account", r"(?<![\w@.])@\w(?:[\w.]{0,28}\w)?", 0),
    ("account", r"(?:https?://|www\.)[^\s)>,]+[^\s)>,.!?]", re.I),
    ("account", rf"\b{ACCOUNT}\b(?:\s+(?:is|heet|naam|op))*\s*:?\s*(?P<it>(?=\w*[\d_.])\w(?:[\w.]{{1,28}})\w)", re.I),
    ("number", r"\bNL\d{2}\s?[A-Z]{4}(?:\s?\d){10}\b", re.I),
    ("number", rf"\b{NUMBERED}\w*(?:[\s.:#]+|nr\b|nummer\b|no\b|is\b|was\b)*(?P<it>(?=[\w/.-]*\d{{3}})[A-Za-z0-9][\w/.-]*\w)", re.I),  # noqa: E501
    ("phone", r"(?<![\d+])(?:(?:\+|00)\d{2}[\s.-]?(?:\(0\)[\s.-]?)?|0)\d(?:[\s.-]?\d){7,8}(?!\d)", 0),
    ("date", r"(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\1(?:'|(?:19|20))?\d{2}(?!\d)", 0),
    ("date", rf"\b\d{{1,2}}\s+(?:{MONTH})\.?\s+(?:19|20)\d{{2}}\b", re.I),
    ("date", rf"\b(?:geboren|jarig|geboortedatum)\s+(?:is\s+)?(?:op\s+)?(?P<it>\d{{1,2}}\s+(?:{MONTH}))\b", re.I),
    ("date", rf"\b(?P<it>(?:{MONTH})\s+(?:19|20)\d{{2}})\s+geboren\b", re.I),
    ("date", rf"\bgeboren\s+in\s+(?P<it>(?:(?:{MONTH})\s+)?(?:19|20)\d{{2}})\b", re.I),
    ("name", r"\b(?:mevr|mw|mevrouw|meneer|dhr|heer)\.?\s+(?P<it>(?:[a-z]\.\s?)+[a-z]{3,})", re.I),
    ("age", r"\(\s*(?:[mvxMVX]\s*[,/]?\s*)?\d{1,2}\s*(?:jr|jaar|j|jarige)?\.?\s*(?:[,/][^)\n]{0,40})?\)", 0),
    ("address", rf"(?<!\w)(?:[A-Z][\w'.-]*\s+){{0,3}}[A-Za-z][\w'-]*{STREET}\s+{HOUSE}(?:,?\s+{POSTCODE}(?:\s+[A-Z][\w-]+)?)?", 0),  # noqa: E501
    ("address", rf"\b{POSTCODE}", 0),
    ("address", rf"\b(?:aan|op|in)\s+(?:de|het)\s+(?P<it>(?:[A-Z][\w'-]*\s+)*[A-Z][\w'-]*{STREET})\b", 0),
    ("address", rf"\b(?:woon|wonen|woont|woonde|woonden|adres)\b[^.!?\n]{{0,25}}?\b(?:aan|op|in)\s+(?:de|het)\s+(?P<it>[a-z]{{3,}}{STREET})\b", 0),  # noqa: E501
    ("organisation", r"(?<!\w)(?:VV|FC|SC|KV|HC|vv|fc|sc)\s+[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*", 0),
)  # fmt: skip
RULES = tuple((category, re.compile(rule, flags)) for category, rule, flags in WRITTEN)
YEARS = re.compile(r"(?:19|20)\d{2}\s?[A-Z]{2}")
KIND = r"(?:basisschool|praktijkschool|middelbare\s+school|speciaal\s+onderwijs|school|obs|cbs|rkbs|pcbs|sbo|vso|ikc|roc|isk|mavo|vmbo|havo|college|lyceum|gymnasium|kinderdagverblijf|peuterspeelzaal|kdv|bso)"  # noqa: E501
END = r"(?:college|lyceum|gymnasium|mavo|school|scholengemeenschap)"
CAPITALS = r"[A-ZÀ-Þ][\w'’-]*(?:\s+(?:van|de|der|den|het)\s+[A-ZÀ-Þ][\w'’-]*|\s+[A-ZÀ-Þ][\w'’-]*)*"
SCHOOLS = tuple(
    re.compile(rule)
    for rule in (
        rf"\b(?i:{KIND})\s+(?:[Dd]e\s+|[Hh]et\s+|'t\s+)?(?P<it>{CAPITALS})",
        rf"(?<!\w)(?P<it>(?:[A-Z][\w'-]*\s+)*[A-Z][\w'-]*(?:-|\s+)?(?:{END}|{END.title()}|College|Lyceum|Gymnasium|School))\b",
        rf"\b(?P<it>(?i:praktijkschool)\s+{CAPITALS})",
    )
)
SMALLER = re.compile(r"\b(?P<it>[a-zà-þ]{4,}\s+(?:college|lyceum|gymnasium))\b")
ON = re.compile(
    rf"(?:\b(?i:op|van|naar)\s+het|(?:^|(?<=[.!?]\s))Het)\s+(?P<it>{CAPITALS})"
)  # where else does one go "to the" with a capital
SMALL = re.compile(rf"\b{KIND}\s+(?:de|het|'t)\s+(?P<it>[a-zà-þ]{{4,}})\b", re.IGNORECASE)


def _span(found: re.Match[str], category: Category) -> Span:
    name = "it" if "it" in found.re.groupindex else 0
    return Span(found.start(name), found.end(name), category)


def _eleven(digits: str) -> bool:
    """Tell whether nine digits can be a citizen service number."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def formed(text: str) -> Iterable[Span]:
    """Yield what `RULES` find in `text`, and citizen service numbers."""
    for category, rule in RULES:
        for found in rule.finditer(text):
            if not (category == "address" and YEARS.fullmatch(found[0])):
                yield _span(found, category)
    for found in re.finditer(r"(?<!\d)\d{9}(?!\d)", text):
        if _eleven(found[0]):
            yield _span(found, "number")


def _after_common(found: re.Match[str], known: frozenset[str]) -> int:
    """Return where a name begins after the common words before it: "Op De Linde" begins at De Linde."""
    words_of = list(re.finditer(r"[^\s]+", found["it"]))
    own = (word for word in words_of if word[0].lower() not in known)
    return found.start("it") + next((word.start() for word in own), len(found["it"]))


def schools(text: str, known: frozenset[str], thing: Callable[[str], bool]) -> Iterable[Span]:
    """Yield names of schools; in small letters only where the word is not one of `known`, common words."""
    for rule in SCHOOLS:
        for found in rule.finditer(text):
            start = _after_common(found, known)
            if start < found.end("it") and not re.fullmatch(KIND, text[start : found.end("it")], re.IGNORECASE):
                yield Span(start, found.end("it"), "school")
    for found in (*SMALL.finditer(text), *SMALLER.finditer(text)):
        if found["it"].split()[0].lower() not in known:
            yield _span(found, "school")
    for found in ON.finditer(text):
        if found["it"].split()[0].lower() not in known and not thing(found["it"].lower()):
            yield _span(found, "school")
