"""From which numbers the figure of a card was made: kept in each language, compared with what counts now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.translation import override

from lib.texts import active_language
from patterns.models import Pattern
from patterns.stats.figures import Figure
from patterns.storing import figure_from


@dataclass(frozen=True)
class Counted:
    """A pattern as one evaluation counted it, in one language: what a card shows of it."""

    key: str
    kind: str
    questions: tuple[str, ...]
    labels: tuple[str, ...]
    figure: Figure | None
    why: str
    tested: bool
    sentences: tuple[str, ...]
    stories: int
    run: int
    on: date

    @classmethod
    def of(cls, pattern: Pattern) -> "Counted":
        """Read it from a pattern, in the active language."""
        run, result = pattern.evaluation, pattern.result
        return cls(
            key=pattern.key,
            kind=pattern.kind,
            questions=tuple(result["questions"]),
            labels=tuple(result["labels"]),
            figure=pattern.figure,
            why=str(pattern.words.get("why", "")),
            tested=result["test"] is not None,
            sentences=tuple(pattern.words.get("sentences", ())),
            stories=run.stories,
            run=run.number,
            on=(run.finished_at or run.asked_at).date(),
        )

    def plain(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        figure = self.figure.to_dict() if self.figure else None
        return {**vars(self), "figure": figure, "on": self.on.isoformat()}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Counted":
        """Return what `plain` describes."""
        lists = {name: tuple(plain[name]) for name in ("questions", "labels", "sentences")}
        figure = figure_from(plain["figure"]) if plain["figure"] else None
        return cls(**{**plain, **lists, "figure": figure, "on": date.fromisoformat(plain["on"])})

    @property
    def digest(self) -> str:
        """Return what differs when any of its numbers differs, in whatever language it is read."""
        numbers = [self.stories, _numbers(self.figure.to_dict() if self.figure else None)]
        return sha256(json.dumps(numbers).encode()).hexdigest()


def _numbers(value: Any) -> Any:
    """Return plain JSON without its texts, which differ by language."""
    if isinstance(value, list):
        return [_numbers(part) for part in value if not isinstance(part, str)]
    if isinstance(value, dict):
        return [[name, _numbers(part)] for name, part in sorted(value.items()) if not isinstance(part, str)]
    return value


def keep(pattern: Pattern) -> dict[str, Any]:
    """Return everything that a card shows of `pattern`, in each language, to be kept with it."""
    kept = {}
    for language, _name in settings.LANGUAGES:
        again = Pattern.objects.select_related("evaluation").get(pk=pattern.pk)  # it remembers the language it spoke
        with override(language):
            kept[language] = Counted.of(again).plain()
    return kept


def kept(made_of: Mapping[str, Any] | None) -> Counted | None:
    """Return what was kept, in the active language."""
    if not made_of:
        return None
    return Counted.from_plain(made_of.get(active_language()) or made_of[settings.LANGUAGE_CODE])
