"""What a form of our own says beside the questions, in rows that NarraFirma leaves alone: codes, order, about whom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vertelpunt.narrafirma.words import same

TYPE = "StoryCycle"
KEY = re.compile(r"[a-z][a-z0-9_-]{0,47}")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


@dataclass(frozen=True)
class Own:
    """One question as it was here: whether its answers have an order, and whether it is about the child or family."""

    ordered: bool
    child: bool


def options_of(kind: str, about: str) -> str:
    """Return the cell that says this of a question."""
    return f"kind={kind}|about={about}"


def own_rows(rows: Iterable[tuple[str, str, str]]) -> dict[str, Own]:
    """Return what such rows say, by the key of a question; rows are type, short name and options."""
    found = {}
    for type_, key, options in rows:
        if same(type_) == TYPE and KEY.fullmatch(same(key)):
            said = options.split("|")
            found[same(key)] = Own("kind=ordered" in said, "about=child" in said)
    return found
