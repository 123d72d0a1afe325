"""Counts a dataset once and works out every pattern of two units: pairs, middles, non-answers, subsets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from patterns.stats.assemble import Assembly, batch_of
from patterns.stats.backend import Backend
from patterns.stats.batch import Batch
from patterns.stats.columns import SLIDER_LEVELS, Column, Dataset, Subset
from patterns.stats.components import Measured, blank, measure_ranks, measure_rows, measure_tables
from patterns.stats.counting import LevelCounts
from patterns.stats.encode import ASPECTS, Encoded, encode
from patterns.stats.holds import Contrasts, contrast_ranks, contrast_rows, contrast_tables, judge
from patterns.stats.plan import Plan, aspect_pairs, make_plan, question_pairs
from patterns.stats.ranks import RankSums
from patterns.stats.rare import sharpen
from patterns.stats.score import Scored, score
from patterns.stats.settings import Settings
from patterns.stats.steps import Steps
from patterns.stats.views import strata

COUNT_BYTES = 128_000_000


class Base:
    """One pass over a dataset: what was counted, and the plans that were measured on it."""

    def __init__(
        self,
        dataset: Dataset,
        settings: Settings,
        subsets: Sequence[Subset],
        within: tuple[str, str] | None,
        backend: Backend,
        families: int = 1,
    ) -> None:
        """Encode the columns and decide on the plans; ``families`` share the chance that the pairs do not have."""
        extra = tuple(subset.column() for subset in subsets)
        self.columns: tuple[Column, ...] = dataset.columns + extra
        self.subsets = {subset.key: subset for subset in subsets}
        self.settings, self.within, self.backend = settings, within, backend
        self.limit = settings.others_limit(families)
        self.aspects = wanted_aspects(dataset, settings)
        self.data = encode(dataset, self.columns, settings, self.aspects, [column.key for column in extra])
        self.groups = strata(dataset, settings.minimum)
        self.plans = plans(self.data, self.columns, settings, self.aspects, self.subsets)
        self._kept: LevelCounts | None = None

    def batches(self, steps: Steps) -> list[Batch]:
        """Count, test, score and judge everything."""
        steps.enter("count")
        sums = self.backend.sums(self.data, self.groups.views)
        totals = self.backend.shown(self.data)
        if len(self.slices()) == 1:
            next(self.counted())
        steps.enter("pairs")
        measured = self._measure(sums, steps)
        scored = [score(plan, found, self.settings) for plan, found in zip(self.plans, measured, strict=True)]
        steps.enter("holds")
        contrasts = self._contrasts(sums, measured, scored, steps)
        made = []
        for plan, found, result, contrast in zip(self.plans, measured, scored, contrasts, strict=True):
            checks = judge(plan, self.data, self.columns, contrast, self.groups, self.settings, self.subsets)
            whole = Assembly(plan, self.data, self.columns, found, result, totals, self.settings, self.subsets)
            made.append(batch_of(whole, checks, self.within))
        return made

    def slices(self) -> list[slice]:
        """Sliders in parts whose counts fit in memory together; at least one part, perhaps empty."""
        each = len(self.groups.views.mix) * SLIDER_LEVELS * max(self.data.levels, 1) * 4
        step = max(1, COUNT_BYTES // each)
        total = len(self.data.codes)
        return [slice(start, min(start + step, total)) for start in range(0, max(total, 1), step)]

    def counted(self) -> Iterator[tuple[slice, LevelCounts]]:
        """Counts of each part of the sliders; kept when there is only one part."""
        slices = self.slices()
        for part in slices:
            counts = self._kept or self.backend.count(self.data, self.groups.views, part)
            self._kept = counts if len(slices) == 1 else None
            yield part, counts

    def _measure(self, sums: RankSums, steps: Steps) -> list[Measured]:
        """Measure every plan."""
        measured = [blank(len(plan.pattern)) for plan in self.plans]
        for place, (part, counts) in enumerate(self.counted()):
            steps.check()
            for plan, found in zip(self.plans, measured, strict=True):
                measure_rows(plan, self.data, counts, part, found)
                if place == 0:
                    measure_tables(plan, self.data, counts, self.settings, found)
        for plan, found in zip(self.plans, measured, strict=True):
            steps.check()
            measure_ranks(plan, sums, found)
            limit = self.settings.pairs_limit if plan.family == "pairs" and self.within is None else self.limit
            sharpen(plan, found, limit, self.settings)
        return measured

    def _contrasts(
        self, sums: RankSums, measured: list[Measured], scored: list[Scored], steps: Steps
    ) -> list[Contrasts]:
        """The strongest contrast of every pattern in every view."""
        views = len(self.groups.views.mix)
        contrasts = [Contrasts.blank(views, len(plan)) for plan in self.plans]
        together = list(zip(self.plans, measured, scored, contrasts, strict=True))
        for place, (part, counts) in enumerate(self.counted()):
            steps.check()
            for plan, found, result, into in together:
                contrast_rows(plan, result, found, self.data, counts, part, into)
                if place == 0:
                    contrast_tables(plan, result, found, self.data, counts, into)
        for plan, _, result, into in together:
            contrast_ranks(plan, result, sums, into)
        return contrasts


def wanted_aspects(dataset: Dataset, settings: Settings) -> tuple[str, ...]:
    """Which units to make beside the questions themselves; none when there would be too many patterns."""
    if pattern_count(dataset) > settings.most_patterns:
        return ()
    return tuple(name for name in ASPECTS if getattr(settings, name))


def pattern_count(dataset: Dataset) -> int:
    """Pairs, middles and non-answers, roughly."""
    columns = len(dataset.columns)
    sliders = sum(column.kind == "slider" for column in dataset.columns)
    return columns * (columns - 1) // 2 + sliders * (columns - 1) + columns * (columns - 1)


def plans(
    data: Encoded,
    columns: Sequence[Column],
    settings: Settings,
    aspects: Sequence[str],
    subsets: Mapping[str, Subset],
) -> list[Plan]:
    """The plans of all families of two units."""
    pairs = question_pairs(data, columns, middle="middle" in aspects, background=settings.background)
    made = [make_plan(data, "pairs", pairs, settings.minimum)]
    silent = aspect_pairs(data, columns, "non_answer")
    if silent:
        made.append(make_plan(data, "non_answer", silent, settings.minimum))
    for key, these in subset_pairs(data, columns, subsets).items():
        made.append(make_plan(data, f"subset:{key}", these, settings.subset_minimum))
    return made


def subset_pairs(
    data: Encoded, columns: Sequence[Column], subsets: Mapping[str, Subset]
) -> dict[str, list[tuple[int, int]]]:
    """The pairs of each subset with every column but those that it is made of."""
    by_key: dict[str, list[tuple[int, int]]] = {}
    for one, other in aspect_pairs(data, columns, "subset"):
        key = columns[data.units[one].column].key
        if columns[data.units[other].column].key not in subsets[key].defined_by:
            by_key.setdefault(key, []).append((one, other))
    return by_key
