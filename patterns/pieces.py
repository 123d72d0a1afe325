"""The parts of a figure: what each is called, how an address asks for it, and which stories are in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from django.utils.translation import gettext as _

from patterns.explorer.conditions import address_name
from patterns.explorer.matching import STATES
from patterns.models import Pattern
from patterns.stats.columns import Bools, Column
from patterns.stats.settings import Settings

LOW, HIGH = Settings().middle_low, Settings().middle_high
UNASKED = tuple(code for code in STATES if code != "not_asked")
Condition = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Piece:
    """One part along a side of a figure; `short` leaves out the question, which stands beside it."""

    name: str
    short: str
    condition: Condition
    rows: Bools


@dataclass(frozen=True, eq=False)
class Part:
    """One part of a figure: a piece, or where two or three pieces meet."""

    pieces: tuple[Piece, ...]
    rows: Bools

    @property
    def name(self) -> str:
        """Return the names of its pieces."""
        return " · ".join(piece.name for piece in self.pieces)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Return how an address asks for it."""
        return tuple(piece.condition for piece in self.pieces)


def sides_of(pattern: Pattern, columns: Mapping[str, Column]) -> list[tuple[Piece, ...]]:
    """Return the pieces along each side of the figure of a pattern; nothing where a question is not there any more."""
    keys = pattern.questions.split()
    if not set(keys) <= set(columns):
        return []
    asked = [columns[key] for key in keys]
    aspect = next((ASPECTS[name] for name in ASPECTS if pattern.kind.startswith(name)), pieces_of)
    return [aspect(asked[0], columns), *(pieces_of(column, columns) for column in asked[1:])]


def pieces_of(column: Column, columns: Mapping[str, Column]) -> tuple[Piece, ...]:
    """Return the thirds of a slider, or the options of a choice."""
    if column.kind == "slider":
        return _thirds(column, columns)
    name = address_name(column, columns)
    if column.kind == "triad":
        most = column.values.argmax(axis=1)
        return tuple(
            Piece(f"{column.label}: {option.label}", option.label, (name, ()), column.answered & (most == place))
            for place, option in enumerate(column.options)
        )
    return tuple(
        Piece(f"{column.label}: {option.label}", option.label, (name, (option.code,)), _having(column, place))
        for place, option in enumerate(column.options)
    )


def _having(column: Column, place: int) -> Bools:
    return np.asarray(column.values[:, place] == 1 if column.values.ndim == 2 else column.values == place)


def _thirds(column: Column, columns: Mapping[str, Column]) -> tuple[Piece, ...]:
    poles = [column.poles[0] or _("left"), _("in the middle"), column.poles[1] or _("right")]
    spans = ((0, LOW - 1), (LOW, HIGH), (HIGH + 1, 100))
    return tuple(
        Piece(
            f"{column.label}: {pole}",
            pole,
            (address_name(column, columns), (f"{low}..{high}",)),
            np.asarray((column.values >= low) & (column.values <= high)),
        )
        for pole, (low, high) in zip(poles, spans, strict=True)
    )


def _middle(column: Column, columns: Mapping[str, Column]) -> tuple[Piece, ...]:
    pieces = pieces_of(column, columns)
    place = 1 if column.kind == "slider" else column.middle if column.middle is not None else len(pieces) // 2
    others = [piece for at, piece in enumerate(pieces) if at != place]
    return (
        _joined(_("in the middle"), column, [pieces[place]]),
        _joined(_("at one of the ends"), column, others),
    )


def _joined(short: str, column: Column, pieces: Sequence[Piece]) -> Piece:
    values = tuple(value for piece in pieces for value in piece.condition[1])
    rows = np.logical_or.reduce([piece.rows for piece in pieces])
    return Piece(f"{column.label}: {short}", short, (pieces[0].condition[0], values), rows)


def _silent(column: Column, columns: Mapping[str, Column]) -> tuple[Piece, ...]:
    rows = ~column.answered & np.isin(column.state, [STATES[code] for code in UNASKED])
    short = _("not answered")
    return (Piece(f"{column.label}: {short}", short, (address_name(column, columns), UNASKED), rows),)


ASPECTS: dict[str, Callable[[Column, Mapping[str, Column]], tuple[Piece, ...]]] = {
    "middle_": _middle,
    "non_answer_": _silent,
}


def parts_of(sides: Sequence[Sequence[Piece]], among: Bools) -> list[Part]:
    """Return every part of a figure, those with more stories than one would expect first; of one question in order."""
    parts = [Part(pieces, np.logical_and.reduce([among, *(one.rows for one in pieces)])) for pieces in product(*sides)]
    return parts if len(sides) < 2 else sorted(parts, key=lambda part: -surplus(part, among))


def surplus(part: Part, among: Bools) -> float:
    """Return how many more stories a part has than one would expect, in standard deviations."""
    total = int(among.sum())
    expected = float(total)
    for piece in part.pieces:
        expected *= int((piece.rows & among).sum()) / total if total else 0.0
    return (int(part.rows.sum()) - expected) / expected**0.5 if expected else 0.0
