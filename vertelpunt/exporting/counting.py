"""How often each answer was given in a file, counted while its rows go by."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt

from lib.small_groups import shown
from vertelpunt.exporting.columns import Cell, Column
from vertelpunt.exporting.fields import Mark

TENS = 10


@dataclass
class Tally:
    """The counts of one column; a number is counted by its value, so that mean and spread are exact."""

    column: Column
    counts: Counter[int | str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)

    def add(self, cell: Cell) -> None:
        """Count one cell."""
        if isinstance(cell, Mark):
            self.missing[cell.value] += 1
        elif cell is not None:
            self.counts[cell] += 1

    @property
    def answered(self) -> int:
        """Return how many cells hold an answer."""
        return sum(self.counts.values())

    def groups(self) -> list[tuple[str, str, int]]:
        """Return values with their meaning and count; numbers in groups of ten."""
        if self.column.kind == "number":
            return [(_span(ten), _span(ten), self._between(ten)) for ten in range(TENS)]
        values = dict(self.column.values) or {str(value): str(value) for value in sorted(map(str, self.counts))}
        by_text = {str(value): count for value, count in self.counts.items()}
        return [(value, meaning, by_text.get(value, 0)) for value, meaning in values.items()]

    def _between(self, ten: int) -> int:
        return sum(count for value, count in self.counts.items() if min(int(value) // 10, TENS - 1) == ten)

    def shape(self) -> tuple[float, float] | None:
        """Return mean and standard deviation of numbers; None of fewer than two."""
        n = self.answered
        if self.column.kind != "number" or n < 2:
            return None
        mean = sum(int(value) * count for value, count in self.counts.items()) / n
        spread = sum(count * (int(value) - mean) ** 2 for value, count in self.counts.items())
        return mean, sqrt(spread / (n - 1))

    def seen(self, smallest: int) -> Iterator[tuple[str, str, int | None]]:
        """Yield values with meaning and count, None where others may not see it; then why there is no answer."""
        rows = self.groups() + [(mark, mark, self.missing[mark]) for mark in Mark if self.missing[mark]]
        counts: Sequence[int | None] = [count for _value, _meaning, count in rows]
        if smallest:
            counts = shown([count for _value, _meaning, count in rows], smallest)
        for (value, meaning, _count), count in zip(rows, counts, strict=True):
            yield str(value), str(meaning), count


def _span(ten: int) -> str:
    return f"{ten * 10}-{100 if ten == TENS - 1 else ten * 10 + 9}"
