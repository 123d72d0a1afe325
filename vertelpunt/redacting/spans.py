"""Spans of a text by which somebody could be known, without overlap; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Category = Literal[
    "name", "school", "place", "address", "organisation", "age", "date", "phone", "mail", "account", "number"
]
CATEGORIES: tuple[Category, ...] = get_args(Category)
SURE: tuple[Category, ...] = ("mail", "account", "phone", "number", "date", "address", "age", "school", "organisation")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` of a text, and what they may tell."""

    start: int
    end: int
    category: Category


def _rank(span: Span) -> int:
    """Return how sure we are of what a span is: a mail address before the name in it."""
    return SURE.index(span.category) if span.category in SURE else len(SURE)


def together(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return `spans` in order; those that overlap become one, called after the surest of them."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start < made[-1].end:
            last = made.pop()
            category = min(last, span, key=_rank).category
            span = Span(last.start, max(last.end, span.end), category)
        made.append(span)
    return tuple(made)
