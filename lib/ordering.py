"""One place earlier or later in an order."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def moved(order: Sequence[T], place: int, *, earlier: bool) -> list[T]:
    """Return `order` with what stands at `place` one place earlier or later; at the end of the row nothing moves.

    >>> moved("abc", 1, earlier=True), moved("abc", 2, earlier=False)
    (['b', 'a', 'c'], ['a', 'b', 'c'])
    """
    result, other = list(order), place - 1 if earlier else place + 1
    if 0 <= other < len(result):
        result[place], result[other] = result[other], result[place]
    return result
