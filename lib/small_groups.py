"""Small groups in figures for others: which numbers are hidden, so that the rest does not give them away; pure."""

from collections.abc import Sequence


def shown(counts: Sequence[int], smallest: int) -> list[int | None]:
    """Return `counts`, parts of a total that is shown, with None for what stays hidden.

    Hidden is what is above nothing and below `smallest`, and as many others as it takes, the smallest first: together
    they must leave so much room that no hidden number has only one possible value, also for who knows this rule
    (tried for all small tables in the tests). Where there are not enough others, all parts are hidden.

    >>> shown([120, 45, 2], 5), shown([3, 0, 40, 9], 5), shown([4, 1], 5)
    ([120, None, None], [None, 0, 40, None], [None, None])
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < smallest}
    others = sorted((count, place) for place, count in enumerate(counts) if count >= smallest)
    while hidden and not _safe([counts[place] for place in hidden], smallest):
        if not others:
            return [None] * len(counts)
        hidden.add(others.pop(0)[1])
    return [None if place in hidden else count for place, count in enumerate(counts)]


def _safe(hidden: Sequence[int], smallest: int) -> bool:
    return len(hidden) > 1 and sum(hidden) >= 2 * smallest + len(hidden)


def shown_alone(count: int, smallest: int) -> int | None:
    """Return a number that is part of nothing else that is shown; None when it is too small."""
    return None if 0 < count < smallest else count


def shown_of(part: int, whole: int, smallest: int) -> int | None:
    """Return a part of a whole that is shown; None when it, or what is left, is too small."""
    return shown([part, whole - part], smallest)[0]
