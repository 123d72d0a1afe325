"""How well each story fits a pattern: in its core, against it, or in the middle. Pure: columns in, numbers out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import ANSWERED, NOT_ASKED, Bools, Column, Dataset, Floats, Option

MIDDLE = (34, 66)
ELSEWHERE = 0.4  # how much of the middle is left of a story that does not speak of what a pattern is about
SMOOTH = 2
FAR = 1000  # between the ends of one group and those of the next
_TWO = (Option("0", ""), Option("1", ""))


@dataclass(frozen=True, eq=False)
class Fit:
    """One number per story; where `known` is false the story says nothing about the pattern.

    `core` runs from -1 (contradicts it) to 1 (is the pattern), `middle` from 0 to 1; `side` names the end of the
    pattern at which a story stands, so that both ends can be shown.
    """

    known: Bools
    core: Floats
    middle: Floats
    side: NDArray[np.int64]

    def within(self, rows: Bools) -> "Fit":
        """Return the same, known only of `rows`."""
        return Fit(self.known & rows, self.core, self.middle, self.side)


def fit_of(dataset: Dataset, kind: str, questions: Sequence[str]) -> Fit:
    """Return how the stories of `dataset` fit the pattern of `kind` about `questions`."""
    if kind.startswith("three_way_") and len(questions) > 2:
        return _by_third(dataset, kind.removeprefix("three_way_"), questions)
    columns = [dataset.column(key) for key in questions[:2]]
    if kind.startswith("middle_"):
        columns[0] = _in_middle(columns[0])
    elif kind.startswith("non_answer_"):
        columns[0] = _silent(columns[0])
    return _single(columns[0]) if len(columns) == 1 else _pair(columns[0], columns[1])


def together(fits: Sequence[Fit]) -> Fit:
    """Return how stories fit several patterns at once: those that show all of them fit best."""
    if len(fits) == 1:
        return fits[0]
    known = np.stack([one.known for one in fits])
    core = np.where(known, np.stack([one.core for one in fits]), 0.0).mean(axis=0)
    middle = np.where(known, np.stack([one.middle for one in fits]), 0.0).mean(axis=0)
    ends = np.where(known, np.stack([one.side for one in fits]), -1)
    side = np.unique(ends, axis=1, return_inverse=True)[1].reshape(-1)
    return Fit(np.asarray(known.any(axis=0)), core, middle, side.astype(np.int64))


def _by_third(dataset: Dataset, kind: str, questions: Sequence[str]) -> Fit:
    """Return how stories fit the pair within their own group of the third question, which may run the other way."""
    third = dataset.column(questions[2])
    groups = _choice(third, None, third.answered)
    whole = _nothing(np.zeros(dataset.size, np.bool_))
    core, middle, side, known = whole.core.copy(), whole.middle.copy(), whole.side.copy(), whole.known.copy()
    for code in np.unique(groups[groups >= 0]).tolist():
        rows = groups == code
        part = fit_of(dataset.keep(rows), kind, questions[:2])
        core[rows], middle[rows], known[rows] = part.core, part.middle, part.known
        side[rows] = part.side + FAR * (code + 1)
    return Fit(known, core, middle, side)


def _in_middle(column: Column) -> Column:
    values = column.values
    inside = (values >= MIDDLE[0]) & (values <= MIDDLE[1])
    if column.kind == "ordered":
        inside = values == (column.middle if column.middle is not None else len(column.options) // 2)
    return Column(column.key, column.label, "nominal", _codes(values < 0, inside), None, _TWO)


def _silent(column: Column) -> Column:
    state = column.state
    return Column(column.key, column.label, "nominal", _codes(state == NOT_ASKED, state == ANSWERED), None, _TWO)


def _codes(missing: Bools, second: Bools) -> NDArray[np.int8]:
    return np.where(missing, -1, np.where(second, 1, 0)).astype(np.int8)


def _pair(first: Column, second: Column) -> Fit:
    known = first.answered & second.answered
    if not known.any():
        return _nothing(known)
    ranked = [column for column in (first, second) if column.kind in ("slider", "ordered")]
    if len(ranked) == 2:
        return _both_ranked(first, second, known)
    if ranked:
        groups = second if ranked[0] is first else first
        choice = _choice(groups, ranked[0], known)
        fit = _by_group(ranked[0], choice, known)
        return _speaking_of_it(fit, choice) if groups.kind == "multi" else fit
    a = _choice(first, None, known)
    return _cells(a, _choice(second, None, known), known)


def _both_ranked(first: Column, second: Column, known: Bools) -> Fit:
    u, v = _ranks(first, known), _ranks(second, known)
    sign = 1.0 if float((u * v)[known].sum()) >= 0 else -1.0
    middle = np.minimum(_to_middle(first, known), _to_middle(second, known))
    return Fit(known, sign * u * v, middle, np.sign(u).astype(np.int64))


def _speaking_of_it(fit: Fit, choice: NDArray[np.int64]) -> Fit:
    """Return `fit` in which the middle is sought first among those who chose what the pattern is about."""
    return Fit(fit.known, fit.core, np.where(choice == 1, fit.middle, ELSEWHERE * fit.middle), fit.side)


def _by_group(ranked: Column, choice: NDArray[np.int64], known: Bools) -> Fit:
    """Return the fit of a rank within groups: high where its group is high, low where it is low."""
    v = _ranks(ranked, known)
    means = np.zeros(int(choice.max()) + 2)
    for code in np.unique(choice[known]):
        means[code] = v[known & (choice == code)].mean()
    largest = float(np.abs(means).max()) or 1.0
    u = means[choice] / largest
    return Fit(known, u * v, _to_middle(ranked, known), np.where(choice >= 0, choice, -1))


def _cells(a: NDArray[np.int64], b: NDArray[np.int64], known: Bools) -> Fit:
    """Return the fit of cells of a table: full where there are more stories than expected."""
    counts = np.zeros((int(a.max()) + 1, int(b.max()) + 1))
    np.add.at(counts, (a[known], b[known]), 1)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    far = np.divide(counts - expected, np.sqrt(expected), out=np.zeros_like(counts), where=expected > 0)
    far /= float(np.abs(far).max()) or 1.0
    core = np.where(known, far[a, b], 0.0)
    return Fit(known, core, 1.0 - np.abs(core), a * counts.shape[1] + b)


def _single(column: Column) -> Fit:
    known = column.answered
    if not known.any():
        return _nothing(known)
    if column.kind == "slider":
        return _shape(column, known)
    choice = _choice(column, None, known)
    share = np.bincount(choice[known], minlength=int(choice.max()) + 1) / known.sum()
    common = share[choice] / float(share.max())
    return Fit(known, 2 * common - 1, 1.0 - np.abs(2 * common - 1), choice)


def _shape(column: Column, known: Bools) -> Fit:
    """Return the fit of one slider: in its core where many stories lie."""
    values = np.maximum(column.values, 0).astype(np.int64)
    bins = np.bincount(values[known] // 10, minlength=11).astype(np.float64)
    full = np.convolve(bins, np.ones(SMOOTH + 1), "same")
    common = 2 * full[values // 10] / float(full.max()) - 1
    return Fit(known, common, 1.0 - np.abs(values - 50) / 50, (values > 50).astype(np.int64))


def _ranks(column: Column, known: Bools) -> Floats:
    """Return mid-ranks from -1 to 1 among the known; 0 elsewhere."""
    values = column.values[known]
    levels, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    upto = np.cumsum(counts) - counts / 2
    ranks = np.zeros(len(column.values))
    ranks[known] = (2 * upto / len(values) - 1)[place] if len(levels) > 1 else 0.0
    return ranks


def _choice(column: Column, ranked: Column | None, known: Bools) -> NDArray[np.int64]:
    """Return one code per story; of a multi-choice question whether it chose the option that matters most."""
    if column.kind == "triad":
        return np.where(known, column.values.argmax(axis=1), -1).astype(np.int64)
    if column.kind != "multi":
        return np.where(known, column.values, -1).astype(np.int64)
    option = _telling_option(column, ranked, known)
    return np.where(known, column.values[:, option], -1).astype(np.int64)


def _telling_option(column: Column, ranked: Column | None, known: Bools) -> int:
    chosen = column.values[known] == 1
    if ranked is None:
        return int(chosen.sum(axis=0).argmax())
    v = _ranks(ranked, known)[known]
    sizes = chosen.sum(axis=0)
    far = np.abs(chosen.T @ v) / np.sqrt(np.maximum(sizes, 1))
    return int(far.argmax())


def _to_middle(column: Column, known: Bools) -> Floats:
    """Return how near an answer lies to the middle of its scale: 1 in the middle, 0 at both ends."""
    half = 50.0 if column.kind == "slider" else max(len(column.options) - 1, 1) / 2
    return np.where(known, 1.0 - np.abs(column.values - half) / half, 0.0)


def _nothing(known: Bools) -> Fit:
    empty = np.zeros(len(known))
    return Fit(known, empty, empty, np.zeros(len(known), np.int64))
