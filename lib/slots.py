"""Slots: where a lower floor shows what only a higher one knows. The closed list stands in ARCHITECTURE.md."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, ParamSpec, TypeVar
from uuid import UUID

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Slot(Generic[P, T]):
    """A named place that apps above fill with functions in `AppConfig.ready()`."""

    name: str
    _fillers: list[Callable[P, Iterable[T]]] = field(default_factory=list)

    def fill(self, filler: Callable[P, Iterable[T]]) -> None:
        """Add `filler`, once."""
        if filler not in self._fillers:
            self._fillers.append(filler)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[T]:
        """Return what all fillers give, in the order in which the apps are installed."""
        return [item for filler in self._fillers for item in filler(*args, **kwargs)]


@dataclass(frozen=True)
class Outcome:
    """One line of «what happened with it» for the public."""

    title: str
    text: str
    on: date
    url: str


@dataclass(frozen=True)
class TrailStep:
    """One place where a story lay, for the teller behind the code: anonymous."""

    on: date | None
    text: str
    url: str = ""


@dataclass(frozen=True)
class AccessRow:
    """Who may open an address: `rule` is a permission's name, or one of public, signed_in, participant."""

    url_name: str
    rule: str


@dataclass(frozen=True)
class NavItem:
    """A place in the menu of a coalition, shown to those who have `permission`; `step`: tell, find, mean or people.

    `waiting` counts what waits in a coalition; who has the permission `waits_for` sees the count.
    """

    label: str
    url_name: str
    permission: str
    step: str
    waiting: Callable[[int], int] | None = None
    waits_for: str = ""


@dataclass(frozen=True)
class Chore:
    """One part of the daily work: what it does by which rule; `carry_out` says how many went or were mailed.

    `after_restore` says whether it is done at once when a backup was put back: what forgets, not what tells somebody.
    """

    key: str
    title: str
    rule: str
    carry_out: Callable[[date], int]
    after_restore: bool = True


@dataclass(frozen=True)
class TakenBack:
    """A kind of thing that people take back, in the ledger; `again` does so after a restore and says how many went."""

    kind: str
    again: Callable[[frozenset[str]], int]


outcomes: Slot[[int], Outcome] = Slot("public outcomes on a landing page")
story_trail: Slot[[UUID], TrailStep] = Slot("the trail of a story behind the teller's code")
printed_at: Slot[[int], str] = Slot("where a printed card lies")
access_rows: Slot[[], AccessRow] = Slot("rows of the access table")
coalition_menu: Slot[[], NavItem] = Slot("the menu of a coalition")
daily_work: Slot[[], Chore] = Slot("what the daily work does, and by which rule")
taken_back: Slot[[], TakenBack] = Slot("what people took back, other than stories, and how that is done again")
