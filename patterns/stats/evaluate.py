"""The one way in: a dataset and settings, and out come ranked patterns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import scipy

from patterns.stats.backend import Backend, Here
from patterns.stats.base import Base, pattern_count
from patterns.stats.batch import Batch
from patterns.stats.columns import MISSING, Bools, Dataset, Subset
from patterns.stats.order import ordered
from patterns.stats.results import EvaluationResult, Reason, Selection
from patterns.stats.settings import Settings
from patterns.stats.singles import single_patterns
from patterns.stats.steps import Cancelled, Steps
from patterns.stats.threeway import three_way_batch
from patterns.stats.trend import time_batch

__all__ = ["VERSION", "Cancelled", "evaluate"]

VERSION = "3"


def evaluate(
    dataset: Dataset,
    settings: Settings | None = None,
    *,
    subsets: Sequence[Subset] = (),
    progress: Callable[[float, str], None] | None = None,
    should_cancel: Callable[[], bool] | None = None,
    clock: Callable[[], float] | None = None,
    backend: Backend | None = None,
) -> EvaluationResult:
    """Find and rank the patterns of a set of stories.

    Parameters
    ----------
    dataset, settings, subsets
        Columns of n stories; thresholds and steps; selections to compare with the rest.
    progress : callable, optional
        Called with the share done (0 to 1) and the name of the step.
    should_cancel, clock : callable, optional
        Asked now and then whether to stop; gives seconds, without which the result carries none.
    backend : Backend, optional
        Who counts; this process when left out.

    Returns
    -------
    EvaluationResult
        Depends on the stories and settings only: not on the order of the stories, nor on how they were counted.

    Raises
    ------
    Cancelled
        When ``should_cancel`` said so.
    """
    chosen, steps = settings or Settings(), Steps(progress, should_cancel, clock)
    batches = _batches(dataset, chosen, subsets, steps, backend or Here())
    return _result(dataset, chosen, batches, tuple(selection(dataset, subset) for subset in subsets), steps)


def _result(
    dataset: Dataset,
    settings: Settings,
    batches: Sequence[Batch],
    selections: tuple[Selection, ...],
    steps: Steps,
) -> EvaluationResult:
    """Everything ranked, with what must be kept of the whole."""
    steps.enter("rank")
    patterns = ordered(batches, single_patterns(dataset.columns), settings)
    return EvaluationResult(
        stories=dataset.size,
        tellers=count_tellers(dataset),
        digest=dataset.digest,
        settings=settings,
        versions={"patterns": VERSION, "numpy": np.__version__, "scipy": scipy.__version__},
        patterns=patterns,
        tested={batch.name: int(batch.tested.sum()) for batch in batches if batch.tested.any()},
        seconds=steps.finish(),
        notices=notices(dataset, settings) + selection_notices(selections, settings),
        selections=selections,
    )


def _batches(
    dataset: Dataset, settings: Settings, subsets: Sequence[Subset], steps: Steps, backend: Backend
) -> list[Batch]:
    """Every family, one after another."""
    if dataset.size == 0:
        return []
    families = most_families(dataset, settings, subsets)
    batches = Base(dataset, settings, subsets, None, backend, families).batches(steps)
    steps.enter("time")
    if settings.over_time:
        batches += time_batch(dataset, settings, backend)
    steps.enter("within")
    if settings.within_audiences and pattern_count(dataset) <= settings.most_patterns:
        batches += _within(dataset, settings, steps, backend, families)
    if settings.three_way:
        steps.enter("three_way")
        batches += three_way_batch(dataset, settings, steps, backend)
    return batches


def most_families(dataset: Dataset, settings: Settings, subsets: Sequence[Subset]) -> int:
    """How many families beside the pairs there can be."""
    steps = settings.non_answer + settings.over_time + settings.three_way
    return len(subsets) + steps + settings.within_audiences * len(large_audiences(dataset, settings))


def large_audiences(dataset: Dataset, settings: Settings) -> list[int]:
    """The audiences that are looked at by themselves: those with enough stories, when there are two or more."""
    audience = dataset.with_role("audience")
    if audience is None or audience.values.ndim > 1 or not audience.options:
        return []
    counts = np.bincount(audience.values[audience.values >= 0], minlength=len(audience.options))
    large: list[int] = np.flatnonzero(counts >= settings.minimum).tolist()
    return large if len(large) > 1 else []


def _within(dataset: Dataset, settings: Settings, steps: Steps, backend: Backend, families: int) -> list[Batch]:
    """Pairs within each audience that has enough stories."""
    audience, inner = dataset.with_role("audience"), replace(settings, non_answer=False)
    batches: list[Batch] = []
    if audience is None:
        return batches
    large = large_audiences(dataset, settings)
    for place, code in enumerate(large):
        steps.enter("within", place / len(large))
        inside = np.asarray(audience.values == code)
        part = dataset.keep(inside, without=[audience.key, *_only_inside(dataset, inside)])
        within = (audience.key, audience.options[code].code)
        batches += Base(part, inner, (), within, backend, families).batches(steps.inner())
    return batches


def _only_inside(dataset: Dataset, inside: Bools) -> list[str]:
    """Keys of the questions that nobody outside answered: their patterns are those of the whole already."""
    return [column.key for column in dataset.columns if column.is_question and not column.answered[~inside].any()]


def count_tellers(dataset: Dataset) -> int:
    """Tellers, a story without a known teller counting as one."""
    if dataset.tellers is None:
        return dataset.size
    known = dataset.tellers[dataset.tellers != MISSING]
    return len(np.unique(known)) + dataset.size - len(known)


def notices(dataset: Dataset, settings: Settings) -> tuple[Reason, ...]:
    """What must be said about the whole."""
    found = []
    tellers = count_tellers(dataset)
    if dataset.size == 0:
        found.append(Reason("no_stories"))
    elif tellers < settings.minimum:
        found.append(Reason("too_few_stories", {"tellers": tellers, "minimum": settings.minimum}))
    elif tellers <= settings.small_project:
        found.append(Reason("small_project", {"tellers": tellers, "enough": settings.strong_tellers}))
    if not any(column.is_question for column in dataset.columns):
        found.append(Reason("no_questions"))
    if pattern_count(dataset) > settings.most_patterns:
        found.append(Reason("too_many_questions", {"questions": len(dataset.columns)}))
    return tuple(found)


def selection(dataset: Dataset, subset: Subset) -> Selection:
    """How many stories and tellers are on either side of a selection."""
    column = subset.column()
    sides = [dataset.keep(column.values == side) for side in (0, 1)]
    stories = (sides[0].size, sides[1].size)
    tellers = (count_tellers(sides[0]), count_tellers(sides[1]))
    return Selection(subset.key, stories, tellers, subset.unplaced, subset.label)


def selection_notices(selections: Sequence[Selection], settings: Settings) -> tuple[Reason, ...]:
    """What must be said about selections: those too small to compare, and the stories on neither side."""
    found = []
    for one in selections:
        name = one.label or one.key.removeprefix("subset.")
        if min(one.tellers) < settings.subset_minimum:
            values = {"inside": one.tellers[0], "outside": one.tellers[1], "minimum": settings.subset_minimum}
            found.append(Reason("small_selection", {"selection": name} | values))
        if one.unplaced:
            found.append(Reason("unplaced", {"selection": name, "stories": one.unplaced}))
    return tuple(found)
