"""What a report says, in no particular form: a title and parts with lines, blocks and a table. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

Cell = str | int


@dataclass(frozen=True)
class Grid:
    """A table: the names of its columns and its rows."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Block:
    """Lines under a small heading; `points` are single things, the others run on."""

    title: str
    lines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One part: what somebody wrote, what is there, and the rows that go into files of data."""

    key: str
    title: str
    written: str = ""
    lines: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    grid: Grid | None = None
    data: Grid | None = None
    after: str = ""

    @property
    def filled(self) -> bool:
        """Tell whether there is anything in it."""
        return bool(self.written or self.lines or self.blocks or (self.grid and self.grid.rows))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Return what somebody wrote, a paragraph each."""
        return paragraphs(self.written)


@dataclass(frozen=True)
class Document:
    """A whole report, letter or annex."""

    title: str
    above: str
    author: str
    lang: str
    parts: tuple[Part, ...]
    foot: str = ""
    annex: "Document | None" = field(default=None)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of what somebody typed.

    >>> paragraphs("Een.\\r\\n\\r\\nTwee.")
    ('Een.', 'Twee.')
    """
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def several(lines: Sequence[str], most: int, rest: str) -> tuple[str, ...]:
    """Return at most `most` lines; `rest` says how many there are more, with %(n)d.

    >>> several(["a", "b", "c"], 2, "and %(n)d more")
    ('a', 'b', 'and 1 more')
    """
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[:most], rest % {"n": len(lines) - most})
