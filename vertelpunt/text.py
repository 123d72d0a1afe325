"""What people type, made safe to keep: no control characters, no tricks with direction, nothing else lost."""

import re
import unicodedata

from lib.words import normal_newlines

MAX_STORY = 100_000
MAX_TITLE = 200
UNKEPT = re.compile(  # controls but tab and newline, half characters, and what overrides the direction of what
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"  # follows; Arabic needs none of these
)
BLANK = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+"
)


def clean(typed: str) -> str:
    """Return `typed` without control characters and direction overrides, in NFC, stripped."""
    return unicodedata.normalize("NFC", UNKEPT.sub("", normal_newlines(typed))).strip()


def clean_line(typed: str) -> str:
    """Return `typed` as one clean line."""
    return " ".join(clean(typed).split())


def says_nothing(text: str) -> bool:
    """Tell whether `text` has no visible character."""
    return not BLANK.sub("", text)
