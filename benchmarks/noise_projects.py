"""Made-up projects without any pattern, or with equal ones in all groups: ties, skipping, rare options, bursts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import ANSWERED, SKIPPED, Column, Dataset, Kind, Option, Role

AUDIENCES = (0.6, 0.25, 0.15)
MONTHS = 8
ORDERED = 5
OPTIONS = 4


@dataclass(frozen=True, slots=True)
class Setting:
    """How the answers of a noise project are given, and how many questions of each sort there are."""

    name: str
    n: int
    steps: int = 101
    heap: float = 0.0
    skipping: float = 0.05
    same_skipping: bool = False
    groups: int = 4
    rare: bool = False
    strength: float = 0.0
    bursts: bool = False
    sliders: int = 4
    nominals: int = 4
    ordereds: int = 4
    multis: int = 4
    triads: int = 4


def noise_project(setting: Setting, seed: int) -> Dataset:
    """Questions of every sort, a choice of three for three-way patterns, audiences and months."""
    random = np.random.default_rng([seed, setting.n, setting.steps])
    audience = random.choice(len(AUDIENCES), setting.n, p=AUDIENCES)
    made = _Maker(setting, random, audience)
    columns = [made.slider(f"s{i}") for i in range(setting.sliders)]
    columns += [made.choice(f"n{i}", "nominal", setting.groups) for i in range(setting.nominals)]
    columns += [made.choice(f"o{i}", "ordered", ORDERED) for i in range(setting.ordereds)]
    columns += [made.multi(f"m{i}") for i in range(setting.multis)]
    columns += [made.triad(f"t{i}") for i in range(setting.triads)]
    columns.append(known("third", random.integers(0, 3, setting.n), 3, "nominal", "question"))
    columns.append(known("audience", audience, len(AUDIENCES), "nominal", "audience"))
    columns.append(known("period", made.months(), MONTHS, "ordered", "period"))
    return Dataset(tuple(columns), size=setting.n)


def known(key: str, codes: NDArray[np.int64], size: int, kind: Kind, role: Role) -> Column:
    """A column without missing values."""
    return Column(key, key, kind, codes.astype(np.int8), None, names(size), role)


def names(size: int) -> tuple[Option, ...]:
    """Options without names."""
    return tuple(Option(str(code), str(code)) for code in range(size))


class _Maker:
    """Makes columns that share skipping and, when asked for, a common factor or what their audience says."""

    def __init__(self, setting: Setting, random: np.random.Generator, audience: NDArray[np.int64]) -> None:
        """Draw what the columns share."""
        self.setting, self.random, self.audience = setting, random, audience
        self.skipped = random.random(setting.n) < setting.skipping
        self.factor = random.standard_normal(setting.n)

    def latent(self) -> NDArray[np.float64]:
        """Uniform numbers that depend on the common factor, or on the audience, as much as the setting says."""
        own = self.random.standard_normal(self.setting.n)
        mixed = self.setting.strength * self.factor + np.sqrt(1 - self.setting.strength**2) * own
        if self.setting.bursts:
            mixed = mixed + self.random.normal(0.0, 1.0, len(AUDIENCES))[self.audience]
        order = np.argsort(np.argsort(mixed))
        return np.asarray((order + 0.5) / self.setting.n)

    def months(self) -> NDArray[np.int64]:
        """The month of each story; with bursts every audience has months of its own."""
        if not self.setting.bursts:
            return self.random.choice(MONTHS, self.setting.n, p=self.random.dirichlet(np.ones(MONTHS)))
        each = [
            self.random.choice(MONTHS, self.setting.n, p=self.random.dirichlet(np.ones(MONTHS))) for _ in AUDIENCES
        ]
        return np.asarray(np.choose(self.audience, each))

    def states(self) -> NDArray[np.uint8]:
        """Answered or skipped."""
        own = self.random.random(self.setting.n) < self.setting.skipping
        return np.where(self.skipped if self.setting.same_skipping else own, SKIPPED, ANSWERED).astype(np.uint8)

    def slider(self, key: str) -> Column:
        """A slider with some steps and a heap at the middle."""
        steps = np.floor(self.latent() * self.setting.steps).astype(int)
        values = steps * 100 // (self.setting.steps - 1)
        values[self.random.random(len(values)) < self.setting.heap] = 50
        states = self.states()
        return Column(key, key, "slider", np.where(states == ANSWERED, values, -1).astype(np.int8), states)

    def choice(self, key: str, kind: Kind, size: int) -> Column:
        """A choice, some options rare when the setting says so."""
        cuts = np.cumsum(self.random.dirichlet(np.full(size, 1.0 if self.setting.rare else 5.0)))[:-1]
        values, states = np.searchsorted(cuts, self.latent()), self.states()
        shown = np.where(states == ANSWERED, values, -1).astype(np.int8)
        return Column(key, key, kind, shown, states, names(size))

    def multi(self, key: str) -> Column:
        """Some options, each chosen by its own share."""
        states, least = self.states(), 0.03 if self.setting.rare else 0.15
        chosen = np.stack([self.latent() < self.random.uniform(least, 0.5) for _ in range(OPTIONS)], axis=1)
        values = np.where((states == ANSWERED)[:, None], chosen, -1).astype(np.int8)
        return Column(key, key, "multi", values, states, names(OPTIONS))

    def triad(self, key: str) -> Column:
        """Three shares; each depends on the audience where questions do."""
        weights = np.stack([self.latent() for _ in range(3)]) if self.setting.bursts else None
        shares = self.random.dirichlet(np.ones(3), self.setting.n) * 100
        if weights is not None:
            shares = (weights / weights.sum(axis=0)).T * 100
        states = self.states()
        first, second = np.floor(shares[:, 0]).astype(int), np.floor(shares[:, 1]).astype(int)
        poles = np.stack((first, second, 100 - first - second), axis=1)
        values = np.where((states == ANSWERED)[:, None], poles, -1).astype(np.int8)
        return Column(key, key, "triad", values, states, names(3))
