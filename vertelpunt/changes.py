"""What a moderator changed in a story, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]
TOKEN = re.compile(r"\s*\S+")
LONG = 3000  # words; beyond it the comparison takes common words for chance, which keeps it quick


@dataclass(frozen=True)
class Piece:
    """Some running text that stayed, went or came."""

    kind: Kind
    text: str


def _matcher(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > LONG)


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts in one: what stayed, what went and what came, in order."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    made: list[Piece] = []
    for what, i, j, k, m in _matcher(old, new).get_opcodes():
        parts: list[tuple[Kind, list[str]]] = [("gone", old[i:j]), ("new", new[k:m])]
        if what == "equal":
            parts = [("same", new[k:m])]
        made += [Piece(kind, "".join(words)) for kind, words in parts if words]
    return tuple(made)


def share_changed(before: str, after: str) -> float:
    """Return which part of the words differs: 0 when nothing changed, 1 when nothing was left."""
    return 1 - _matcher(before.split(), after.split()).ratio()
