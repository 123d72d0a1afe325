"""Stories evaluated: the statistics run once, their words are made in each language."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from django.conf import settings as site
from django.utils.translation import override

from lib.texts import active_language
from patterns.dataset import Loaded
from patterns.stats.columns import Column, Dataset, Subset
from patterns.stats.settings import Settings
from patterns.storing import FIGURE_KEYS, figure_from, said, token
from patterns.subsets import subset_of
from patterns.words import labelled

if TYPE_CHECKING:
    from patterns.stats.backend import Backend
    from patterns.stats.results import EvaluationResult, Pattern, Reason

UNSAFE = re.compile(r"[^A-Za-z0-9._~:=@-]")
MOST_KEY = 200
Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Found:
    """What an evaluation found: its header, its patterns with a character for each label, and the labels."""

    header: dict[str, Any]
    patterns: tuple["Pattern", ...]
    stored: tuple[dict[str, Any], ...]
    labels: dict[str, list[str]]
    notices: tuple["Reason", ...]
    counted: bytes

    def public(self) -> dict[str, Any]:
        """Return the public format (docs/evaluation-format.md) in the active language."""
        language = active_language()
        patterns = [public_object(plain, self.labels[language], language) for plain in self.stored]
        return {"evaluation": self.header, "patterns": patterns}


def public_object(plain: dict[str, Any], labels: Sequence[str], language: str) -> dict[str, Any]:
    """Return one pattern of the public format from what is stored of it."""
    whole: dict[str, Any] = said(plain, labels)
    figure = labelled(figure_from(whole["figure"]))
    public: dict[str, Any] = whole["public"] | {"why": whole["texts"][language]["why"]} | figure.public()
    return public


def evaluated(
    loaded: Loaded,
    slug: str,
    settings: Settings,
    *,
    load_seconds: float,
    subsets: Sequence[str] = (),
    progress: Progress | None = None,
    should_cancel: Callable[[], bool] | None = None,
    backend: "Backend | None" = None,
) -> Found:
    """Evaluate `loaded`; may raise patterns.stats.evaluate.Cancelled."""
    from patterns.stats.evaluate import evaluate  # scipy is for workers: pages do not need it

    dataset = _with_tokens(loaded.dataset())
    chosen = [subset_of(dataset, query) for query in subsets]
    result = evaluate(
        dataset,
        settings,
        subsets=chosen,
        progress=progress,
        should_cancel=should_cancel,
        clock=perf_counter,
        backend=backend,
    )
    header = result.header(slug, load_seconds)
    return Found(
        header=header | {"settings": header["settings"] | {"subsets": list(subsets)}},
        patterns=result.patterns,
        stored=tuple(_stored(dataset, result, settings, chosen)),
        labels=_labels(loaded),
        notices=result.notices,
        counted=np.sort(loaded.digests).tobytes(),
    )


def key_of(pattern: "Pattern") -> str:
    """Return the key of a pattern: the same in every evaluation, and fit for an address."""
    within = f"@{'='.join(pattern.within)}" if pattern.within else ""
    whole = ":".join((pattern.kind, *pattern.questions)) + within
    safe = UNSAFE.sub("_", whole)
    if safe == whole and len(safe) <= MOST_KEY:
        return safe
    return f"{safe[: MOST_KEY - 17]}~{sha256(whole.encode()).hexdigest()[:16]}"


def _stored(
    dataset: Dataset, result: "EvaluationResult", settings: Settings, subsets: Sequence[Subset]
) -> Iterator[dict[str, Any]]:
    from patterns.stats.describe import figure_of

    for pattern in result.patterns:
        figure = figure_of(dataset, pattern, settings, subsets)
        public = pattern.to_dict("", figure)
        numbers = {name: value for name, value in public.items() if name not in FIGURE_KEYS}
        texts = {language: _words(pattern, figure, settings, language) for language, _name in site.LANGUAGES}
        yield {"public": numbers, "figure": figure.to_dict(), "texts": texts}


def _words(pattern: "Pattern", figure: Any, settings: Settings, language: str) -> dict[str, Any]:
    from patterns import describe, words

    with override(language):
        return {
            "why": words.why(pattern, settings),
            "verdict": words.verdict(pattern),
            "test": words.test(pattern),
            "effect": words.effect(pattern),
            "sentences": describe.sentences(pattern, figure, settings),
        }


def _with_tokens(dataset: Dataset) -> Dataset:
    """Return the dataset with a private character for each label, so that its numbers are of no language."""
    places = iter(range(10**6))
    columns = tuple(_named(column, [token(next(places)) for _ in _names(column)]) for column in dataset.columns)
    return replace(dataset, columns=columns)


def _names(column: Column) -> list[str]:
    return [column.label, *column.poles, *(option.label for option in column.options)]


def _named(column: Column, names: Sequence[str]) -> Column:
    options = tuple(replace(option, label=name) for option, name in zip(column.options, names[3:], strict=True))
    return replace(column, label=names[0], poles=(names[1], names[2]), options=options)


def _labels(loaded: Loaded) -> dict[str, list[str]]:
    """Return the labels that the characters stand for, in each language."""
    found: dict[str, list[str]] = {}
    for language, _name in site.LANGUAGES:
        with override(language):
            found[language] = [name for column in loaded.dataset().columns for name in _names(column)]
    return found
