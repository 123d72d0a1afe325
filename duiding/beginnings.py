"""The programmes that a session can begin with, and what the facilitator says at each step, as they ship."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lib.texts import Texts, localized

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Beginning:
    """A programme to begin with: what it is for and its steps, in every language that it was written in."""

    key: str
    name: Texts
    about: Texts
    steps: tuple[dict[str, Any], ...]

    @property
    def minutes(self) -> int:
        """Return how long it takes."""
        return sum(step["minutes"] for step in self.steps)

    @property
    def label(self) -> str:
        """Return its name for the reader."""
        return localized(self.name)

    @property
    def lead(self) -> str:
        """Return in a sentence what it is for."""
        return localized(self.about)


def _read(name: str) -> Any:
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


@cache
def beginnings() -> dict[str, Beginning]:
    """Return the programmes that ship, by their key."""
    return {one["key"]: Beginning(**one | {"steps": tuple(one["steps"])}) for one in _read("programmes.json")}


@cache
def scripts() -> dict[str, Texts]:
    """Return what a facilitator says at each kind of step, where a programme has no words of its own."""
    found: dict[str, Texts] = _read("scripts.json")
    return found


def steps_of(beginning: Beginning) -> list[dict[str, Any]]:
    """Return the steps of a programme as rows, in the reader's language."""
    return [
        {
            "kind": step["kind"],
            "minutes": step["minutes"],
            "title": localized(step.get("title", {})),
            "script": localized(step.get("script") or scripts()[step["kind"]]),
        }
        for step in beginning.steps
    ]
