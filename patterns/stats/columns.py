"""What the statistics see: integer columns, one for each question or background fact, and their stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Codes = NDArray[np.signedinteger]

Kind = Literal["slider", "ordered", "nominal", "multi", "triad"]
Role = Literal[
    "question", "audience", "region", "channel", "period", "language", "length", "track", "reader", "background"
]
READERS = "reader."  # the keys of what readers judged begin with it
TRACKS = "story.track"  # on which track readers placed a story

MISSING = -1
ANSWERED, NOT_APPLICABLE, SKIPPED, NOT_ASKED = 0, 1, 2, 3
SLIDER_TOP = 100
TRIAD_POLES = 3
SLIDER_LEVELS = SLIDER_TOP + 1


class BadColumn(ValueError):
    """A column that cannot be what it says it is (text in a slider, an unknown code, a wrong length)."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer option of a choice, or one pole of a triad."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One question or background fact, as integers.

    Parameters
    ----------
    key : str
        Stable key of the question, or the name of the background fact.
    label : str
        Short name that people see.
    kind : {"slider", "ordered", "nominal", "multi", "triad"}
        How the values are read.
    values : ndarray of signed integers
        ``slider``: shape (n,), 0..100. ``ordered`` and ``nominal``: shape (n,), index of the option.
        ``multi``: shape (n, k), 0 or 1 for each option. ``triad``: shape (n, 3), shares that add up to 100.
        ``MISSING`` (-1) wherever there is no answer.
    states : ndarray of uint8, optional
        Shape (n,): ``ANSWERED``, ``NOT_APPLICABLE``, ``SKIPPED`` or ``NOT_ASKED``. Derived from the
        missing values (as *not asked*) when left out.
    options : tuple of Option
        In the order of the codes; for an ordered choice from least to most. Empty for a slider.
    role : str
        ``"question"``, or which background fact this is.
    poles : tuple of str
        The words at the ends of a slider.
    middle : int, optional
        Which option of an ordered choice is its middle, if it has one.
    """

    key: str
    label: str
    kind: Kind
    values: Codes
    states: NDArray[np.uint8] | None = None
    options: tuple[Option, ...] = ()
    role: Role = "question"
    poles: tuple[str, str] = ("", "")
    middle: int | None = None

    def __post_init__(self) -> None:
        """Refuse values that do not fit the kind."""
        check_column(self)

    @property
    def is_question(self) -> bool:
        """Whether a teller answered it, as against a fact about the story."""
        return self.role == "question"

    @property
    def answered(self) -> Bools:
        """Shape (n,): where there is an answer (for multi-choice: to at least one of its options)."""
        present = self.values >= 0
        return np.asarray(present.any(axis=1) if self.values.ndim == 2 else present)

    @property
    def state(self) -> NDArray[np.uint8]:
        """Shape (n,): the four answer states; without states of its own, missing counts as not asked."""
        if self.states is not None:
            return self.states
        return np.where(self.answered, ANSWERED, NOT_ASKED).astype(np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Subset:
    """A selection of stories (a region, a theme) that is compared with the rest.

    Attributes
    ----------
    member : ndarray of bool, shape (n,)
        The stories of the selection.
    against : ndarray of bool, optional
        The other selection; the complement when left out. Stories in both are left out of the tests.
    defined_by : tuple of str
        Keys of the columns that the selection is made of: it is not compared with the rest on these.
    unknown : ndarray of bool, optional
        The stories of which nobody can say on which side they are, for want of an answer; they are on neither.
    """

    key: str
    label: str
    member: Bools
    against: Bools | None = None
    rest_label: str = ""
    defined_by: tuple[str, ...] = ()
    unknown: Bools | None = None

    @property
    def unplaced(self) -> int:
        """How many stories are on neither side, because of a missing answer."""
        return 0 if self.unknown is None else int(self.unknown.sum())

    def column(self) -> Column:
        """Membership as a nominal choice: 0 in the selection, 1 in the rest, missing in both, neither or unknown."""
        rest = ~self.member if self.against is None else self.against
        values = np.where(self.member & ~rest, 0, np.where(rest & ~self.member, 1, MISSING)).astype(np.int8)
        if self.unknown is not None:
            values[self.unknown] = MISSING
        options = (Option("in", self.label), Option("rest", self.rest_label or "rest"))
        return Column(self.key, self.label, "nominal", values, None, options, "background")


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """The columns of one set of stories, in any order of the stories.

    Attributes
    ----------
    columns : tuple of Column
        Questions and background facts; every column has the same number of stories.
    tellers : ndarray of int64, optional
        Shape (n,): equal numbers were told by the same person; ``MISSING`` where that is not known.
    digests : ndarray of uint64, optional
        Shape (n,): the first eight bytes of each story's keyed digest: decides, whatever the order of the
        stories, which story of a teller is tested. Needed when ``tellers`` is given.
    digest : str
        Keyed digest of the whole set, as kept with the evaluation.
    """

    columns: tuple[Column, ...]
    tellers: Ints | None = None
    digests: NDArray[np.uint64] | None = None
    digest: str = ""
    size: int = field(default=-1)

    def __post_init__(self) -> None:
        """Refuse columns of different lengths and keys that occur twice."""
        if self.size < 0:
            object.__setattr__(self, "size", len(self.columns[0].values) if self.columns else 0)
        keys = [column.key for column in self.columns]
        if len(set(keys)) < len(keys):
            raise BadColumn("two columns have the same key")
        if any(len(column.values) != self.size for column in self.columns):
            raise BadColumn("the columns differ in length")
        if self.tellers is not None and self.digests is None:
            raise BadColumn("tellers are given without the digests of their stories")

    def column(self, key: str) -> Column:
        """The column of this key; KeyError when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def with_role(self, role: Role) -> Column | None:
        """The first column with this role (audience, channel, period ...), or none."""
        return next((column for column in self.columns if column.role == role), None)

    def keep(self, rows: Bools | Ints, *, without: Sequence[str] = ()) -> Dataset:
        """The same columns for some of the stories, leaving out the columns named in ``without``."""
        kept = tuple(take_rows(column, rows) for column in self.columns if column.key not in without)
        size = len(np.arange(self.size)[rows])
        tellers = None if self.tellers is None else self.tellers[rows]
        digests = None if self.digests is None else self.digests[rows]
        return Dataset(kept, tellers, digests, self.digest, size)


