"""The words of the kit: shipped texts per language and group, with the words of a Vertelpunt filled in; pure."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from vertelpunt.pool import CONTENT

MINUTES = "{minutes}"
EVERYBODY = "everybody"
Words = Mapping[str, Any]


@cache
def shipped() -> dict[str, Any]:
    """Return the texts that ship with the product."""
    data: dict[str, Any] = json.loads((CONTENT / "kit.json").read_text(encoding="utf-8"))
    return data


def tone(language: str, audience: str, *, youth: bool) -> dict[str, Any]:
    """Return the texts for a group: young people have their own, and so have parents and professionals."""
    tones = shipped()[language]["tones"]
    return dict(tones["youth" if youth else audience if audience in tones else EVERYBODY])


def filled(texts: Any, values: Mapping[str, str]) -> Any:
    """Return `texts` with `values` in their places; lines about minutes go when nobody knows how many."""
    if isinstance(texts, str):
        return " ".join(texts.format(**values).split(" ")).replace("  ", " ").strip()
    if isinstance(texts, list):
        return [filled(one, values) for one in texts if values["minutes"] or MINUTES not in one]
    return {key: filled(one, values) for key, one in texts.items()}


def values_of(language: str, minutes: int | None, values: Mapping[str, str]) -> dict[str, str]:
    """Return what is filled in, with the sentence about how long it takes; empty when that is not known."""
    known = str(minutes) if minutes else ""
    time = shipped()[language]["time"].format(minutes=known) if known else ""
    return {"minutes": known, "time": time, **values}


def mail_text(words: Words, subject: str) -> str:
    """Return a mail: its subject, said to be one, and its text."""
    return _plain(f"{subject} {words['subject']}", *words["lines"])


def newsletter_text(words: Words) -> str:
    """Return the text for a newsletter."""
    return _plain(words["title"], words["text"], words["link"])


def site_text(words: Words) -> str:
    """Return the text for a site, with its button."""
    return _plain(words["title"], *words["text"], f"[{words['button']}]\n{words['link']}")


def social_text(posts: list[str], image: str) -> str:
    """Return the posts, and what stands in the images."""
    return _plain(*posts, image)


def _plain(*parts: str) -> str:
    """Return paragraphs as a text file that every system reads."""
    return "\r\n\r\n".join(part.strip().replace("\n", "\r\n") for part in parts if part.strip()) + "\r\n"
