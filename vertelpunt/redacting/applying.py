"""A text with marks in it, and a text from which marked words were taken out; pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from vertelpunt.redacting.spans import CATEGORIES, Category, Span

TOKEN = re.compile(r"\s*\S+")
TICK = re.compile(r"(\d{1,7})-(\d{1,7})-([a-z]{1,20})\Z")


@dataclass(frozen=True)
class Marked:
    """Running text, or words that are proposed to be taken out, with what would stand there."""

    text: str
    span: Span | None = None
    label: str = ""

    @property
    def tick(self) -> str:
        """Return the span as a form posts it."""
        return f"{self.span.start}-{self.span.end}-{self.span.category}" if self.span else ""


def marked(text: str, spans: Iterable[Span], labels: Mapping[Category, str]) -> tuple[Marked, ...]:
    """Return `text` in pieces, those in `spans` marked."""
    made, at = [], 0
    for span in spans:
        made += [Marked(text[at : span.start]), Marked(text[span.start : span.end], span, labels[span.category])]
        at = span.end
    return tuple(piece for piece in (*made, Marked(text[at:])) if piece.text)


def ticked(values: Iterable[str]) -> tuple[Span, ...]:
    """Return the spans that a form posted; what is no span is nothing."""
    found = (TICK.match(value) for value in values)
    spans = {Span(int(one[1]), int(one[2]), one[3]) for one in found if one and one[3] in CATEGORIES}  # type: ignore[arg-type]
    return tuple(sorted(span for span in spans if span.start < span.end))


def _tokens(text: str) -> list[re.Match[str]]:
    return list(TOKEN.finditer(text))


def carried(spans: Sequence[Span], shown: str, text: str) -> tuple[Span, ...]:
    """Return where `spans` of the text that was shown stand in `text`, edited by hand; those that were changed go."""
    if shown == text:
        return tuple(spans)
    old, new = _tokens(shown), _tokens(text)
    matcher = SequenceMatcher(None, [one[0] for one in old], [one[0] for one in new], autojunk=len(old) > 3000)
    moved = []
    for first, second, size in matcher.get_matching_blocks()[:-1]:
        start, end = old[first].start(), old[first + size - 1].end()
        by = new[second].start() - start
        moved += [
            Span(span.start + by, span.end + by, span.category)
            for span in spans
            if start <= span.start and span.end <= end
        ]
    return tuple(sorted(moved))


def without(text: str, spans: Iterable[Span], labels: Mapping[Category, str]) -> str:
    """Return `text` with labels in place of `spans`, which do not overlap."""
    made, at = [], 0
    for span in spans:
        if span.start >= at:
            made += [text[at : span.start], labels[span.category]]
            at = span.end
    return "".join((*made, text[at:]))
