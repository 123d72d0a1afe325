"""In which way cards are printed: where the numbers stand, and for whom. Pure."""

from dataclasses import dataclass
from typing import Any

HEIGHTS = (60.0, 51.0, 42.0, 33.0, 24.0)  # of a figure in mm, the highest first
HIGHER = (84.0, 72.0, 60.0, 48.0, 36.0)
TITLES = (22.0, 20.5, 19.0)
LARGER_TITLES = (26.0, 24.0, 22.0)


@dataclass(frozen=True)
class Style:
    """A way to print cards: `statistics` on the front, on the `back`, or nowhere; `young` for young people."""

    statistics: bool = True
    back: bool = False
    young: bool = False

    @property
    def heights(self) -> tuple[float, ...]:
        """Return how high a figure may be in mm."""
        return HIGHER if self.young else HEIGHTS

    def plain(self) -> dict[str, Any]:
        """Return what the template must know: sizes of type in points, and where the numbers go."""
        return {
            "numbers": "all" if self.statistics and not self.back else "count",
            "back": self.back,
            "young": self.young,
            "titles": LARGER_TITLES if self.young else TITLES,
            "body": 12.5 if self.young else 11,
            "seen": 15 if self.young else 13,
            "question": 11.5 if self.young else 9.5,
        }


FRONT = Style()
BACK = Style(back=True)
WITHOUT = Style(statistics=False)
YOUNG = Style(statistics=False, young=True)
STYLES = {"front": FRONT, "back": BACK, "none": WITHOUT, "young": YOUNG}
