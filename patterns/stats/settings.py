"""Every threshold and every step of an evaluation, with its default; kept with the evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """What an evaluation does and when it calls a pattern strong.

    Sources and reasons of the defaults: docs/statistics.md.
    """

    # which steps
    middle: bool = True
    background: bool = True
    non_answer: bool = True
    over_time: bool = True
    within_audiences: bool = True
    three_way: bool = False

    # groups
    minimum: int = 20
    subset_minimum: int = 10
    display_minimum: int = 5
    strong_tellers: int = 61
    small_project: int = 60

    # when strong
    q: float = 0.05
    pairs_share: float = 0.5
    others_share: float = 0.25
    rho: float = 0.20
    tau_b: float = 0.15
    delta: float = 0.25
    eta2: float = 0.04
    v: float = 0.15
    difference: float = 0.25
    holds_share: float = 0.5

    # intervals and exact tests
    level: float = 0.95
    expected_least: float = 1.0
    expected_usual: float = 5.0
    expected_share: float = 0.8
    draws: int = 100_000
    rare_draws: int = 1_000_000
    exceedances: int = 20
    seed: int = 20190919

    # reading a slider
    middle_low: int = 34
    middle_high: int = 66

    # short list
    same: float = 0.5
    top: int = 17
    per_question: int = 3
    about_middle: int = 2
    contrary: int = 1
    within_share: float = 1 / 3

    # size
    most_patterns: int = 200_000

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as kept with the evaluation."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Settings:
        """The inverse of to_dict; names that this version does not know are left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in known})

    @property
    def pairs_limit(self) -> float:
        """The q from which a pair may be strong."""
        return self.q * self.pairs_share

    def others_limit(self, families: int) -> float:
        """The q from which the patterns of one of the other families may be strong, when so many were tested."""
        return self.q * self.others_share / max(families, 1)

    def threshold(self, effect: str) -> float:
        """The size from which an effect of this name counts."""
        return float(getattr(self, effect))
