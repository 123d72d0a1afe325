"""Ready-made beginnings of a Vertelpunt: texts, audiences and questions that ship with the product."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from lib.texts import Texts
from vertelpunt import pool, translated
from vertelpunt.questions import Question

FROM_FILE = "file"  # where a Vertelpunt began that was made for a file of stories
TEXTS = ("title", "lead", "prompt", "prompt_help", "why")


@dataclass(frozen=True)
class Preset:
    """A beginning: what it is for, its texts, its audiences as they are kept, and its questions."""

    key: str
    name: Texts
    about: Texts
    texts: Mapping[str, Texts]
    audiences: tuple[Mapping[str, Any], ...]
    questions: tuple[Question, ...]


@cache
def _content() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((pool.CONTENT / "presets.json").read_text(encoding="utf-8"))
    return data


@cache
def presets() -> tuple[Preset, ...]:
    """Return the ready-made beginnings, the usual one first."""
    audiences = {audience["key"]: translated.audience(audience) for audience in _content()["audiences"]}
    return tuple(
        Preset(
            key=data["key"],
            name=data["name"],
            about=data["about"],
            texts={name: data[name] for name in TEXTS},
            audiences=tuple(audiences[key] for key in data["audiences"]),
            questions=tuple(
                replace(pool.question(one["key"]), audiences=tuple(one.get("audiences", ())))
                for one in data["questions"]
            ),
        )
        for data in map(translated.preset, _content()["presets"])
    )


def preset(key: str) -> Preset | None:
    """Return the preset `key`."""
    return next((one for one in presets() if one.key == key), None)


def who_asks(name: str) -> Texts:
    """Return who asks, where a coalition called `name` does."""
    return {language: text % name for language, text in _content()["who_asks"].items()}
