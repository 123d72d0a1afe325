"""The wall of a table: notes at the places where facilitators put them, those without a place in order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duiding.models import Cluster
from duiding.queries.board import BoardView, NoteView

SPOTS: dict[str, tuple[Promise, tuple[float, float]]] = {
    "top-left": (_("top left"), (0.0, 0.0)),
    "top": (_("top, in the middle"), (0.5, 0.0)),
    "top-right": (_("top right"), (1.0, 0.0)),
    "left": (_("left, halfway"), (0.0, 0.5)),
    "middle": (_("in the middle"), (0.5, 0.5)),
    "right": (_("right, halfway"), (1.0, 0.5)),
    "bottom-left": (_("bottom left"), (0.0, 1.0)),
    "bottom": (_("bottom, in the middle"), (0.5, 1.0)),
    "bottom-right": (_("bottom right"), (1.0, 1.0)),
}
STEPS = 20  # the places of a page without scripts
BANDS = 8  # notes at about the same height are read from left to right
NEAR = 0.26


@dataclass(frozen=True)
class Pinned:
    """A note on the wall, with the group that it is in."""

    view: NoteView
    group: Cluster | None
    ticked: bool = False

    @property
    def x(self) -> float | None:
        """Return how far from the left it lies, as a share of the wall."""
        return self.view.note.x

    @property
    def y(self) -> float | None:
        """Return how far from the top it lies, as a share of the wall."""
        return self.view.note.y

    @property
    def across(self) -> int:
        """Return its place from the left in steps."""
        return round((self.x or 0) * STEPS)

    @property
    def down(self) -> int:
        """Return its place from the top in steps."""
        return round((self.y or 0) * STEPS)


@dataclass(frozen=True)
class Wall:
    """The notes with a place in reading order, and those without one as they came."""

    placed: list[Pinned]
    waiting: list[Pinned]
    near: float = NEAR

    @property
    def spots(self) -> list[tuple[str, Promise]]:
        """Return the spots to choose from in a menu."""
        return [(key, label) for key, (label, _place) in SPOTS.items()]


def _reading_order(pinned: Pinned) -> tuple[int, float]:
    return round((pinned.y or 0) * BANDS), pinned.x or 0


def _near(one: NoteView, other: NoteView | None) -> bool:
    if other is None or one.note.x is None or other.note.x is None:
        return False
    across, down = one.note.x - other.note.x, (one.note.y or 0) - (other.note.y or 0)
    return bool(across**2 + down**2 <= NEAR**2)


def wall_of(board: BoardView, near: str = "") -> Wall:
    """Return the wall of a board; what lies near note `near` is ticked."""
    views = [(one, group.cluster) for group in board.clusters for one in group.notes]
    every: list[tuple[NoteView, Cluster | None]] = sorted(
        [*views, *((one, None) for one in board.free)], key=lambda pair: pair[0].note.pk
    )
    centre = next((one for one, _group in every if str(one.note.pk) == near), None)
    pinned = [Pinned(one, group, _near(one, centre)) for one, group in every]
    placed = sorted((one for one in pinned if one.x is not None), key=_reading_order)
    return Wall(placed, [one for one in pinned if one.x is None])
