"""Where a figure goes, and what comes of it: drawings with the words and numbers around them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Medium:
    """Where a figure goes: how wide, how high a histogram, and how many stand side by side, in mm."""

    wide: float
    high: float
    columns: int
    widest: float
    gap: float = 5.0

    @property
    def whole(self) -> float:
        """Return the width of a drawing that brings its own labels."""
        return self.wide + 30.0


PAPER = Medium(wide=239, high=46, columns=8, widest=112)


@dataclass(frozen=True)
class Panel:
    """One histogram with its words: the numbers stand in the order of `Drawn.statistics`.

    Where two groups share a drawing their numbers stand in `twos`. `short` is for where the name of its line is read.
    """

    label: str
    svg: str
    alt: str
    numbers: tuple[str, ...]
    twos: tuple[tuple[str, str], ...] = ()
    short: str = ""


@dataclass(frozen=True)
class Cells:
    """A plain table, for who reads figures as numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawn:
    """A figure: rows of `panels` with their names in `lines`, or one `svg`; `asides` are large numbers beside it."""

    columns: int = 1
    panels: tuple[Panel, ...] = ()
    poles: tuple[str, str] = ("", "")
    statistics: tuple[str, ...] = ()
    svg: str = ""
    alt: str = ""
    wide: float = 0.0
    asides: tuple[tuple[str, str], ...] = ()
    caption: str = ""
    lines: tuple[str, ...] = ()
    table: Cells = field(default_factory=lambda: Cells((), ()))


@dataclass(frozen=True)
class Naming:
    """What a figure cannot know: the words at the ends of its sliders, and the kind of its pattern."""

    poles: tuple[str, str] = ("", "")
    poles_up: tuple[str, str] = ("", "")
    kind: str = ""
