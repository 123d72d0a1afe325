"""Mid-ranks from counts, and the rank sums of every slider with every other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import SLIDER_LEVELS, Floats, Ints
from patterns.stats.counting import CODES, Grouping, first_of_teller, one_hot_sliders
from patterns.stats.encode import Encoded
from patterns.stats.views import Views

TABLE_FROM = 2 * SLIDER_LEVELS**2
MARGIN_BYTES = 64_000_000
EXACT_FLOATS = 2**53
EXACT_WHOLE = 2**63
EXACT_INTS = 2_000_000

Whole = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class RankSums:
    """Sums of centred double mid-ranks over the stories with both answers, all of shape (groups, sliders, sliders).

    ``products[g, a, b]`` is the sum of products of the ranks on a and b; ``squares[g, a, b]`` the sum of
    squared ranks on a among those who answered b; ``n`` how many answered both. Whole numbers.
    """

    n: Ints
    products: Floats
    squares: Floats


def centred(counts: NDArray[np.int64], axis: int) -> Ints:
    """Twice the mid-rank minus (n + 1) of each value, from its counts: whole, and opposite when reversed.

    Parameters
    ----------
    counts : ndarray of int64
        Counts of the values in ascending order along ``axis``.

    Returns
    -------
    ndarray of int64
        Same shape as ``counts``.

    Notes
    -----
    The mid-rank of a value with t stories and c below it is c + (t + 1)/2, so twice that minus (n + 1) is
    2c + t - n.
    """
    ranks = 2 * np.cumsum(counts, axis=axis) - counts - counts.sum(axis=axis, keepdims=True)
    return np.asarray(ranks)


def rank_sums(data: Encoded, views: Views, *, tables: bool | None = None) -> RankSums:
    """Rank sums of all pairs of sliders for each view of the stories.

    Whole 101 x 101 tables where they are smaller than the data, else marginal counts turned into mid-ranks
    that are looked up for each story: the same whole numbers either way.
    """
    wanted = data.n >= TABLE_FROM if tables is None else tables
    if wanted:
        return from_pair_tables(data, views)
    if len(views.mix) * len(data.codes) ** 2 * SLIDER_LEVELS * 8 <= MARGIN_BYTES:
        return looked_up(data, views)
    each = [looked_up(data, Views(views.groupings, line[None])) for line in views.mix]
    return RankSums(*(np.concatenate([getattr(sums, name) for sums in each]) for name in ("n", "products", "squares")))


def looked_up(data: Encoded, views: Views) -> RankSums:
    """Rank sums by looking up the mid-rank of each story."""
    margins = slider_margins(data, views)
    return sums_of(margins, slider_products(data, views, margins))


def sums_of(margins: Ints, products: Whole) -> RankSums:
    """Rank sums from the counts of the sliders and the sums of products of their ranks."""
    n = margins.sum(axis=2)
    ranks: Whole = centred(margins, axis=2).astype(np.int64 if n.max(initial=0) <= EXACT_INTS else np.float64)
    return RankSums(n, products.astype(np.float64), (ranks**2 * margins).sum(axis=2).astype(np.float64))


def slider_margins(data: Encoded, views: Views) -> Ints:
    """Counts of each slider among those who answered each other one; they add up over parts of the data.

    Returns
    -------
    ndarray of int64, shape (views, sliders, 101, sliders)
    """
    kept = _kept_pairs(data)
    return np.stack([_margins(*_rows_of(data, views.rows(view), kept)) for view in range(len(views.mix))])


def slider_products(data: Encoded, views: Views, margins: Ints) -> Whole:
    """Sums of products of ranks, with the ranks of the whole; they add up over parts of the data.

    Returns
    -------
    ndarray, shape (views, sliders, sliders)
        Whole numbers; int64 up to two million stories.
    """
    kept = _kept_pairs(data)
    return np.stack(
        [_products(*_rows_of(data, views.rows(view), kept), centred(margins[view], axis=1))
         for view in range(len(views.mix))]
    )  # fmt: skip


Kept = list[NDArray[np.bool_]]
Codes = NDArray[np.uint8]


def _rows_of(data: Encoded, rows: Ints, kept: Kept) -> tuple[Codes, Codes, Kept]:
    """Codes of one view: of tellers of one story, of tellers of several, and which of these each pair uses."""
    inside = np.zeros(data.n, np.bool_)
    inside[rows] = True
    several = inside[data.repeated]
    inside[data.repeated] = False
    own = [used[several] for used in kept]
    return data.codes[:, inside], data.codes[:, data.repeated[several]], own


def _kept_pairs(data: Encoded) -> Kept:
    """For each slider, shape (repeated stories, sliders): which of them its pairs use."""
    present = (data.codes[:, data.repeated] < SLIDER_LEVELS).T
    return [first_of_teller(data, line[:, None] & present) for line in present.T]


def _margins(single: Codes, several: Codes, kept: Kept) -> Ints:
    """Shape (sliders, 101, sliders): counts of the values of one slider among those who answered another."""
    sliders = len(single)
    present = (single < SLIDER_LEVELS).T.astype(np.float32)
    counts = (one_hot_sliders(single).T @ present).astype(np.int64).reshape(sliders, CODES, sliders)
    for line, used in enumerate(kept):
        if several.shape[1]:
            more = one_hot_sliders(several[line : line + 1]).T @ used.astype(np.float32)
            counts[line] += more.astype(np.int64)
    return counts[:, :SLIDER_LEVELS]


def _products(single: Codes, several: Codes, kept: Kept, ranks: Ints) -> Whole:
    """Sums of products of ranks, shape (sliders, sliders), symmetric; the ranks are those of all parts together."""
    codes = np.concatenate((single, several), axis=1)
    sliders, n = codes.shape
    bound = n * int(np.abs(ranks).max(initial=0)) ** 2
    wide: type = np.int64 if EXACT_FLOATS <= bound < EXACT_WHOLE else np.float64
    looked: Whole = np.zeros((sliders, CODES, sliders), wide)
    looked[:, :SLIDER_LEVELS] = ranks
    flat = codes.T.astype(np.int64) + np.arange(sliders) * CODES
    total: Whole = np.zeros((sliders, sliders), np.int64 if bound < EXACT_WHOLE else np.float64)
    for line in range(sliders - 1):
        mine = looked[line, :, line + 1 :][codes[line]]
        theirs = np.ascontiguousarray(looked[line + 1 :, :, line]).ravel()[flat[:, line + 1 :] - (line + 1) * CODES]
        if several.shape[1]:
            mine[single.shape[1] :] *= kept[line][:, line + 1 :]
        total[line, line + 1 :] = np.einsum("ij,ij->j", mine, theirs)
    return total + total.T


def pair_tables(data: Encoded, groups: Grouping, line: int) -> NDArray[np.int64]:
    """Counts of one slider by each later one, shape (groups, later sliders, 101, 101); they add up over parts."""
    later = range(line + 1, len(data.codes))
    shape = (groups.size, CODES, CODES)
    size = groups.size * CODES * CODES
    single = np.ones(data.n, np.bool_)
    single[data.repeated] = False
    base = (groups.label.astype(np.int32) * CODES + data.codes[line]) * CODES
    tables = np.zeros((groups.size, len(later), SLIDER_LEVELS, SLIDER_LEVELS), np.int64)
    whole = bool(single.all())
    for place, other in enumerate(later):
        index = base + data.codes[other]
        counts = np.bincount(index if whole else index[single], minlength=size).reshape(shape)
        tables[:, place] = counts[:, :SLIDER_LEVELS, :SLIDER_LEVELS]
    if not whole:
        _add_repeated_pairs(data, groups, line, tables)
    return tables


def _add_repeated_pairs(data: Encoded, groups: Grouping, line: int, tables: NDArray[np.int64]) -> None:
    """Add the one story per teller that each pair uses."""
    rows = data.repeated
    present = (data.codes[:, rows] < SLIDER_LEVELS).T
    used = first_of_teller(data, present[:, line, None] & present)
    for place in range(tables.shape[1]):
        other = line + 1 + place
        mine = rows[used[:, other]]
        shape = (tables.shape[0], CODES, CODES)
        index = np.ravel_multi_index((groups.label[mine], data.codes[line, mine], data.codes[other, mine]), shape)
        counts = np.bincount(index, minlength=int(np.prod(shape))).reshape(shape)
        tables[:, place] += counts[:, :SLIDER_LEVELS, :SLIDER_LEVELS]


def from_pair_tables(data: Encoded, views: Views) -> RankSums:
    """Rank sums from whole tables of counts; the diagonal stays empty."""
    sliders = len(data.codes)
    empty = (len(views.mix), sliders, sliders)
    sums = RankSums(np.zeros(empty, np.int64), np.zeros(empty), np.zeros(empty))
    for line in range(sliders - 1):
        add_tables(sums, line, views.combine([pair_tables(data, grouping, line) for grouping in views.groupings]))
    return sums


def add_tables(sums: RankSums, line: int, tables: NDArray[np.int64]) -> None:
    """Fill in the rank sums of one slider with all later ones."""
    n, products, first, second = table_sums(tables)
    later = slice(line + 1, None)
    sums.n[:, line, later] = sums.n[:, later, line] = n
    sums.products[:, line, later] = sums.products[:, later, line] = products
    sums.squares[:, line, later], sums.squares[:, later, line] = first, second


def table_sums(tables: NDArray[np.int64]) -> tuple[Ints, Floats, Floats, Floats]:
    """Rank sums of two-way tables.

    Parameters
    ----------
    tables : ndarray of int64, shape (..., r, c)
        Counts, levels in ascending order.

    Returns
    -------
    n : ndarray of int64, shape (...)
    products, rows, columns : ndarray of float64, shape (...)
        Sum of products of the centred double mid-ranks, and of their squares on either side; whole numbers,
        exact up to two million stories.
    """
    across, down = tables.sum(axis=-1), tables.sum(axis=-2)
    rank_rows, rank_columns = centred(across, -1), centred(down, -1)
    n = across.sum(axis=-1)
    inner = np.matmul(tables.astype(np.float64), rank_columns[..., None].astype(np.float64))[..., 0]
    if n.size and n.max() > EXACT_INTS:
        wide: type = np.float64
    else:
        wide = np.int64
    products = (rank_rows.astype(wide) * inner.astype(wide)).sum(axis=-1)
    rows = (rank_rows.astype(wide) ** 2 * across).sum(axis=-1)
    columns = (rank_columns.astype(wide) ** 2 * down).sum(axis=-1)
    return n, products.astype(np.float64), rows.astype(np.float64), columns.astype(np.float64)
