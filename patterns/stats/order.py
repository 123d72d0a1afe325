"""One rank over all kinds, groups of patterns that say the same, and a short list of different findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from patterns.stats.batch import Batch
from patterns.stats.columns import Floats
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings

SIGNED = ("rho", "tau_b")


def rank(batches: Sequence[Batch], settings: Settings) -> list[Pattern]:
    """All patterns of all batches, the tested first, by score, then by size of effect, then by stories.

    Equal patterns keep the order of the columns, which renaming does not change.
    """
    if not batches:
        return []
    q = [batch.q() for batch in batches]
    strong = [batch.strong(values, settings) for batch, values in zip(batches, q, strict=True)]
    tested = np.concatenate([batch.tested for batch in batches])
    score = np.concatenate([batch.score for batch in batches])
    size = np.concatenate([np.where(batch.tested, relative_size(batch), 0.0) for batch in batches])
    n = np.concatenate([batch.n for batch in batches])
    places = _places(batches)
    patterns = []
    listed = np.concatenate([batch.listed for batch in batches])
    order = np.lexsort((-n, -size, -score, ~tested))
    for position, at in enumerate(order[listed[order]].tolist(), start=1):
        family, place = places[0][at], places[1][at]
        batch = batches[family]
        patterns.append(batch.pattern(place, float(q[family][place]), bool(strong[family][place]), position, settings))
    return patterns


def relative_size(batch: Batch) -> Floats:
    """The effect in units of its threshold, eta squared by square roots."""
    ratio = np.abs(batch.value) / batch.threshold
    squared = np.array([name == "eta2" for name in batch.effects], np.bool_)
    return np.where(squared, np.sqrt(ratio), ratio)


def _places(batches: Sequence[Batch]) -> tuple[list[int], list[int]]:
    """For each pattern of all batches in a row: which batch, and where in it."""
    lengths = [len(batch.p) for batch in batches]
    family = np.repeat(np.arange(len(batches)), lengths)
    place = np.concatenate([np.arange(length) for length in lengths])
    return family.tolist(), place.tolist()


def group_same(patterns: Sequence[Pattern], settings: Settings) -> list[int]:
    """For each pattern the rank of the first one that says the same.

    Two patterns say the same when they are of one kind of finding and their questions are, one by one, the same or
    associated at ``settings.same`` or more.
    """
    near = associated(patterns, settings)
    leaders: dict[tuple[str, ...], int] = {}
    groups = []
    for pattern in patterns:
        finding = (topic(pattern), *_whole(pattern.within))
        around = [sorted(near.get(key, set()) | {key}) for key in pattern.questions]
        candidates = (leaders.get((*finding, *key)) for combination in product(*around)
                      for key in _orders(pattern, combination))  # fmt: skip
        first = min((leader for leader in candidates if leader is not None), default=pattern.rank)
        if first == pattern.rank and pattern.test is not None:
            leaders[(*finding, *pattern.questions)] = pattern.rank
        groups.append(first)
    return groups


def topic(pattern: Pattern) -> str:
    """What sort of finding a pattern is, whatever the kinds of its questions."""
    for name in ("middle", "non_answer", "time", "subset", "three_way"):
        if pattern.kind.startswith(name):
            return name
    return "single" if pattern.test is None and len(pattern.questions) == 1 else "pair"


def _whole(within: tuple[str, str] | None) -> tuple[str, ...]:
    return within or ("", "")


def _orders(pattern: Pattern, keys: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The orders in which the same questions may stand: a pair either way, the rest as they are."""
    kind = topic(pattern)
    if kind == "pair" and len(keys) == 2:
        return (keys, keys[::-1])
    if kind == "three_way":
        return (keys, (keys[1], keys[0], keys[2]))
    return (keys,)


def associated(patterns: Sequence[Pattern], settings: Settings) -> dict[str, set[str]]:
    """Which questions are associated at ``settings.same`` or more, eta squared by its root, over all stories."""
    near: dict[str, set[str]] = {}
    for pattern in patterns:
        if pattern.effect is None or pattern.within is not None or topic(pattern) != "pair":
            continue
        value = abs(pattern.effect.value)
        if (value**0.5 if pattern.effect.name == "eta2" else value) >= settings.same:
            one, other = pattern.questions
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
    return near


