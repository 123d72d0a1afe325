"""Numbers and days as people write them: decimal commas, thousands, five orders of a date; and scales as 0 to 100."""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from vertelpunt.importing.lists import SCALES, STEP_SCALES
from vertelpunt.narrafirma.scales import to_slider

NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:[.,][0-9]{1,15})?|[.,][0-9]{1,15})(?:[eE][+-]?[0-9]{1,2})?")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,15}|[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,15}")
DAY = re.compile(r"([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})(?:[T ].*)?")
ORDERS = ("ymd", "dmy", "mdy")
FIRST, LAST = 1900, 2100
Number = Fraction


def number(text: str) -> Number | None:
    """Return the number in a cell; None when it holds something else.

    >>> number("3,5"), number("-0.25"), number("1.234,5"), number("2e1"), number("ja")
    (Fraction(7, 2), Fraction(-1, 4), Fraction(2469, 2), Fraction(20, 1), None)
    """
    plain = text.strip().removesuffix("%").strip().replace("\N{MINUS SIGN}", "-")
    if NUMBER.fullmatch(plain):
        return Fraction(plain.replace(",", "."))
    if GROUPED.fullmatch(plain):
        comma = plain.rfind(",") > plain.rfind(".")
        return Fraction(plain.replace(".", "").replace(",", ".") if comma else plain.replace(",", ""))
    return None


def place(value: Number, low: Number, high: Number) -> int | None:
    """Return the place of a value on 0 to 100, half rounded up; None outside the scale.

    >>> place(Fraction(0), Fraction(-100), Fraction(100)), place(Fraction(9), Fraction(1), Fraction(9))
    (50, 100)
    >>> place(Fraction(1, 2), Fraction(0), Fraction(1)), place(Fraction(99), Fraction(1), Fraction(9))
    (50, None)
    """
    if low == high:
        return None
    whole = low.denominator * high.denominator
    return to_slider(value * whole, (int(low * whole), int(high * whole)))


def scale_of(low: Number, high: Number) -> tuple[int, int] | None:
    """Return the smallest known scale that values from `low` to `high` fit in, with little room to spare.

    >>> scale_of(Fraction(-80), Fraction(95)), scale_of(Fraction(1, 5), Fraction(1))
    ((-100, 100), (0, 1))
    >>> scale_of(Fraction(2), Fraction(9))
    (1, 9)
    """
    fitting = [(a, b) for a, b in SCALES if a <= low and high <= b]
    return min(fitting, key=lambda scale: scale[1] - scale[0], default=None)


def is_steps(values: Iterable[Number]) -> bool:
    """Tell whether whole numbers are few enough to be steps and not places on a line.

    >>> is_steps(map(Fraction, [1, 2, 4, 5])), is_steps(map(Fraction, [1, 2, 8, 9])), is_steps([Fraction(1, 2)])
    (True, False, False)
    """
    found = set(values)
    whole = all(value.denominator == 1 for value in found)
    return whole and len(found) > 2 and any(a <= min(found) and max(found) <= b for a, b in STEP_SCALES)


def day(text: str, order: str) -> date | None:
    """Return the day in a cell that is written in `order`; a time behind it is left off.

    >>> day("3-4-2026", "dmy"), day("2026-04-03T10:00:00Z", "ymd"), day("31/12/25", "dmy"), day("45000", "ymd")
    (datetime.date(2026, 4, 3), datetime.date(2026, 4, 3), None, None)
    """
    found = DAY.fullmatch(text.strip())
    if found is None:
        return None
    parts = dict(zip(order, found.group(1, 3, 4), strict=True))
    if len(parts["y"]) != 4 or not FIRST <= int(parts["y"]) <= LAST:
        return None
    try:
        return date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None


def orders(values: Iterable[str]) -> list[str]:
    """Return the orders in which all of `values` are days; more than one when that cannot be told.

    >>> orders(["3-4-2026", "25-12-2026"]), orders(["3/4/2026", "5/6/2026"]), orders(["2026-01-31"])
    (['dmy'], ['dmy', 'mdy'], ['ymd'])
    """
    found = list(values)
    return [order for order in ORDERS if found and all(day(value, order) for value in found)]


def shares(values: tuple[Number, Number, Number]) -> tuple[int, ...] | None:
    """Return three parts of 100 or of 1 as whole shares that add up to 100; None when they are no parts of a whole.

    >>> shares((Fraction(333, 10), Fraction(333, 10), Fraction(334, 10))), shares((Fraction(1, 2), Fraction(1, 2), Fraction(0)))
    ((33, 33, 34), (50, 50, 0))
    >>> shares((Fraction(50), Fraction(50), Fraction(50))) is None
    True
    """  # noqa: E501
    total = values[0] + values[1] + values[2]
    whole = next((one for one in (100, 1) if abs(total - one) <= Fraction(one * 3, 200)), None)
    if whole is None or min(values) < 0:
        return None
    exact = [value * 100 / total for value in values]
    found = [int(value) for value in exact]
    by_rest = sorted(range(3), key=lambda at: (found[at] - exact[at], at))
    for at in by_rest[: 100 - sum(found)]:
        found[at] += 1
    return tuple(found)
