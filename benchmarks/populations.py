"""Populations of two questions with a known association, and samples from them as tables of counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import special

from patterns.stats.columns import SLIDER_LEVELS, Floats, Ints

GRID = 4000
LARGE = 10**6


def slider_shares(heap: float = 0.0, steps: int = SLIDER_LEVELS) -> Floats:
    """Shares of the slider's values: evenly over some steps, and a heap at the middle."""
    shares = np.zeros(SLIDER_LEVELS)
    shares[np.linspace(0, SLIDER_LEVELS - 1, steps).astype(int)] = (1.0 - heap) / steps
    shares[SLIDER_LEVELS // 2] += heap
    return shares


def joint(r: float, rows: Floats, columns: Floats) -> Floats:
    """Shares of every cell when two normal variables with correlation r are cut into these margins."""
    edges = special.ndtri(np.clip(np.cumsum(columns)[:-1], 1e-15, 1 - 1e-15))
    u = (np.arange(GRID) + 0.5) / GRID
    x = special.ndtri(u)
    below = special.ndtr((edges[None, :] - r * x[:, None]) / np.sqrt(1.0 - r * r))
    inside = np.diff(np.concatenate((np.zeros((GRID, 1)), below, np.ones((GRID, 1))), axis=1), axis=1)
    place = np.searchsorted(np.cumsum(rows), u, side="left").clip(0, len(rows) - 1)
    shares = np.zeros((len(rows), len(columns)))
    np.add.at(shares, place, inside)
    return np.asarray(shares / shares.sum())


def shifted(options: Sequence[float], shifts: Sequence[float], values: Floats) -> Floats:
    """Shares of slider values (columns) for options (rows) of these sizes whose normal variables are shifted."""
    edges = special.ndtri(np.clip(np.cumsum(values)[:-1], 1e-15, 1 - 1e-15))
    lines = [np.diff(np.concatenate(([0.0], special.ndtr(edges - shift), [1.0]))) for shift in shifts]
    return np.asarray(np.array(options)[:, None] * np.array(lines))


def samples(shares: Floats, n: int, runs: int, random: np.random.Generator) -> Ints:
    """Tables of n stories, shape (runs, rows, columns)."""
    flat = random.multinomial(n, shares.ravel() / shares.sum(), size=runs)
    return np.asarray(flat.reshape(runs, *shares.shape))


def whole(shares: Floats) -> NDArray[np.int64]:
    """The population itself as one very large table, to read its true effect from."""
    return np.asarray(np.rint(shares / shares.sum() * LARGE).astype(np.int64)[None])
