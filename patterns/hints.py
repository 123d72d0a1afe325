"""Gentle hints for who writes a card: words that explain instead of describe, and names that cards do not give."""

import re
from collections.abc import Iterable

from patterns.discreet import MAY_BE_NAMED
from people.models import Coalition
from vertelpunt.models import Vertelpunt

EXPLAINING = re.compile(
    r"\b(omdat|doordat|dus|daardoor|waardoor|want|vanwege|daarom|because|therefore|hence|due to|so that)\b", re.I
)


def explaining_words(text: str) -> list[str]:
    """Return the words in `text` that explain instead of describe, each once."""
    return list(dict.fromkeys(found.lower() for found in EXPLAINING.findall(text)))


def named(texts: Iterable[str], vertelpunt: Vertelpunt) -> list[str]:
    """Return the names of municipalities, organisations and partners that `texts` give."""
    whole = "\n".join(texts)
    partners = vertelpunt.channels.exclude(partner="").values_list("partner", flat=True)
    others = Coalition.objects.exclude(kind__in=MAY_BE_NAMED).values_list("name", flat=True)
    names = sorted({*partners, *others})
    return [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", whole)]
