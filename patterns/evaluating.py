"""Stories evaluated: the statistics run once; numbers are kept without a language, words are made for a reader."""

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from hashlib import sha256
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from django.conf import settings as site
from django.utils.translation import override

from lib.texts import active_language
from patterns.dataset import Loaded
from patterns.saying import public_object
from patterns.stats.columns import Column, Dataset, Subset
from patterns.stats.settings import Settings
from patterns.storing import figure_from, numbers_of, packed, pattern_from, said, token
from patterns.subsets import gone_from, subsets_of
from patterns.words import labelled, why

if TYPE_CHECKING:
    from patterns.stats.backend import Backend
    from patterns.stats.results import EvaluationResult, Pattern, Reason

UNSAFE = re.compile(r"[^A-Za-z0-9._~:=@-]")
MOST_KEY = 200
FOUND = 0.9  # the share of the work that is done when all is ranked
KEPT = 0.95  # and when all of it can be stored
FIRST_SHOWN = 15  # findings whose figures are kept, so that the first page need not make them
LOOK_UP = 200  # patterns between two looks whether to stop
Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Kept:
    """What is kept of one pattern: its numbers, and its figure where somebody is sure to look at it."""

    numbers: bytes
    figure: bytes | None


@dataclass(frozen=True)
class Found:
    """What an evaluation found: its header, its patterns with a character for each label, and the labels."""

    header: dict[str, Any]
    patterns: tuple["Pattern", ...]
    kept: tuple[Kept, ...]
    labels: dict[str, list[str]]
    notices: tuple["Reason", ...]
    counted: bytes
    dataset: Dataset
    settings: Settings
    subsets: tuple[Subset, ...] = ()

    def public(self) -> dict[str, Any]:
        """Return the public format (docs/evaluation-format.md) in the active language."""
        labels = self.labels[active_language()]
        return {"evaluation": self.header, "patterns": [self._public(pattern, labels) for pattern in self.patterns]}

    def told(self) -> "tuple[Reason, ...]":
        """Return what must be said about the whole, with the labels in the active language."""
        labels = self.labels[active_language()]
        return tuple(replace(notice, values=said(dict(notice.values), labels)) for notice in self.notices)

    def _public(self, pattern: "Pattern", labels: Sequence[str]) -> dict[str, Any]:
        from patterns.stats.describe import figure_of

        figure = figure_of(self.dataset, pattern, self.settings, self.subsets)
        whole = pattern_from(said(numbers_of(pattern), labels))
        return public_object(whole, why(whole, self.settings), labelled(figure_from(said(figure.to_dict(), labels))))


def evaluated(
    loaded: Loaded,
    slug: str,
    settings: Settings,
    *,
    load_seconds: float,
    wanted: Set[str] = frozenset(),
    subsets: Sequence[str] = (),
    progress: Progress | None = None,
    should_cancel: Callable[[], bool] | None = None,
    backend: "Backend | None" = None,
) -> Found:
    """Evaluate `loaded`, keeping the figures `wanted` too; may raise patterns.stats.evaluate.Cancelled."""
    from patterns.stats.evaluate import evaluate  # scipy is for workers: pages do not need it

    dataset = _with_tokens(loaded.dataset())
    chosen = _tokens_for(subsets_of(dataset, subsets), dataset)
    step = progress or _silent
    result = evaluate(
        dataset,
        settings,
        subsets=chosen,
        progress=lambda fraction, name: step(FOUND * fraction, name),
        should_cancel=should_cancel,
        clock=perf_counter,
        backend=backend,
    )
    header = result.header(slug, load_seconds)
    return Found(
        header=header | {"settings": header["settings"] | {"subsets": list(subsets)}},
        patterns=result.patterns,
        kept=_kept(dataset, result, wanted, chosen, Watch(step, should_cancel)),
        labels=_labels(loaded, subsets),
        notices=result.notices + _left_out(dataset, subsets),
        counted=np.sort(loaded.digests).tobytes(),
        dataset=dataset,
        settings=settings,
        subsets=chosen,
    )


def _left_out(dataset: Dataset, subsets: Sequence[str]) -> "tuple[Reason, ...]":
    """Return what must be said about selections that cannot be compared any more."""
    from patterns.stats.results import Reason

    return tuple(Reason("selection_gone", {"selection": query}) for query in gone_from(dataset, subsets))


def _silent(fraction: float, name: str) -> None:
    """Say nothing of how far it is."""


@dataclass(frozen=True)
class Watch:
    """Says how far the keeping is, and stops it when it must."""

    progress: Progress
    should_cancel: Callable[[], bool] | None

    def at(self, share: float) -> None:
        """Say that `share` has been kept; may raise patterns.stats.evaluate.Cancelled."""
        from patterns.stats.evaluate import Cancelled

        self.progress(FOUND + (KEPT - FOUND) * share, "keep")
        if self.should_cancel and self.should_cancel():
            raise Cancelled


def key_of(pattern: "Pattern") -> str:
    """Return the key of a pattern: the same in every evaluation, and fit for an address."""
    within = f"@{'='.join(pattern.within)}" if pattern.within else ""
    whole = ":".join((pattern.kind, *pattern.questions)) + within
    safe = UNSAFE.sub("_", whole)
    if safe == whole and len(safe) <= MOST_KEY:
        return safe
    return f"{safe[: MOST_KEY - 17]}~{sha256(whole.encode()).hexdigest()[:16]}"


def _kept(
    dataset: Dataset, result: "EvaluationResult", wanted: Set[str], subsets: Sequence[Subset], watch: Watch
) -> tuple[Kept, ...]:
    """Return what is kept of each pattern: figures of what is listed first, proposed, or in use already."""
    from patterns.stats.describe import figure_of

    first = {pattern.rank for pattern in result.leaders[:FIRST_SHOWN]}
    kept = []
    for place, pattern in enumerate(result.patterns):
        shown = pattern.rank in first or pattern.selected or key_of(pattern) in wanted
        if shown or place % LOOK_UP == 0:
            watch.at(place / len(result.patterns))
        figure = figure_of(dataset, pattern, result.settings, subsets) if shown else None
        kept.append(Kept(packed(numbers_of(pattern)), packed(figure.to_dict()) if figure else None))
    return tuple(kept)


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


def _tokens_for(subsets: Sequence[Subset], dataset: Dataset) -> tuple[Subset, ...]:
    """Return the selections with a private character for each label too, after those of the columns."""
    first = sum(len(_names(column)) for column in dataset.columns)
    return tuple(replace(one, label=token(first + place)) for place, one in enumerate(subsets))


def _labels(loaded: Loaded, subsets: Sequence[str]) -> dict[str, list[str]]:
    """Return the labels that the characters stand for, in each language."""
    found: dict[str, list[str]] = {}
    for language, _name in site.LANGUAGES:
        with override(language):
            dataset = loaded.dataset()
            found[language] = [name for column in dataset.columns for name in _names(column)]
            found[language] += [one.label for one in subsets_of(dataset, subsets)]
    return found
