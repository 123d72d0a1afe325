"""How concrete a proposal is: small proposals with an owner, a first step and a date get done."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Sketch:
    """The parts of a proposal that make it concrete."""

    evidence: int
    we_see: str
    we_want: str
    so_that: str
    owner: str
    first_step: str
    first_step_on: date | None
    helpers: str = ""
    needs: str = ""
    today: date = date.min


@dataclass(frozen=True)
class Concreteness:
    """Which parts are there and which are missing, by name; `past`: the day of the first step has gone by."""

    present: tuple[str, ...]
    missing: tuple[str, ...]
    past: bool = False

    @property
    def total(self) -> int:
        """Return how many parts there are."""
        return len(self.present) + len(self.missing)

    @property
    def complete(self) -> bool:
        """Tell whether nothing is missing."""
        return not self.missing


def concreteness(sketch: Sketch) -> Concreteness:
    """Return what a proposal has and what it lacks, in the order in which people fill it in."""
    past = sketch.first_step_on is not None and sketch.first_step_on < sketch.today
    parts = {
        "we_see": sketch.we_see.strip(),
        "evidence": sketch.evidence,
        "we_want": sketch.we_want.strip(),
        "so_that": sketch.so_that.strip(),
        "owner": sketch.owner.strip(),
        "first_step": sketch.first_step.strip(),
        "first_step_on": sketch.first_step_on and not past,
        "helpers": sketch.helpers.strip(),
        "needs": sketch.needs.strip(),
    }
    present = tuple(name for name, value in parts.items() if value)
    return Concreteness(present, tuple(name for name in parts if name not in present), past)
