"""Which end of a triad a figure counts: the one that goes most with the other question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from patterns.stats.columns import Codes, Column, Floats


def with_ends(first: Column, second: Column) -> tuple[Column, Column]:
    """Two sliders instead of a slider and a triad, or of two triads.

    Parameters
    ----------
    first, second : Column
        Sliders or triads.

    Returns
    -------
    tuple of Column
        Sliders as they are; of a triad the shares (0..100) of the end whose rank correlation with the other is
        strongest, the first such end when none is; its label says which end it is.
    """
    pairs = [(one, other) for one in _ends(first) for other in _ends(second)]
    strengths = [_strength(one.values, other.values) for one, other in pairs]
    return pairs[int(np.argmax(strengths))]


def _ends(column: Column) -> Iterator[Column]:
    """The column itself, or each end of a triad as a slider."""
    if column.kind != "triad":
        yield column
        return
    for place, option in enumerate(column.options):
        label = f"{column.label}: {option.label}"
        yield replace(column, kind="slider", label=label, values=column.values[:, place], options=())


def _strength(x: Codes, y: Codes) -> float:
    """Spearman's rho without its sign, rounded so that equals stay equal; 0 where one of the two is constant."""
    both = (x >= 0) & (y >= 0)
    ranks = [_mid_ranks(part[both]) for part in (x, y)]
    if any(len(part) == 0 or not part.any() for part in ranks):
        return 0.0
    product, *squares = (float(a @ b) for a, b in (ranks, (ranks[0], ranks[0]), (ranks[1], ranks[1])))
    return round(abs(product) / float(np.sqrt(squares[0] * squares[1])), 9)


def _mid_ranks(values: Codes) -> Floats:
    """Mid-ranks, less their mean."""
    _values, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts - 1) / 2
    return np.asarray(middle[places] - (len(values) + 1) / 2, np.float64)
