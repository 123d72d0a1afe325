"""Proposals of what to take out of a story: spans, by form and by lists, for a person to judge; pure."""

import re

from vertelpunt.redacting.lists import pattern, phrases
from vertelpunt.redacting.names import ordinary, people, places, thing
from vertelpunt.redacting.rules import formed, schools
from vertelpunt.redacting.spans import CATEGORIES, Category, Span, together

__all__ = ["CATEGORIES", "VERSION", "Category", "Span", "proposals"]
VERSION = 2  # one more when other rules find other things: what was kept is then made anew
RUN = re.compile(r"\S{120,}")
PROVIDER = re.compile(
    r"(?:(?i:stichting|zorggroep|gezinshuis|zorgboerderij|woongroep)\s+(?P<it>[A-ZÀ-Þ][\w'-]*(?:\s+[A-ZÀ-Þ][\w'-]*)*))"
    r"|(?:(?:[A-Z][a-z]+-\s+en\s+)?(?:Gezinsteam|Kindteam|Wijkteam|Buurtteam|Jeugdteam)\s+[A-ZÀ-Þ][\w'-]*)"
    r"|(?:(?:Jeugdhulp|Jeugdbescherming|Jeugdzorg|GGZ|GGD|Bureau)\s+[A-ZÀ-Þ][\w'-]*(?:\s+[A-ZÀ-Þ][\w'-]*)*)"
)


def _organisations(text: str, more: frozenset[str]) -> list[Span]:
    doubtful = {"karakter", "horizon", "spirit", "trias", "timon", "altra", "mee", "combinatie", "fier", "rubicon"}
    found = [
        Span(one.start(), one.end(), "organisation")
        for one in pattern(phrases("organisations") | more).finditer(text)
        if one[0].lower() not in doubtful or one[0][0].isupper() or one[0].lower() in more
    ]
    for one in PROVIDER.finditer(text):
        found.append(Span(*one.span("it" if one["it"] else 0), "organisation"))
    return found


def proposals(
    text: str, *, more_places: frozenset[str] = frozenset(), more_organisations: frozenset[str] = frozenset()
) -> tuple[Span, ...]:
    """Return what our own rules would take out of `text`; the lists are lower case."""
    runs = [Span(*one.span(), "account") for one in RUN.finditer(text)]
    text = RUN.sub(lambda one: " " * len(one[0]), text)  # a word never has that many letters, and rules would be slow
    return together(
        [
            *runs,
            *formed(text),
            *schools(text, ordinary(), thing),
            *_organisations(text, more_organisations),
            *places(text, more_places),
            *people(text),
        ]
    )
