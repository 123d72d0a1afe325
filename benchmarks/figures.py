"""How long keeping what was found takes, how large it is, and how soon one pattern opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from benchmarks.apart import in_database
from benchmarks.tables import Table

SIZES = (10_000, 100_000)
QUICK = (1_000, 10_000)
KEEP, OPEN = 10.0, 0.25  # seconds from ranked to stored, and to read one pattern with its figure and words
SEED = 20261122
SIZE = "SELECT SUM(LENGTH(numbers) + COALESCE(LENGTH(kept), 0)) FROM patterns_pattern WHERE evaluation_id = %s"


def measure(quick: bool) -> Iterator[Table]:
    """Measure each size, in a process and a database of their own."""
    lines, bad = [], []
    found = in_database("benchmarks.figures:quick" if quick else "benchmarks.figures:full")
    for stories, one in zip(QUICK if quick else SIZES, found, strict=True):
        lines.append(
            (
                f"{stories:,}", f"{one['patterns']:,.0f}", f"{one['keep']:.2f} s", f"{KEEP:g} s",
                f"{one['database'] / 1e6:.1f} MB", f"{one['file'] / 1e6:.1f} MB",
                f"{1000 * one['open']:.0f} ms", f"{1000 * OPEN:.0f} ms", f"{one['all'] * 1000:.1f} ms",
            )
        )  # fmt: skip
        if one["keep"] > KEEP or one["open"] > OPEN:
            bad.append(f"keeping or opening patterns of {stories:,} stories")
    head = ("stories", "patterns", "ranked to stored", "limit", "in the database", "columns on disk",
            "one pattern opens", "limit", "a figure, mean")  # fmt: skip
    yield Table("What is kept of an evaluation", head, lines, bad)


def full() -> list[dict[str, float]]:
    """Measure the sizes that the README tells of."""
    return [inside(stories) for stories in SIZES]


def quick() -> list[dict[str, float]]:
    """Measure a tenth of them."""
    return [inside(stories) for stories in QUICK]


def inside(stories: int) -> dict[str, float]:
    """Evaluate invented columns, keep what was found, and read patterns back."""
    from django.db import connection

    from patterns.evaluating import FOUND
    from patterns.models import Evaluation

    evaluation = made()
    marks: list[tuple[float, float]] = []
    found = _found(stories, lambda fraction, _step: marks.append((perf_counter(), fraction)))
    ranked = next(when for when, fraction in marks if fraction >= FOUND)
    keep(evaluation, found)
    kept = perf_counter() - ranked
    with connection.cursor() as cursor:
        cursor.execute(SIZE, [evaluation.pk])
        size = cursor.fetchone()[0]
    done = Evaluation.objects.get(pk=evaluation.pk)
    some = list(done.patterns.filter(kept=None).order_by("rank")[::97])
    times = [timed(lambda one=one: look(done, one)) for one in some]  # type: ignore[misc]
    return {
        "patterns": len(found.patterns), "keep": kept, "database": size, "file": _file(evaluation),
        "open": max(times), "all": sum(times) / len(times),
    }  # fmt: skip


def look(evaluation: Any, pattern: Any) -> None:
    """Do what opening a pattern does."""
    pattern.evaluation = evaluation
    assert pattern.result["why"]
    assert pattern.words["sentences"]


def made() -> Any:
    """Make a running evaluation."""
    from patterns.actions.evaluations import ask_evaluation
    from patterns.models import Evaluation
    from people.models import Coalition
    from vertelpunt.models import Vertelpunt

    coalition = Coalition.objects.get_or_create(name="Bench", slug="bench", kind="region")[0]
    point = Vertelpunt.objects.get_or_create(coalition=coalition, slug="bench", state="open")[0]
    asked = ask_evaluation(desk=None, vertelpunt=point, coalition=coalition, start=False)
    Evaluation.objects.filter(pk=asked.pk).update(state=Evaluation.State.RUNNING)
    return asked


def _found(stories: int, progress: Callable[[float, str], None]) -> Any:
    """Evaluate a project of 40 questions with the settings that a page uses."""
    from types import SimpleNamespace

    import numpy as np

    from benchmarks.projects import project
    from patterns.evaluating import evaluated
    from patterns.stats.settings import Settings

    dataset = project(stories, seed=SEED)
    loaded = SimpleNamespace(dataset=lambda: dataset, digests=np.arange(stories, dtype=np.uint64))
    return evaluated(loaded, "bench", Settings(), load_seconds=0, progress=progress)  # type: ignore[arg-type]


def keep(evaluation: Any, found: Any) -> None:
    """Store it."""
    from patterns.actions.keeping import keep_found

    assert keep_found(evaluation=evaluation, found=found)


def _file(evaluation: Any) -> int:
    from patterns.counted import path_of

    return path_of(evaluation.pk).stat().st_size


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    started = perf_counter()
    work()
    return perf_counter() - started
