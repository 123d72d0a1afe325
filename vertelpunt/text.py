"""What people type, made safe to keep: no control characters, no tricks with direction, nothing else lost."""

import re
import unicodedata

from lib.words import normal_newlines

MAX_STORY = 100_000
MAX_TITLE = 200
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # override the direction of what follows; Arabic needs none
BLANK = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+"
)


def _kept(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")


def clean(typed: str) -> str:
    """Return `typed` without control characters and direction overrides, in NFC, stripped."""
    text = TURNS.sub("", normal_newlines(typed))
    return unicodedata.normalize("NFC", "".join(filter(_kept, text))).strip()


def clean_line(typed: str) -> str:
    """Return `typed` as one clean line."""
    return " ".join(clean(typed).split())


def says_nothing(text: str) -> bool:
    """Tell whether `text` has no visible character."""
    return not BLANK.sub("", text)