def contrary(patterns: Sequence[Pattern]) -> set[int]:
    """Ranks of the signed patterns that run against the main direction of all sliders and ordered questions.

    The main direction is the leading eigenvector of their correlations: turning a slider round turns it too.
    """
    signed = [pattern for pattern in patterns if pattern.effect and pattern.effect.name in SIGNED
              and topic(pattern) == "pair" and pattern.within is None and "triad" not in pattern.kind]  # fmt: skip
    keys = sorted({key for pattern in signed for key in pattern.questions})
    if not keys:
        return set()
    place = {key: index for index, key in enumerate(keys)}
    matrix = np.eye(len(keys))
    for pattern in signed:
        one, other = (place[key] for key in pattern.questions)
        matrix[one, other] = matrix[other, one] = pattern.effect.value if pattern.effect else 0.0
    direction = np.linalg.eigh(matrix)[1][:, -1]
    return {
        pattern.rank
        for pattern in signed
        if pattern.effect
        and pattern.effect.value * direction[place[pattern.questions[0]]] * direction[place[pattern.questions[1]]] < 0
        and pattern.score > 0
    }


def select(patterns: Sequence[Pattern], settings: Settings) -> dict[int, str]:
    """The short list: rank of each chosen pattern, and why it was chosen.

    Greedy by rank among the leaders of groups whose interval leaves out zero, with at most ``per_question`` patterns
    for each question and none twice. Places are kept for ``about_middle`` patterns about the middle, ``contrary`` ones
    against the main direction, and a ``within_share`` from within single audiences, as far as there are any; what is
    left goes to the next by rank. Over all stories, patterns with a small q go before others.
    """
    leaders = [pattern for pattern in patterns if pattern.group == pattern.rank and pattern.score > 0]
    overall = [pattern for pattern in leaders if pattern.within is None]
    sure = [pattern for pattern in overall if (pattern.q or 0.0) <= settings.q]
    middles, against = [pattern for pattern in sure if topic(pattern) == "middle"], contrary(patterns)
    inside = round(settings.top * settings.within_share)
    picks = Picks(settings)
    picks.take(sure, "rank", max(settings.top - inside - settings.about_middle - settings.contrary, 0))
    picks.take(middles + [other for other in overall if topic(other) == "middle"], "middle", settings.about_middle)
    picks.take([pattern for pattern in overall if pattern.rank in against], "contrary", settings.contrary)
    picks.take([pattern for pattern in leaders if pattern.within is not None], "within", inside)
    picks.take(sure + [other for other in overall if topic(other) != "three_way"], "rank", settings.top)
    return picks.chosen


class Picks:
    """Patterns chosen so far, and how often each question is used."""

    def __init__(self, settings: Settings) -> None:
        """Nothing chosen."""
        self.settings = settings
        self.chosen: dict[int, str] = {}
        self.used: Counter[str] = Counter()
        self.subjects: set[tuple[str, ...]] = set()

    def take(self, wanted: Sequence[Pattern], reason: str, quota: int) -> None:
        """Take the first of the wanted that leave room for other questions; those taken before count as well."""
        taken = sum(pattern.rank in self.chosen for pattern in wanted) if reason in ("middle", "contrary") else 0
        for pattern in wanted:
            if taken >= quota or len(self.chosen) >= self.settings.top:
                return
            if self._fits(pattern):
                self.chosen[pattern.rank] = reason
                self.used.update(pattern.questions)
                self.subjects.add((topic(pattern), *sorted(pattern.questions)))
                taken += 1

    def _fits(self, pattern: Pattern) -> bool:
        known = (topic(pattern), *sorted(pattern.questions)) in self.subjects
        full = any(self.used[key] >= self.settings.per_question for key in pattern.questions)
        return not known and not full and pattern.rank not in self.chosen


def ordered(batches: Sequence[Batch], singles: Sequence[Pattern], settings: Settings) -> tuple[Pattern, ...]:
    """Everything ranked, grouped and with the short list marked."""
    patterns = rank(batches, settings)
    patterns += [replace(single, rank=len(patterns) + place) for place, single in enumerate(singles, start=1)]
    groups = group_same(patterns, settings)
    grouped = [replace(pattern, group=group) for pattern, group in zip(patterns, groups, strict=True)]
    chosen = select(grouped, settings)
    return tuple(
        replace(pattern, selected=chosen[pattern.rank]) if pattern.rank in chosen else pattern for pattern in grouped
    )
