"""Sums and adjustments that do not depend on the order of options: sorted sums, Holm, Benjamini-Hochberg."""

from __future__ import annotations

import numpy as np

from patterns.stats.columns import Bools, Floats, Ints


def steady_sum(terms: Floats) -> Floats:
    """Sum over the last axis, smallest first, one after another: the same bits for any order and any padding."""
    if terms.shape[-1] == 0:
        return np.zeros(terms.shape[:-1])
    return np.asarray(np.add.accumulate(np.sort(terms, axis=-1), axis=-1)[..., -1])


def signed_sum(terms: Floats) -> Floats:
    """As steady_sum for terms of both signs: nearest zero first, so that opposite terms give the opposite sum."""
    order = np.argsort(np.abs(terms), axis=-1, kind="stable")
    if terms.shape[-1] == 0:
        return np.zeros(terms.shape[:-1])
    return np.asarray(np.add.accumulate(np.take_along_axis(terms, order, axis=-1), axis=-1)[..., -1])


def holm(p: Floats, pattern: Ints, tested: Bools) -> Floats:
    """Holm's adjusted p within each pattern; 1 where a part was not tested.

    Parameters
    ----------
    p : ndarray, shape (parts,)
    pattern : ndarray of int64, shape (parts,)
        To which pattern each part belongs.
    tested : ndarray of bool, shape (parts,)

    Notes
    -----
    Holm (1979): the i-th smallest of m is multiplied by m - i + 1, never below an earlier one, at most 1.
    """
    adjusted = np.ones(len(p))
    rows = np.flatnonzero(tested)
    if not len(rows):
        return adjusted
    rows = rows[np.lexsort((p[rows], pattern[rows]))]
    owner = pattern[rows]
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    sizes = np.diff(np.r_[starts, len(rows)])
    place = np.arange(len(rows)) - np.repeat(starts, sizes)
    raised = np.minimum(p[rows] * (np.repeat(sizes, sizes) - place), 1.0)
    adjusted[rows] = running_maximum(raised, np.repeat(np.arange(len(starts)), sizes))
    return adjusted


def running_maximum(values: Floats, segment: Ints) -> Floats:
    """Largest so far within each segment; the values lie between 0 and 1, the segments are 0, 1, 2 ..."""
    order = np.lexsort((np.arange(len(values)), values))
    place = np.empty(len(values), np.int64)
    place[order] = np.arange(len(values))
    best = np.maximum.accumulate(place + segment * len(values)) - segment * len(values)
    return values[order[best]]


def benjamini_hochberg(p: Floats) -> Floats:
    """Benjamini and Hochberg's (1995) q of one family."""
    m = len(p)
    if m == 0:
        return np.zeros(0)
    order = np.argsort(-p, kind="stable")
    q = np.empty(m)
    q[order] = np.minimum.accumulate(np.minimum(p[order] * (m / np.arange(m, 0, -1)), 1.0))
    return q
