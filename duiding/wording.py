"""Words of notes made into sentences, where they become a text that others read."""

import re

ENDS = (".", "?", "!", "…", ":")
CLOSING = "\"'”’)»"
BREAKS = (r"\n+", r"[.!?…]+\s+", r";\s+", r",\s+", r"\s+(?=en\s|and\s)")


def ended(text: str) -> str:
    """Return `text` with a full stop, unless it ends in a mark already."""
    bare = text.strip()
    if not bare or bare.rstrip(CLOSING).endswith(ENDS):
        return bare
    return f"{bare.rstrip(',;')}."


def sentence(text: str) -> str:
    """Return `text` as a sentence: with a capital and a full stop; its words stay as they are."""
    whole = ended(text)
    return whole[:1].upper() + whole[1:]


def halved(text: str) -> tuple[str, str]:
    """Return `text` as two parts, divided after a sentence, at a comma or at an "and", where one is; else whole.

    >>> halved("Bel eerder terug. En zet koffie.")
    ('Bel eerder terug.', 'En zet koffie.')
    """
    for mark in BREAKS:
        places = [found.end() for found in re.finditer(mark, text) if text[: found.start()].strip()]
        places = [place for place in places if text[place:].strip()]
        if places:
            place = min(places, key=lambda one: abs(one - len(text) / 2))
            return re.sub(r"[\s,;]+$", "", text[:place]), text[place:].strip()
    return text, ""


def plain_name(name: str) -> str:
    """Return a name as two people who type it have in common.

    >>> plain_name(" Fatima ") == plain_name("fatima")
    True
    """
    return " ".join(name.split()).casefold()
