"""Scales: the poles and range of a slider, and its values on 0 to 100."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
NOTHING = {"undefined", "NaN", "null"}


@dataclass(frozen=True)
class Scale:
    """What the answers cells of a scale say; `given` is its own range, if it has one."""

    poles: tuple[str, str]
    na_label: str
    given: tuple[int, int] | None


def whole(text: str) -> int | None:
    """Return a whole number; None when the text is something else."""
    return int(text) if WHOLE.fullmatch(text) else None


def read_range(cells: Sequence[str]) -> tuple[int, int] | None:
    """Return the lowest and the highest value; None when the cells are no range."""
    numbers = [whole(cell) for cell in cells]
    if len(numbers) != 2:
        return None
    low, high = numbers
    return (low, high) if low is not None and high is not None and low < high else None


def read_scale(cells: Sequence[str]) -> Scale | None:
    """Return the scale of left, right [, does not apply] [, lowest, highest]; None if it is none."""
    cells = [cell for cell in cells if cell not in NOTHING]
    if len(cells) > 5:
        return None
    poles = cells[:2] + ["0", "100"][len(cells[:2]) :]
    rest = cells[2:]
    given = read_range(rest[-2:]) if len(rest) >= 2 else None
    if len(rest) >= 2 and given is None:
        return None
    label = rest[0] if len(rest) in (1, 3) else ""
    return None if whole(label) is not None else Scale((poles[0], poles[1]), label, given)


def number(text: str) -> Fraction | None:
    """Return the number in a cell, with a decimal point or comma; None when it holds something else."""
    return Fraction(Decimal(text.replace(",", "."))) if NUMBER.fullmatch(text) else None


def to_slider(value: Fraction, scale: tuple[int, int]) -> int | None:
    """Return the place of a value on 0 to 100, half rounded up; None when it is outside the scale."""
    low, high = scale
    if not low <= value <= high:
        return None
    return math.floor((value - low) * 100 / (high - low) + Fraction(1, 2))
