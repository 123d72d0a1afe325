"""Where the sentences of a told text begin and end, in code points; nothing between them is lost."""

import re
from typing import NamedTuple

END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|\n+")
SHORT = re.compile(r"(?:^|[\s(])(?:bijv|bv|dhr|mevr|mw|dr|drs|nr|o\.a|d\.w\.z|enz|evt|incl|ca|[A-Za-z])\.$", re.I)


class Span(NamedTuple):
    """A piece of a text: from `start` up to but not including `end`."""

    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """Return the sentences of `text`, without the blanks around them."""
    spans: list[Span] = []
    start = 0
    for end in (found.end() for found in END.finditer(text)):
        if SHORT.search(text[start:end]):
            continue
        spans += _trimmed(text, start, end)
        start = end
    return spans + _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return [Span(left, right)] if right > left else []


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the span without blanks at its ends; None when nothing is left, or when it leaves the text."""
    if not 0 <= start < end <= len(text):
        return None
    return next(iter(_trimmed(text, start, end)), None)


def joined(spans: list[Span]) -> list[Span]:
    """Return the spans of sentences that follow each other as one, in their order."""
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.start - whole[-1].end <= 2:
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    return whole
