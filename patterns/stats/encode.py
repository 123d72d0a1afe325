"""From columns to what is counted: slider codes, factors with a few levels each, and who answered what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import (
    ANSWERED,
    MISSING,
    NOT_ASKED,
    SLIDER_LEVELS,
    Bools,
    Column,
    Dataset,
    Ints,
    Kind,
)
from patterns.stats.settings import Settings

SLIDER_MISSING = SLIDER_LEVELS
ASPECTS = ("middle", "non_answer")  # other ways to look at a question, each with a switch in Settings
MIDDLE_LEVELS = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """One side of a pattern: a question as it is, a slider's middle against its ends, or not answering.

    ``rows`` are slider rows (three for a triad), ``blocks`` are factors (one for each option of a
    multi-choice question); one of the two is empty. ``mask`` says which stories have it.
    """

    column: int
    kind: Kind
    aspect: str
    rows: tuple[int, ...]
    blocks: tuple[int, ...]
    mask: int


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A dataset ready to be counted.

    Attributes
    ----------
    codes : ndarray of uint8, shape (sliders, n)
        0..100, and 101 where there is no answer.
    factors : ndarray of int16, shape (blocks, n)
        Level of each story in each factor, or -1.
    starts, sizes : ndarray of int64, shape (blocks,)
        Where the levels of a factor stand among all levels, and how many it has.
    masks : ndarray of bool, shape (masks, n)
        Who has an answer to (or was asked) what.
    row_mask, block_mask : ndarray of int64
        Which mask belongs to each slider row and to each factor.
    repeated : ndarray of int64
        Rows of the stories whose teller told several, sorted by teller and then by digest.
    teller_start : ndarray of int64
        For each of those rows the position in ``repeated`` of the first of the same teller.
    """

    n: int
    codes: NDArray[np.uint8]
    factors: NDArray[np.int16]
    starts: Ints
    sizes: Ints
    masks: Bools
    row_mask: Ints
    block_mask: Ints
    units: tuple[Unit, ...]
    repeated: Ints
    teller_start: Ints

    @property
    def levels(self) -> int:
        """How many levels all factors have together."""
        return int(self.sizes.sum())

    @property
    def level_mask(self) -> Ints:
        """Shape (levels,): the mask of each level's factor."""
        return np.repeat(self.block_mask, self.sizes)


