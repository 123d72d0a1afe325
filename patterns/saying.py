"""What is said about a pattern, in the active language: its sentences, and the public format of its numbers."""

from typing import Any

from patterns import describe, words
from patterns.stats.figures import Figure
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings

FIGURE_KEYS = ("groups", "table")
UNKNOWN = Figure("bars", 0, 0.0, "")


def words_of(pattern: Pattern, figure: Figure | None, settings: Settings) -> dict[str, Any]:
    """Return its sentences; `sentences` describe the figure, and there are none without it."""
    return {
        "why": words.why(pattern, settings),
        "verdict": words.verdict(pattern),
        "test": words.test(pattern),
        "effect": words.effect(pattern),
        "sentences": describe.sentences(pattern, figure, settings) if figure else [],
    }


def public_object(pattern: Pattern, why: str, figure: Figure | None) -> dict[str, Any]:
    """Return one pattern of the public format (docs/evaluation-format.md); without its figure where that is gone."""
    plain = pattern.to_dict(why, figure or UNKNOWN)
    return plain if figure else {name: value for name, value in plain.items() if name not in FIGURE_KEYS}
