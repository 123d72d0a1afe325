"""The themes by which the Dutch youth and social support acts want clients asked, and what belongs where. Pure."""

from collections.abc import Iterable
from typing import Literal

Theme = Literal["access", "quality", "effect"]
THEMES: tuple[Theme, ...] = ("access", "quality", "effect")
QUESTIONS: dict[str, Theme] = {
    "in_time": "access",
    "found_help": "access",
    "phase": "access",
    "clear": "access",
    "right_help": "quality",
    "heard": "quality",
    "own_say": "quality",
    "who_decided": "quality",
    "respect": "quality",
    "safe": "quality",
    "working_together": "quality",
    "would_recommend": "quality",
    "consequences": "effect",
    "better_now": "effect",
    "strength": "effect",
    "feeling": "effect",
}


def themes_of(questions: Iterable[str]) -> tuple[Theme, ...]:
    """Return the themes that the questions of a card touch, in their order.

    >>> themes_of(["consequences", "heard", "region"])
    ('quality', 'effect')
    """
    touched = {QUESTIONS[key] for key in questions if key in QUESTIONS}
    return tuple(theme for theme in THEMES if theme in touched)
