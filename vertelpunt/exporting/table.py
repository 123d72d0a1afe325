"""A table that leaves: chosen columns, and its rows one by one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from vertelpunt.exporting.columns import Cell, Column, Part
from vertelpunt.exporting.fields import Mark
from vertelpunt.exporting.told import Leaving, Told
from vertelpunt.exporting.withholding import common_in_steps, trait_of
from vertelpunt.models import Vertelpunt

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """What was chosen to leave; `smallest` is the smallest group that others see, 0 for a file that stays inside."""

    point: Vertelpunt
    leaving: Leaving
    parts: Sequence[Part]
    smallest: int
    words: bool

    @cached_property
    def columns(self) -> list[Column]:
        """Return the columns, in order."""
        return [column for part in self.parts for column in part.columns]

    @cached_property
    def telling(self) -> tuple[list[Column], list[Column]]:
        """Return the columns that tell of people: all, and what is left when those of the child are withheld."""
        every = [column for column in self.columns if column.tells]
        return every, [column for column in every if not column.of_child]

    @cached_property
    def shown(self) -> frozenset[bytes]:
        """Return which combinations of background are not withheld; read in a round of its own."""
        return common_in_steps((self._traits(told) for told in self.leaving.told()), self.smallest)

    def pairs(self, common: frozenset[bytes] | None = None) -> Iterator[tuple[Told, Row]]:
        """Yield each story with its cells; with few like it, without what tells of the child, or of anybody.

        `common`: which combinations are shown, where these stories are some of those among which that was counted.
        """
        hides = bool(self.smallest and self.telling[0])
        shown = self.shown if hides and common is None else common or frozenset()
        for told in self.leaving.told():
            yield told, self._cells(told, self._withheld(told, shown) if hides else ())

    def _cells(self, told: Told, withheld: Collection[str]) -> Row:
        return tuple(Mark.WITHHELD if one.name in withheld else one.read(told) for one in self.columns)

    def _withheld(self, told: Told, shown: frozenset[bytes]) -> frozenset[str]:
        """Return the names of the columns that are withheld of a story: none, those of the child, or all that tell."""
        whole, left = self._traits(told)
        if whole in shown:
            return frozenset()
        return self._names[left not in shown]

    @cached_property
    def _names(self) -> tuple[frozenset[str], frozenset[str]]:
        every = self.telling[0]
        return frozenset(one.name for one in every if one.of_child), frozenset(one.name for one in every)

    def rows(self) -> Iterator[Row]:
        """Yield the cells of each story."""
        return (row for _told, row in self.pairs())

    def _traits(self, told: Told) -> tuple[bytes, bytes]:
        """Return names for all that is known of people, and for what is left of it without the child."""
        whole, left = (_known(told, columns) for columns in self.telling)
        return trait_of(["whole", *whole]), trait_of(["left", *left])


def _known(told: Told, columns: Sequence[Column]) -> Iterator[Cell]:
    """Yield what is known of people by these columns, and what shows in which questions were asked."""
    yield from (column.read(told) for column in columns if column.background)
    for hint in sorted({hint for column in columns for hint in column.hints}):
        yield told.audience if hint == "audience" else repr(told.answers.get(hint))
