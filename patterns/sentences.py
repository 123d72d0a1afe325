"""Where the sentences of a told text begin and end, in code points; nothing between them is lost."""

import re
from typing import NamedTuple

EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d"
MARKS, CLOSERS = ".!?…", "\"”’')]»"
END = re.compile(
    rf"(?P<mark>[{MARKS}]+)(?P<closed>[{re.escape(CLOSERS)}]*)(?:[ ]?[{EMOJI}]+)?(?=\s)"
    rf"|[{EMOJI}]+(?=\s+[^\W\d_])|\n+"
)
SHORT = re.compile(
    r"(?:^|[\s(/])(?:bijv|bv|dhr|mevr|mw|mr|dr|drs|ds|ir|ing|prof|nr|nrs|blz|pag|art|afd|tel|min|max|resp|evt|incl|excl|"
    r"ca|cq|zgn|zg|st|jl|vgl|ong|gem|mnd|wk|kl|gr|plm|[a-z]|(?:[a-z]\.)+[a-z])\.$",
    re.I,
)
OPENED = re.compile(r"[“«]|(?<!\w)\"(?=\w)|(?<!\w)['‘](?!(?:s|t|n|k|m)\b)(?=\w)")
CLOSED = re.compile(r"[”»]|(?<=[\w.,!?…:;])\"|(?<=[\w.,!?…:;])['’](?!\w)")
LONGEST_SPEECH = 400


class Span(NamedTuple):
    """A piece of a text: from `start` up to but not including `end`."""

    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """Return the sentences of `text`, without the blanks around them."""
    spans: list[Span] = []
    start = 0
    for found in END.finditer(text):
        if goes_on(text, start, found):
            continue
        spans += _trimmed(text, start, found.end())
        start = found.end()
    return spans + _trimmed(text, start, len(text))


def goes_on(text: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether the sentence that began at `start` goes on after this mark."""
    piece, mark = text[start : found.end()], found["mark"]
    if "\n" in found.group():
        return False
    after = text[found.end() :].lstrip()[:1]
    if mark is None:
        return after.islower()
    if SHORT.search(piece) and not (piece.endswith("enz.") and after.isupper()):
        return True
    if after.islower() and (found["closed"] or mark[0] == "…" or mark.startswith("..")):
        return True
    return len(piece) <= LONGEST_SPEECH and _speaking(piece, text[found.end() :])


def _speaking(piece: str, rest: str) -> bool:
    """Tell whether somebody's words were opened in `piece` and are closed in the same paragraph after it."""
    opened, closed = len(OPENED.findall(piece)), len(CLOSED.findall(piece))
    return opened > closed and CLOSED.search(rest.split("\n", 1)[0][:LONGEST_SPEECH]) is not None


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
