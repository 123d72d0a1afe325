"""Made-up projects of any size: pure noise or with planted patterns, with ties, skipping and bursts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import ANSWERED, NOT_APPLICABLE, SKIPPED, Column, Dataset, Kind, Option, Role

AUDIENCES = (("parent", 0.74), ("professional", 0.18), ("youth", 0.08))
CHANNELS = (("facebook", 0.55), ("partner", 0.2), ("poster", 0.1), ("site", 0.1), ("invitation", 0.05))
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """How many questions of which sort, and how they are answered."""

    sliders: int = 25
    singles: int = 10
    multis: int = 5
    options: int = 6
    ordered: int = 3
    skipping: float = 0.1
    ties_at_50: float = 0.15
    strength: float = 0.0
    background: bool = True


def project(n: int, shape: Shape | None = None, seed: int = 1) -> Dataset:
    """A project; ``strength`` 0 is noise, else the loading of every question on one common factor."""
    form = shape or Shape()
    random = np.random.default_rng(seed)
    factor = random.standard_normal(n).astype(np.float32)
    columns = [_slider(random, f"slider{i}", factor, form) for i in range(form.sliders)]
    columns += [_single(random, f"choice{i}", factor, form, i) for i in range(form.singles)]
    columns += [_multi(random, f"multi{i}", factor, form) for i in range(form.multis)]
    if form.background:
        columns += [_background(random, "audience", AUDIENCES, n), _background(random, "channel", CHANNELS, n)]
        columns.append(_period(random, n))
    return Dataset(tuple(columns), digest="made-up", size=n)


def _latent(random: np.random.Generator, factor: NDArray[np.float32], strength: float) -> NDArray[np.float32]:
    """A standard normal variable that loads on the common factor, a little or a lot."""
    own = random.standard_normal(len(factor), dtype=np.float32)
    loading = strength * float(random.uniform(0.0, 1.0)) * float(random.choice([-1.0, 1.0]))
    return np.asarray(loading * factor + np.float32(np.sqrt(1.0 - loading**2)) * own)


def _states(random: np.random.Generator, n: int, skipping: float) -> NDArray[np.uint8]:
    chance = random.random(n, dtype=np.float32)
    return np.where(chance < skipping * 0.6, SKIPPED, np.where(chance < skipping, NOT_APPLICABLE, ANSWERED)).astype(
        np.uint8
    )


def _slider(random: np.random.Generator, key: str, factor: NDArray[np.float32], form: Shape) -> Column:
    latent = _latent(random, factor, form.strength)
    values = np.clip(np.rint(50.0 + 35.0 * latent), 0, 100).astype(np.int8)
    values[random.random(len(values), dtype=np.float32) < form.ties_at_50] = 50
    states = _states(random, len(values), form.skipping)
    return Column(key, key, "slider", np.where(states == ANSWERED, values, -1).astype(np.int8), states)


def _single(random: np.random.Generator, key: str, factor: NDArray[np.float32], form: Shape, index: int) -> Column:
    size = int(random.integers(2, 9))
    cuts = np.quantile(random.standard_normal(2000), np.sort(random.random(size - 1)))
    values = np.searchsorted(cuts, _latent(random, factor, form.strength)).astype(np.int8)
    states = _states(random, len(values), form.skipping)
    options = tuple(Option(f"o{code}", f"option {code}") for code in range(size))
    kind: Kind = "ordered" if index < form.ordered else "nominal"
    return Column(key, key, kind, np.where(states == ANSWERED, values, -1).astype(np.int8), states, options)


def _multi(random: np.random.Generator, key: str, factor: NDArray[np.float32], form: Shape) -> Column:
    states = _states(random, len(factor), form.skipping)
    chosen = [_latent(random, factor, form.strength) > random.uniform(0.0, 1.8) for _ in range(form.options)]
    values = np.where((states == ANSWERED)[:, None], np.stack(chosen, axis=1), -1).astype(np.int8)
    options = tuple(Option(f"o{code}", f"option {code}") for code in range(form.options))
    return Column(key, key, "multi", values, states, options)


def _background(random: np.random.Generator, role: Role, shares: tuple[tuple[str, float], ...], n: int) -> Column:
    names = tuple(Option(name, name) for name, _ in shares)
    values = random.choice(len(shares), size=n, p=[share for _, share in shares]).astype(np.int8)
    return Column(role, role, "nominal", values, None, names, role)


def _period(random: np.random.Generator, n: int) -> Column:
    months = tuple(Option(f"2019-{month:02}", f"2019-{month:02}") for month in range(1, MONTHS + 1))
    values = random.choice(MONTHS, size=n, p=random.dirichlet(np.ones(MONTHS))).astype(np.int8)
    return Column("period", "period", "ordered", values, None, months, "period")
