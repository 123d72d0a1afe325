"""All pairs of questions as a table: the size of each effect, how it compares with what is called strong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from patterns.dataset import vertelpunt_layout
from patterns.models import Evaluation
from patterns.numbers import decimal
from patterns.stats.settings import Settings
from patterns.wishes import PAIR, SINGLES, names
from patterns.words import EFFECTS, VERDICTS
from vertelpunt.models import Vertelpunt

ORDERS: dict[str, Promise] = {
    "near": gettext_lazy("what goes together beside each other"),
    "asked": gettext_lazy("as they are asked"),
}
DIRECTED = ("rho", "tau_b")  # effects with a direction that means the same for every pair
STEPS = (0.5, 1.0, 2.0)  # times the threshold from which a colour is darker


@dataclass(frozen=True)
class Cell:
    """Where two questions meet: the pattern, its effect, and which colour; without a key nothing was tested."""

    key: str = ""
    text: str = ""
    look: str = "untested"
    words: str = ""


@dataclass(frozen=True)
class Line:
    """One question with its cells; the diagonal has the question alone."""

    number: int
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """The whole table."""

    lines: tuple[Line, ...]
    tested: int
    strong: int


@dataclass(frozen=True)
class Found:
    """What is read of a pattern."""

    key: str
    effect: str
    size: float
    verdict: str


def matrix_of(evaluation: Evaluation, vertelpunt: Vertelpunt, order: str) -> Matrix:
    """Return the table of all questions that were evaluated."""
    found, settings = _found(evaluation), Settings.from_dict(evaluation.settings)
    known = names(evaluation)
    keys = _as_asked(list(known), vertelpunt)
    if order == "near":
        keys = _near(keys, found, settings)
    alone = dict(_alone(evaluation))
    lines = tuple(
        Line(number, known[key], tuple(_cell(key, other, found, alone, settings) for other in keys))
        for number, key in enumerate(keys, start=1)
    )
    return Matrix(lines, len(found), sum(one.verdict == "strong" for one in found.values()))


def _found(evaluation: Evaluation) -> dict[frozenset[str], Found]:
    rows = evaluation.patterns.filter(PAIR, audience="", tested=True, size__isnull=False)
    read = rows.values_list("questions", "key", "effect", "size", "verdict")
    return {
        frozenset(questions.split()): Found(key, effect, size or 0.0, verdict)
        for questions, key, effect, size, verdict in read
    }


def _alone(evaluation: Evaluation) -> list[tuple[str, str]]:
    rows = evaluation.patterns.filter(kind__in=SINGLES, audience="").values_list("questions", "key")
    return [(questions.strip(), key) for questions, key in rows]


def _as_asked(keys: Sequence[str], vertelpunt: Vertelpunt) -> list[str]:
    """Return questions in the order in which they are asked, what is known of each story after them."""
    asked = [field.question.key for field in vertelpunt_layout(vertelpunt).fields]
    places = {key: place for place, key in enumerate(asked)}
    return sorted(keys, key=lambda key: (places.get(key, len(places)), key))


def _near(keys: Sequence[str], found: Mapping[frozenset[str], Found], settings: Settings) -> list[str]:
    """Return questions so that those with large effects stand beside each other (by the Fiedler vector)."""
    if len(keys) < 3:
        return list(keys)
    weights = np.full((len(keys), len(keys)), 1e-3)
    for one, first in enumerate(keys):
        for other, second in enumerate(keys[:one]):
            pair = found.get(frozenset((first, second)))
            if pair:
                weights[one, other] = weights[other, one] = 1e-3 + min(strength(pair, settings), 4.0) ** 2
    np.fill_diagonal(weights, 0.0)
    _values, vectors = np.linalg.eigh(np.diag(weights.sum(axis=1)) - weights)
    line = np.round(vectors[:, 1], 9)
    line = line if line[int(np.argmax(np.abs(line)))] < 0 else -line  # the sign of a vector is nobody's choice
    return [keys[place] for place in np.argsort(line, kind="stable")]


def strength(pair: Found, settings: Settings) -> float:
    """Return how many times the threshold an effect is; of eta squared by square roots, as patterns are ranked."""
    threshold, size = settings.threshold(pair.effect), abs(pair.size)
    return sqrt(size / threshold) if pair.effect == "eta2" else size / threshold


def _cell(
    key: str,
    other: str,
    found: Mapping[frozenset[str], Found],
    alone: Mapping[str, str],
    settings: Settings,
) -> Cell:
    if key == other:
        return Cell(alone.get(key, ""), "", "alone", _("this question alone"))
    pair = found.get(frozenset((key, other)))
    if pair is None:
        return Cell(words=_("not tested"))
    size = pair.size if pair.effect in DIRECTED else abs(pair.size)
    step = sum(strength(pair, settings) >= limit for limit in STEPS)
    words = f"{EFFECTS[pair.effect]} {decimal(size, 2)}, {VERDICTS[pair.verdict]}"
    look = f"{'less' if size < 0 else 'more'}-{step}{' is-strong' if pair.verdict == 'strong' else ''}"
    return Cell(pair.key, decimal(size, 2), look, words)
