"""One rank over all kinds, groups of patterns that say the same, and a short list of different findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from patterns.stats.batch import Batch, Judged
from patterns.stats.columns import READERS, TRACKS, Floats
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings

SIGNED = ("rho", "tau_b")
ASPECTS = ("middle", "time", "subset")


def rank(batches: Sequence[Batch], settings: Settings) -> list[Pattern]:
    """All patterns of all batches, the tested first, by score, then by size of effect, then by stories.

    Equal patterns keep the order of the columns, which renaming does not change.
    """
    if not batches:
        return []
    q, limits = [batch.q() for batch in batches], q_limits(batches, settings)
    strong = [batch.strong(values, limits[batch.name], settings) for batch, values in zip(batches, q, strict=True)]
    same, patterns = Same(associated(batches, settings)), []
    for position, (family, place) in enumerate(_in_order(batches), start=1):
        batch = batches[family]
        judged = Judged(float(q[family][place]), limits[batch.name], bool(strong[family][place]))
        found = batch.pattern(place, judged, position, settings)
        patterns.append(same.grouped(found))
    return patterns


def q_limits(batches: Sequence[Batch], settings: Settings) -> dict[str, float]:
    """The q from which each family's patterns may be strong.

    Every family on its own would show something strong in one noise project of twenty. So the pairs get one share of
    the limit and all other families that were tested another share together.
    """
    names = [batch.name for batch in batches if batch.tested.any()]
    others = settings.others_limit(sum(name != "pairs" for name in names))
    return {batch.name: others for batch in batches} | {"pairs": settings.pairs_limit}


def _in_order(batches: Sequence[Batch]) -> list[tuple[int, int]]:
    """(batch, place in it) of every listed pattern, by rank."""
    tested, listed, score, n = (
        np.concatenate([getattr(batch, name) for batch in batches]) for name in ("tested", "listed", "score", "n")
    )
    size = np.concatenate([np.where(batch.tested, relative_size(batch), 0.0) for batch in batches])
    lengths = [len(batch.p) for batch in batches]
    family = np.repeat(np.arange(len(batches)), lengths)
    place = np.concatenate([np.arange(length) for length in lengths])
    order = np.lexsort((-n, -size, -score, ~tested))
    order = order[listed[order]]
    return list(zip(family[order].tolist(), place[order].tolist(), strict=True))


def relative_size(batch: Batch) -> Floats:
    """The effect in units of its threshold, eta squared by square roots."""
    ratio = np.abs(batch.value) / batch.threshold
    squared = np.array([name == "eta2" for name in batch.effects], np.bool_)
    return np.where(squared, np.sqrt(ratio), ratio)


class Same:
    """Finds for each pattern, in the order of rank, the first one that says the same.

    Two patterns say the same when they are of one kind of finding and their questions are, one by one, the same or
    associated at ``Settings.same`` or more.
    """

    def __init__(self, near: dict[str, set[str]]) -> None:
        """Keep which questions are associated."""
        self.near = {key: sorted(others | {key}) for key, others in near.items()}
        self.leaders: dict[tuple[str, ...], int] = {}

    def grouped(self, pattern: Pattern) -> Pattern:
        """The pattern with the rank of the first of its group."""
        finding = (topic(pattern.kind), *(pattern.within or ("", "")))
        around = [self.near.get(key) or [key] for key in pattern.questions]
        leader = pattern.rank
        for keys in product(*around):
            for turned in _orders(finding[0], keys):
                leader = min(leader, self.leaders.get(finding + turned, leader))
        if leader == pattern.rank and pattern.test is not None:
            self.leaders[finding + pattern.questions] = leader
        return replace(pattern, group=leader)


def topic(kind: str) -> str:
    """What sort of finding a kind of pattern is, whatever the kinds of its questions."""
    first = kind.split("_", 1)[0]
    return {"non": "non_answer", "three": "three_way"}.get(first, first if first in ASPECTS else "pair")


def _orders(finding: str, keys: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The orders in which the same questions may stand: a pair either way, the rest as they are."""
    if finding == "pair" and len(keys) == 2:
        return (keys, keys[::-1])
    if finding == "three_way":
        return (keys, (keys[1], keys[0], keys[2]))
    return (keys,)


