"""A table that leaves: chosen columns, and its rows one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from vertelpunt.exporting.columns import Cell, Column, Part
from vertelpunt.exporting.fields import Mark
from vertelpunt.exporting.told import Leaving, Told
from vertelpunt.exporting.withholding import common, trait_of
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
    def background(self) -> list[Column]:
        """Return the columns of what others may know of a teller."""
        return [column for column in self.columns if column.background]

    @cached_property
    def shown(self) -> frozenset[bytes]:
        """Return which combinations of background are not withheld; read in a round of its own."""
        return common((self._trait(told) for told in self.leaving.told()), self.smallest)

    @cached_property
    def hints(self) -> list[str]:
        """Return what of the background shows in which questions were asked, also where it was not chosen."""
        return sorted({hint for column in self.columns for hint in column.hints})

    def pairs(self, common: frozenset[bytes] | None = None) -> Iterator[tuple[Told, Row]]:
        """Yield each story with its cells; with few like it, without its background and what hints at that.

        `common`: which combinations are shown, where these stories are some of those among which that was counted.
        """
        hides = bool(self.smallest and (self.background or self.hints))
        shown = self.shown if hides and common is None else common or frozenset()
        for told in self.leaving.told():
            few = hides and self._trait(told) not in shown
            yield told, tuple(_hidden(few, column) or column.read(told) for column in self.columns)

    def rows(self) -> Iterator[Row]:
        """Yield the cells of each story."""
        return (row for _told, row in self.pairs())

    def _trait(self, told: Told) -> bytes:
        hinted = [told.audience if hint == "audience" else repr(told.answers.get(hint)) for hint in self.hints]
        return trait_of([*(column.read(told) for column in self.background), *hinted])


def _hidden(few: bool, column: Column) -> Mark | None:
    return Mark.WITHHELD if few and (column.background or column.hints) else None
