"""A triad: three poles, and an answer that lies between them as three whole shares that add up to 100."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeGuard

POLES = 3
WHOLE = 100
MIDDLE = (34, 33, 33)  # the nearest to a third each that whole numbers allow
NEAR = 70  # "mostly" one pole

Shares = tuple[int, ...]


@dataclass(frozen=True)
class Position:
    """A plain place in a triad: all for one pole, mostly one, two alike, or all three alike."""

    shares: Shares
    poles: tuple[int, ...]  # which it is about
    mostly: bool = False


def _of(poles: Sequence[int], mostly: bool = False) -> Position:
    if len(poles) == POLES:
        return Position(MIDDLE, tuple(poles))
    most = NEAR if mostly else WHOLE // len(poles)
    rest = (WHOLE - most * len(poles)) // (POLES - len(poles))
    return Position(tuple(most if at in poles else rest for at in range(POLES)), tuple(poles), mostly)


POSITIONS: tuple[Position, ...] = (
    *(_of([pole], mostly) for pole in range(POLES) for mostly in (False, True)),
    *(_of(pair) for pair in combinations(range(POLES), 2)),
    _of(range(POLES)),
)


def fits(value: object) -> TypeGuard[list[int]]:
    """Tell whether `value` is an answer: three whole shares from 0 to 100 that add up to 100."""
    if not isinstance(value, list) or len(value) != POLES:
        return False
    whole = all(isinstance(share, int) and not isinstance(share, bool) and 0 <= share <= WHOLE for share in value)
    return whole and sum(value) == WHOLE


def written(shares: Sequence[int]) -> str:
    """Return shares as a form sends them: 60-30-10."""
    return "-".join(map(str, shares))


def read(typed: str) -> object:
    """Return the shares in what a form sent, or what was sent when these are no three whole numbers."""
    parts = typed.split("-")
    whole = all(part.isascii() and part.isdigit() and len(part) <= len(str(WHOLE)) for part in parts)
    return [int(part) for part in parts] if whole and len(parts) == POLES else typed


def nearest(shares: Sequence[int]) -> Position:
    """Return the plain place that lies nearest."""

    def far(position: Position) -> int:
        return sum((one - other) ** 2 for one, other in zip(position.shares, shares, strict=True))

    return min(POSITIONS, key=far)
