"""What stands in a column: how often, which words, which numbers, how long; made in one walk through a table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import Any

from vertelpunt.importing.numbers import number

MOST_VALUES = 3_000  # different ones that are remembered
LONGEST_VALUE = 200
PART = 2_000
EXAMPLES, SHOWN = 3, 80


@dataclass
class Profile:
    """What stands in a column. `values` are all different ones, unless there are too `many`."""

    filled: int = 0
    values: Counter[str] = field(default_factory=Counter)
    many: bool = False
    longest: int = 0
    letters: int = 0
    examples: list[str] = field(default_factory=list)
    numbers: int = 0  # of the cells of a column with too many values
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def mean(self) -> float:
        """Return how many letters a cell has."""
        return self.letters / self.filled if self.filled else 0.0

    @property
    def repeats(self) -> bool:
        """Tell whether cells are alike much more often than not."""
        return not self.many and len(self.values) * 2 <= self.filled

    def add(self, cells: Iterable[str]) -> None:
        """Take more cells into account."""
        some = [cell for cell in map(str.strip, cells) if cell]
        self.filled += len(some)
        self.letters += sum(map(len, some))
        self.longest = max(self.longest, max(map(len, some), default=0))
        if not self.many:
            self.values.update(some)
            self.many = len(self.values) > MOST_VALUES or self.longest > LONGEST_VALUE
            if self.many:
                self._numbers(self.values)
        else:
            self._numbers(Counter(some))
        if self.many:
            self.values = Counter(dict(islice(self.values.items(), MOST_VALUES)))
        for cell in some if len(self.examples) < EXAMPLES else ():
            line = " ".join(cell.split())
            short = line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
            if short not in self.examples and len(self.examples) < EXAMPLES:
                self.examples.append(short)

    def _numbers(self, values: Counter[str]) -> None:
        for value, times in values.items():
            found = number(value) if len(value) < 40 else None
            if found is not None:
                self.numbers += times
                self.low = found if self.low is None else min(self.low, found)
                self.high = found if self.high is None else max(self.high, found)


def profiles_of(rows: Iterable[Sequence[str]], width: int) -> tuple[list[Profile], int]:
    """Return what stands in each column, and how many rows there are."""
    found, count, rest = [Profile() for _at in range(width)], 0, iter(rows)
    while part := list(islice(rest, PART)):
        count += len(part)
        for at, profile in enumerate(found):
            profile.add(row[at] if at < len(row) else "" for row in part)
    return found, count


def to_json(profile: Profile, most: int = 60) -> dict[str, Any]:
    """Return what a page shows of a column."""
    return {
        "filled": profile.filled,
        "different": len(profile.values),
        "many": profile.many,
        "examples": profile.examples,
        "common": profile.values.most_common(most) if profile.longest <= LONGEST_VALUE else [],
    }