@dataclass(slots=True)
class _Builder:
    """Collects rows, factors and masks while the columns are gone through."""

    codes: list[NDArray[np.uint8]] = field(default_factory=list)
    factors: list[NDArray[np.int16]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    masks: list[Bools] = field(default_factory=list)
    row_mask: list[int] = field(default_factory=list)
    block_mask: list[int] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    def mask(self, present: Bools) -> int:
        """Keep a mask; its index."""
        self.masks.append(present)
        return len(self.masks) - 1

    def row(self, values: NDArray[np.signedinteger], mask: int) -> int:
        """Keep a slider row; its index."""
        self.codes.append(np.where(values < 0, SLIDER_MISSING, values).astype(np.uint8))
        self.row_mask.append(mask)
        return len(self.codes) - 1

    def block(self, values: NDArray[np.signedinteger], size: int, mask: int) -> int:
        """Keep a factor; its index."""
        self.factors.append(values.astype(np.int16))
        self.sizes.append(size)
        self.block_mask.append(mask)
        return len(self.factors) - 1


def encode(
    dataset: Dataset,
    columns: Sequence[Column],
    settings: Settings,
    aspects: Sequence[str] = (),
    subsets: Collection[str] = (),
) -> Encoded:
    """Make the countable form of some columns.

    Parameters
    ----------
    aspects : sequence of str
        Which units to make beside the questions themselves: some of `ASPECTS`.
    subsets : collection of str
        Keys of the columns that say whether a story belongs to a selection.
    """
    build = _Builder()
    for index, column in enumerate(columns):
        _add_column(build, index, column, "subset" if column.key in subsets else "")
    if "middle" in aspects:
        _add_middles(build, columns, settings)
    if "non_answer" in aspects:
        _add_non_answers(build, columns)
    return _finish(build, dataset)


def _add_column(build: _Builder, index: int, column: Column, aspect: str) -> None:
    """One unit for the question itself."""
    answered = column.answered
    mask = build.mask(answered)
    rows: tuple[int, ...] = ()
    blocks: tuple[int, ...] = ()
    if column.kind == "slider":
        rows = (build.row(column.values, mask),)
    elif column.kind == "triad":
        rows = tuple(build.row(column.values[:, pole], mask) for pole in range(3))
    elif column.kind == "multi":
        blocks = tuple(_option_block(build, column, option, answered, mask) for option in range(len(column.options)))
    else:
        blocks = (build.block(column.values, len(column.options), mask),)
    build.units.append(Unit(index, column.kind, aspect, rows, blocks, mask))


def _option_block(build: _Builder, column: Column, option: int, answered: Bools, mask: int) -> int:
    """A yes/no factor (level 0 is yes); an option with missing values of its own gets a mask of its own."""
    values = column.values[:, option]
    present = values >= 0
    own = mask if (present == answered).all() else build.mask(present)
    return build.block(np.where(present, 1 - values, MISSING), 2, own)


def _add_middles(build: _Builder, columns: Sequence[Column], settings: Settings) -> None:
    """For each slider a factor: 0 in the middle, 1 at either end."""
    for index, column in enumerate(columns):
        if column.kind == "slider" and column.is_question:
            values = column.values
            middle = (values >= settings.middle_low) & (values <= settings.middle_high)
            mask = build.units[index].mask
            block = build.block(np.where(values < 0, MISSING, np.where(middle, 0, 1)), MIDDLE_LEVELS, mask)
            build.units.append(Unit(index, "nominal", "middle", (), (block,), mask))


def _add_non_answers(build: _Builder, columns: Sequence[Column]) -> None:
    """For each question a factor: 0 not answered (skipped or not applicable), 1 answered; not asked is left out."""
    for index, column in enumerate(columns):
        if not column.is_question:
            continue
        state = column.state
        asked = state != NOT_ASKED
        silent = asked & (state != ANSWERED)
        if not silent.any():
            continue
        mask = build.mask(asked)
        values = np.where(silent, 0, np.where(asked, 1, MISSING)).astype(np.int16)
        build.units.append(Unit(index, "nominal", "non_answer", (), (build.block(values, 2, mask),), mask))


def _finish(build: _Builder, dataset: Dataset) -> Encoded:
    """Stack what was collected."""
    n = dataset.size
    repeated, first = repeated_stories(dataset)
    sizes = np.array(build.sizes, np.int64)
    return Encoded(
        n=n,
        codes=np.array(build.codes, np.uint8).reshape(len(build.codes), n),
        factors=np.array(build.factors, np.int16).reshape(len(build.factors), n),
        starts=np.cumsum(sizes) - sizes,
        sizes=sizes,
        masks=np.array(build.masks, np.bool_).reshape(len(build.masks), n),
        row_mask=np.array(build.row_mask, np.int64),
        block_mask=np.array(build.block_mask, np.int64),
        units=tuple(build.units),
        repeated=repeated,
        teller_start=first,
    )


def tellers_in(data: Encoded, member: Bools) -> int:
    """How many tellers told the stories of a selection; a story without a known teller counts as one."""
    several = member[data.repeated]
    return int(member.sum()) - int(several.sum()) + len(np.unique(data.teller_start[several]))


def repeated_stories(dataset: Dataset) -> tuple[Ints, Ints]:
    """Rows of stories whose teller told more than one, by teller and digest, and where each teller begins."""
    none = np.zeros(0, np.int64)
    if dataset.tellers is None or dataset.digests is None or dataset.size == 0:
        return none, none
    _, inverse, counts = np.unique(dataset.tellers, return_inverse=True, return_counts=True)
    several = (counts[inverse] > 1) & (dataset.tellers != MISSING)
    rows = np.flatnonzero(several)
    rows = rows[np.lexsort((dataset.digests[rows], dataset.tellers[rows]))]
    tellers = dataset.tellers[rows]
    new = np.r_[True, tellers[1:] != tellers[:-1]] if len(rows) else np.zeros(0, np.bool_)
    starts = np.flatnonzero(new)
    return rows.astype(np.int64), np.repeat(starts, np.diff(np.r_[starts, len(rows)])).astype(np.int64)
