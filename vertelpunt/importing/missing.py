"""Words and numbers in a column that may say why there is no answer."""

from collections.abc import Sequence
from fractions import Fraction

from vertelpunt.importing import numbers
from vertelpunt.importing.lists import ANSWER, DOUBT, MISSING_NUMBERS, SKIPPED, SURE_WORDS, steps_of
from vertelpunt.importing.mapping import Column
from vertelpunt.importing.numbers import is_steps
from vertelpunt.importing.profile import Profile

ON_A_LINE = (77, 88, 98, 99)


def missing_in(profile: Profile, column: Column) -> tuple[dict[str, str], list[str]]:
    """Return words that may say why there is no answer with what they are read as, and which of them are doubtful."""
    found: dict[str, str] = {}
    doubts: list[str] = []
    kept = [] if profile.longest > 1000 and column.kind == "story" else list(profile.values)
    numeric = is_numeric(profile)
    measured = numeric or _of_steps(profile)
    for value in kept:
        word = value.lower()
        if word in SURE_WORDS:
            found[word] = SURE_WORDS[word]
        elif word in DOUBT:
            found[word] = SKIPPED if measured else ANSWER
            doubts.append(f"missing:{word}")
    for word in missing_numbers(profile) if numeric else ():
        found[word] = SKIPPED
        doubts.append(f"missing:{word}")
    for word in _lonely_numbers(profile) if numeric else ():
        found[word] = ANSWER
        doubts.append(f"missing:{word}")
    return found, doubts


def is_numeric(profile: Profile) -> bool:
    """Tell whether nearly all cells that may be answers hold a number."""
    words = {value: times for value, times in profile.values.items() if not may_be_missing(value)}
    if profile.many:
        return profile.numbers >= 0.95 * profile.filled
    numeric = sum(times for value, times in words.items() if numbers.number(value) is not None)
    return bool(words) and numeric >= 0.95 * sum(words.values())


def _of_steps(profile: Profile) -> bool:
    """Tell whether what is certainly an answer is one of steps in a known order, such as agree and disagree."""
    words = frozenset(value.lower() for value in profile.values if not may_be_missing(value))
    return not profile.many and bool(steps_of(words))


def may_be_missing(value: str) -> bool:
    """Tell whether a word is often written for no answer."""
    return value.lower() in SURE_WORDS or value.lower() in DOUBT


def missing_numbers(profile: Profile) -> list[str]:
    """Return numbers that stand far outside the others and are often written for no answer."""
    known = {value: found for value in profile.values if (found := numbers.number(value)) is not None}
    rest = [found for found in known.values() if found not in MISSING_NUMBERS]
    if not rest:
        return []
    low, high = min(rest), max(rest)
    far = {-1: low >= 0, **{code: (code > 0 and high <= 10) or code < 0 <= low for code in MISSING_NUMBERS - {-1}}}
    far |= {code: high <= 100 for code in MISSING_NUMBERS if code > 100}
    far |= {code: low >= -10 and code < 3 * low - 20 for code in (-99, -999) if low < 0}
    away = {code for code in MISSING_NUMBERS if far.get(code, False)} | _above_steps(rest)
    return [value for value, found in known.items() if found in away]


def _above_steps(values: Sequence[Fraction]) -> set[int]:
    """Return 9, or 8 and 9, where they stand apart above steps: many write them for no answer.

    >>> _above_steps([*map(Fraction, (1, 2, 3, 4, 5, 9))]), _above_steps([*map(Fraction, (1, 3, 5, 9))])
    ({9}, set())
    """
    codes = {9} if Fraction(8) not in values else {8, 9}
    steps = {one for one in values if one not in codes}
    few = len(steps) > 3 or (len(steps) == 3 and max(steps) - min(steps) == 2)
    return codes if Fraction(9) in values and few and is_steps(steps) and max(steps) < min(codes) - 1 else set()


def _lonely_numbers(profile: Profile) -> list[str]:
    """Return 77, 88 or 99 on a line to 100 where it stands far above all others, or comes much more often than others.

    It may be an answer, or say that there is none.
    """
    known = {value: found for value in profile.values if (found := numbers.number(value)) is not None}
    top = max(known.values(), default=Fraction(0))
    rest = [found for found in known.values() if found != top]
    if profile.many or top > 100 or not rest or max(rest) <= 10:
        return []
    often = max(5.0, 3 * profile.filled / len(profile.values))
    return [
        value
        for value, found in known.items()
        if found in ON_A_LINE
        and (profile.values[value] >= often or (found == top and max(rest) <= top - 20 and profile.values[value] > 1))
    ]