def take_rows(column: Column, rows: Bools | Ints) -> Column:
    """The same column for some of the stories."""
    states = None if column.states is None else column.states[rows]
    return Column(
        column.key, column.label, column.kind, column.values[rows], states,
        column.options, column.role, column.poles, column.middle,
    )  # fmt: skip


def codes(values: ArrayLike) -> Codes:
    """Whole numbers as a compact array; BadColumn for text, fractions and what is not a number."""
    given = np.asarray(values)
    if given.size == 0:
        return given.astype(np.int8)
    if given.dtype.kind not in "iub":
        raise BadColumn("the values are not whole numbers")
    wide = given.astype(np.int64)
    return wide.astype(np.int8 if wide.min() >= -128 and wide.max() < 128 else np.int32)


def check_column(column: Column) -> None:
    """Raise BadColumn when values, states or options contradict the kind."""
    values, wide = column.values, {"multi": len(column.options), "triad": TRIAD_POLES}.get(column.kind)
    if values.dtype.kind != "i":
        raise BadColumn(f"{column.key}: the values are not whole numbers")
    if values.ndim != (1 if wide is None else 2) or (wide is not None and values.shape[1] != wide):
        raise BadColumn(f"{column.key}: the values have the wrong shape")
    if column.states is not None and column.states.shape != (len(values),):
        raise BadColumn(f"{column.key}: the states have the wrong length")
    top = {"slider": SLIDER_TOP, "triad": SLIDER_TOP, "multi": 1}.get(column.kind, len(column.options) - 1)
    if values.size and (values.min() < MISSING or values.max() > top):
        raise BadColumn(f"{column.key}: a value lies outside {MISSING}..{top}")
    if column.kind == "triad":
        check_triad(column)
    if column.states is not None and ((column.states == ANSWERED) & ~column.answered).any():
        raise BadColumn(f"{column.key}: called answered where there is no answer")


def check_triad(column: Column) -> None:
    """Raise BadColumn for a triad without three names, or whose shares do not add up."""
    if len(column.options) != TRIAD_POLES:
        raise BadColumn(f"{column.key}: a triad needs the names of its three poles")
    if not np.isin(column.values.astype(np.int64).sum(axis=1), (SLIDER_TOP, TRIAD_POLES * MISSING)).all():
        raise BadColumn(f"{column.key}: the shares do not add up to {SLIDER_TOP}")
