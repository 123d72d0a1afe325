"""One family of patterns as arrays, before they become patterns one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import Bools, Floats, Ints
from patterns.stats.exact import benjamini_hochberg
from patterns.stats.results import Effect, Part, Parts, Pattern, Reason, Robustness, Verdict
from patterns.stats.settings import Settings

CHECKS: tuple[bool | None, ...] = (False, True, None)


@dataclass(frozen=True, slots=True)
class Judged:
    """The q of a pattern, the limit of its family, and whether it is strong."""

    q: float
    limit: float
    strong: bool


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Patterns of one family; arrays of shape (patterns,), ``checks`` (patterns, 3) of 0 no, 1 yes, -1 unknown.

    ``enough`` is the number of tellers that decides whether a pattern can be strong: those tested, in a comparison of
    selections those with an answer in the smaller one. ``unplaced`` is the number of stories that are on neither
    side of a selection for want of an answer. ``listed`` is false for an untested pattern that nobody misses;
    ``lacks`` says what an untested one lacks. ``parts`` and ``contrast`` are asked for one at a time.
    """

    family: str
    within: tuple[str, str] | None
    kinds: list[str]
    questions: list[tuple[str, ...]]
    labels: list[tuple[str, ...]]
    n: Ints
    tellers: Ints
    tested: Bools
    tests: list[str]
    statistic: Floats
    df: Ints
    p: Floats
    effects: list[str]
    value: Floats
    low: Floats
    high: Floats
    threshold: Floats
    score: Floats
    absent: Bools
    checks: NDArray[np.int8]
    listed: Bools
    enough: Ints
    lacks: Callable[[int], Reason]
    contrast: Callable[[int], tuple[str, ...]]
    parts: Callable[[int], tuple[Part, ...]]
    unplaced: int = 0

    @property
    def name(self) -> str:
        """The family with its audience."""
        return self.family if self.within is None else f"{self.family}|{self.within[0]}={self.within[1]}"

    def q(self) -> Floats:
        """Benjamini-Hochberg over the tested patterns; 1 for the others."""
        q = np.ones(len(self.p))
        q[self.tested] = benjamini_hochberg(self.p[self.tested])
        return q

    def strong(self, q: Floats, limit: float, settings: Settings) -> Bools:
        """q small enough for this family, effect large enough, tellers enough."""
        large = np.abs(self.value) >= self.threshold
        return np.asarray(self.tested & (q <= limit) & large & (self.enough >= settings.strong_tellers))

    def pattern(self, place: int, judged: Judged, rank: int, settings: Settings) -> Pattern:
        """One pattern."""
        tested = bool(self.tested[place])
        verdict: Verdict = "strong" if judged.strong else "absent" if self.absent[place] else "undecided"
        robust = Robustness(*(CHECKS[int(check)] for check in self.checks[place])) if tested else Robustness()
        return Pattern(
            kind=self.kinds[place],
            family=self.name,
            questions=self.questions[place],
            labels=self.labels[place],
            n=int(self.n[place]),
            tellers=int(self.tellers[place]),
            test=self.tests[place] if tested else None,
            statistic=float(self.statistic[place]) + 0.0 if tested else None,
            df=int(self.df[place]) if tested and self.df[place] > 0 else None,
            p=float(self.p[place]) if tested else None,
            q=judged.q if tested else None,
            effect=self.effect(place) if tested else None,
            verdict=verdict,
            robustness=robust,
            reasons=self.reasons(place, verdict, judged, robust, settings),
            parts=Parts(lambda: self.parts(place)),
            contrast=self.contrast(place) if tested else (),
            score=float(self.score[place]),
            rank=rank,
            within=self.within,
        )

    def effect(self, place: int) -> Effect:
        """The effect of one pattern."""
        value, low, high = float(self.value[place]), float(self.low[place]), float(self.high[place])
        return Effect(self.effects[place], value + 0.0, low + 0.0, high + 0.0)

    def reasons(
        self, place: int, verdict: Verdict, judged: Judged, robust: Robustness, settings: Settings
    ) -> tuple[Reason, ...]:
        """Why it is strong or what it lacks, and which stories were left out."""
        left_out = (Reason("unplaced", {"stories": self.unplaced}),) if self.unplaced else ()
        return (self.reason(place, verdict, judged, robust, settings), *left_out)

    def reason(self, place: int, verdict: Verdict, judged: Judged, robust: Robustness, settings: Settings) -> Reason:
        """Why it is strong, or what it lacks."""
        if not self.tested[place]:
            return self.lacks(place)
        value, threshold = float(self.value[place]), float(self.threshold[place])
        values = {
            "effect": self.effects[place],
            "value": value,
            "threshold": threshold,
            "q": judged.q,
            "limit": judged.limit,
            "tellers": int(self.enough[place] if verdict == "undecided" else self.tellers[place]),
            "enough": settings.strong_tellers,
        }
        if verdict == "strong":
            return Reason("strong_not_everywhere" if robust.holds is False else "strong", values)
        if verdict == "absent":
            return Reason("absent", values)
        small, doubtful = abs(value) < threshold, judged.q > judged.limit
        codes = {(True, True): "small_and_doubtful", (True, False): "small", (False, True): "doubtful"}
        return Reason(codes.get((small, doubtful), "few_tellers"), values)
