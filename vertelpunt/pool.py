"""The pool of questions that ships with the product, and version definitions composed from it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from vertelpunt import translated
from vertelpunt.questions import Condition, Question, question_from, write_questions

CONTENT = Path(__file__).parent / "content"
CORE = "core"


@dataclass(frozen=True)
class Module:
    """A group of questions of the pool."""

    key: str
    name: dict[str, str]
    is_core: bool
    questions: tuple[Question, ...]


@cache
def modules() -> tuple[Module, ...]:
    """Return the modules of the shipped pool, in order."""
    data: dict[str, Any] = json.loads((CONTENT / "questions.json").read_text(encoding="utf-8"))
    return tuple(
        Module(
            module["key"],
            module["name"],
            module["is_core"],
            tuple(translated.question(question_from(one)) for one in module["questions"]),
        )
        for module in data["modules"]
    )


def question(key: str) -> Question:
    """Return the question `key` of the pool."""
    return next(found for module in modules() for found in module.questions if found.key == key)


def core_keys() -> tuple[str, ...]:
    """Return the keys of the core, in the order in which they are asked."""
    return tuple(question.key for module in modules() if module.is_core for question in module.questions)


# The core opens and closes: what it meant first, then the modules, then where it was and what we may do with it.
LAST = ("region", "may_quote")
AT_HOME = Condition("help_kind", ("local_team", "at_home", "mental_health", "school_help", "other"))
CONDITIONS: dict[int, Mapping[str, Condition]] = {1: {}, 2: {"feeling": AT_HOME}, 3: {"feeling": AT_HOME}}
"""Since version 2, parents of children who live elsewhere meet `safe` instead of `feeling`: nobody meets more than 12.

In version 3 the slider `own_say` has made place for the triad `who_decided`.
"""

Modules = Mapping[str, Sequence[str]]
VERSIONS: dict[int, Modules] = {
    1: {
        "parent": ("feeling", "help_kind", "phase", "telling"),
        "professional": ("working_together", "help_kind", "hear_this", "phase"),
    },
    2: {
        "parent": ("feeling", "own_say", "help_kind", "safe", "age_band"),
        "professional": ("working_together", "help_kind", "hear_this", "age_band"),
    },
    3: {
        "parent": ("feeling", "who_decided", "help_kind", "safe", "age_band"),
        "professional": ("working_together", "help_kind", "hear_this", "age_band"),
    },
}


def compose(chosen: Modules, conditions: Mapping[str, Condition] | None = None) -> dict[str, Any]:
    """Return a definition with the core for everybody and, per audience, the module questions `chosen`.

    `conditions` gives a question another condition than it has in the pool.
    """
    opening = [question(key) for key in core_keys() if key not in LAST]
    closing = [question(key) for key in LAST]
    return write_questions([*opening, *_modules(chosen, conditions or {}), *closing])


def _modules(chosen: Modules, conditions: Mapping[str, Condition]) -> list[Question]:
    order = [found.key for module in modules() if not module.is_core for found in module.questions]
    wanted = sorted({key for keys in chosen.values() for key in keys}, key=order.index)
    return [
        replace(
            question(key),
            audiences=tuple(audience for audience, keys in chosen.items() if key in keys),
            show_if=conditions.get(key, question(key).show_if),
        )
        for key in wanted
    ]


def definition(number: int) -> dict[str, Any]:
    """Return the question set that the demo's Vertelpunt asks in version `number` (1 to 3)."""
    return compose(VERSIONS[number], CONDITIONS[number])