def associated(batches: Sequence[Batch], settings: Settings) -> dict[str, set[str]]:
    """Which questions are associated at ``settings.same`` or more, eta squared by its root, over all stories."""
    near: dict[str, set[str]] = {}
    for batch in batches:
        if batch.family != "pairs" or batch.within is not None:
            continue
        squared = np.array([name == "eta2" for name in batch.effects], np.bool_)
        size = np.where(squared, np.sqrt(np.abs(batch.value)), np.abs(batch.value))
        for place in np.flatnonzero(batch.tested & (size >= settings.same)).tolist():
            if topic(batch.kinds[place]) == "pair":
                one, other = batch.questions[place]
                near.setdefault(one, set()).add(other)
                near.setdefault(other, set()).add(one)
    return near


def contrary(patterns: Sequence[Pattern]) -> set[int]:
    """Ranks of the signed patterns that run against the main direction of all sliders and ordered questions.

    The main direction is the leading eigenvector of their correlations: turning a slider round turns it too.
    """
    pairs = [pattern for pattern in patterns if topic(pattern.kind) == "pair" and pattern.within is None]
    signed = [pattern for pattern in pairs if pattern.effect and pattern.effect.name in SIGNED]
    signed = [pattern for pattern in signed if "triad" not in pattern.kind]
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
    left goes to the next by rank. Over all stories, patterns with a small q go before others. What readers made is not
    on it: it stays in the list, and a person may make a card of it.
    """
    leaders = [pattern for pattern in patterns if pattern.group == pattern.rank and pattern.score > 0]
    leaders = [pattern for pattern in leaders if not by_readers(pattern)]
    overall = [pattern for pattern in leaders if pattern.within is None]
    sure = [pattern for pattern in overall if (pattern.q or 0.0) <= settings.q]
    middles = [pattern for part in (sure, overall) for pattern in part if topic(pattern.kind) == "middle"]
    against = contrary(patterns)
    inside = round(settings.top * settings.within_share)
    picks = Picks(settings)
    picks.take(sure, "rank", max(settings.top - inside - settings.about_middle - settings.contrary, 0))
    picks.take(
        middles + [other for other in overall if topic(other.kind) == "middle"], "middle", settings.about_middle
    )
    picks.take([pattern for pattern in overall if pattern.rank in against], "contrary", settings.contrary)
    picks.take([pattern for pattern in leaders if pattern.within is not None], "within", inside)
    picks.take(sure + [other for other in overall if topic(other.kind) != "three_way"], "rank", settings.top)
    return picks.chosen


def by_readers(pattern: Pattern) -> bool:
    """Whether people who read the stories made one of the columns: a track, or a code.

    They read what the teller wrote and answered, so what goes together with it may be their own reading.
    """
    return any(key == TRACKS or key.startswith(READERS) for key in pattern.questions)


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
        taken = (
            len({pattern.rank for pattern in wanted} & self.chosen.keys()) if reason in ("middle", "contrary") else 0
        )
        for pattern in wanted:
            if taken >= quota or len(self.chosen) >= self.settings.top:
                return
            if self._fits(pattern):
                self.chosen[pattern.rank] = reason
                self.used.update(pattern.questions)
                self.subjects.add((topic(pattern.kind), *sorted(pattern.questions)))
                taken += 1

    def _fits(self, pattern: Pattern) -> bool:
        known = (topic(pattern.kind), *sorted(pattern.questions)) in self.subjects
        full = any(self.used[key] >= self.settings.per_question for key in pattern.questions)
        return not known and not full and pattern.rank not in self.chosen


def ordered(batches: Sequence[Batch], singles: Sequence[Pattern], settings: Settings) -> tuple[Pattern, ...]:
    """Everything ranked, grouped and with the short list marked."""
    patterns = rank(batches, settings)
    start = len(patterns) + 1
    patterns += [replace(single, rank=place, group=place) for place, single in enumerate(singles, start=start)]
    for position, reason in select(patterns, settings).items():
        patterns[position - 1] = replace(patterns[position - 1], selected=reason)
    return tuple(patterns)
