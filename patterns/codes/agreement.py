"""How far readers agree, and what counts where they do not. Pure."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

Kind = Literal["choice", "multi", "ordered", "slider", "note"]
Value = str | int | tuple[str, ...] | None
NEAR = 15  # places on a slider (0 to 100) within which two readers say the same
CANNOT_TELL: Value = None


@dataclass(frozen=True)
class Agreement:
    """How far two readers agree on the stories that both read."""

    first: str
    second: str
    stories: int
    same: float
    kappa: float | None


def settled(kind: Kind, values: Sequence[Value]) -> Value:
    """Return what counts for a story of which readers said `values`: what more than half of them say, else nothing.

    Parameters
    ----------
    kind : str
        How the question is answered.
    values : sequence
        One value per reader; None where a reader says that it cannot be told from the story.

    Returns
    -------
    str, int, tuple of str or None
        None when readers differ so that nothing has a majority, or when most of them cannot tell. Of several
        answers each is decided apart; one that is undecided leaves the whole undecided. On a slider the median,
        if more than half of the readers stand within `NEAR` places of it.
    """
    if len(values) == 1:
        return values[0]
    known = [value for value in values if value is not CANNOT_TELL]
    if not known or 2 * len(known) <= len(values):
        return None
    if kind == "slider":
        return _middle([value for value in known if isinstance(value, int)], len(values))
    if kind == "multi":
        return _each([value for value in known if isinstance(value, tuple)], len(values))
    value, count = Counter(known).most_common(1)[0]
    return value if 2 * count > len(values) else None


def _middle(given: Sequence[int], readers: int) -> int | None:
    ordered = sorted(given)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    median = (low + high) / 2
    near = sum(abs(value - median) <= NEAR for value in given)
    return int(median + 0.5) if 2 * near > readers else None


def _each(given: Sequence[tuple[str, ...]], readers: int) -> tuple[str, ...] | None:
    votes = Counter(code for value in given for code in set(value))
    against = Counter({code: len(given) - count for code, count in votes.items()})
    undecided = any(2 * max(votes[code], against[code]) <= readers for code in votes)
    return None if undecided else tuple(sorted(code for code in votes if votes[code] > against[code]))


def cohens_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Return how far two readers agree beyond chance.

    Parameters
    ----------
    first, second : sequence
        What each said about the same stories, in the same order.

    Returns
    -------
    float or None
        1 when they always agree, 0 when they agree as often as chance would; None for no stories, or when both
        always said the same one thing, so that there is no chance to compare with.

    Raises
    ------
    ValueError
        When the two are of different length.

    Notes
    -----
    kappa = (p_o - p_e) / (1 - p_e), with p_o the share of agreement and p_e the agreement to be expected from how
    often each reader used each answer. Cohen, J. (1960). A coefficient of agreement for nominal scales.
    Educational and Psychological Measurement 20 (1), 37-46.
    """
    if len(first) != len(second):
        raise ValueError("the readers did not read the same stories")
    size = len(first)
    if not size:
        return None
    same = sum(one == other for one, other in zip(first, second, strict=True))
    of_first, of_second = Counter(first), Counter(second)
    chance = sum(count * of_second[value] for value, count in of_first.items())
    return None if chance == size * size else (same * size - chance) / (size * size - chance)


def alike(kind: Kind, one: Value, other: Value) -> bool:
    """Tell whether two readers say the same."""
    if kind == "slider" and isinstance(one, int) and isinstance(other, int):
        return abs(one - other) <= NEAR
    return one == other


def agreements(kind: Kind, said: Mapping[str, Mapping[str, Value]]) -> list[Agreement]:
    """Return how far each two readers agree; `said` has what each reader said by story.

    Kappa is for answers that are chosen; on a slider two readers within `NEAR` places say the same, without kappa.
    """
    found = []
    for first, second in combinations(sorted(said), 2):
        both = sorted(said[first].keys() & said[second].keys())
        if not both:
            continue
        pairs = [(said[first][story], said[second][story]) for story in both]
        same = sum(alike(kind, one, other) for one, other in pairs) / len(pairs)
        kappa = None if kind == "slider" else cohens_kappa([one for one, _ in pairs], [other for _, other in pairs])
        found.append(Agreement(first, second, len(both), same, kappa))
    return found
