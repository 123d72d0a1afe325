"""Which sheets go into a print pack; pure."""

from dataclasses import dataclass

PARTS = ("sign", "programme", "script", "badges", "cards", "figures", "stories", "notes", "proposal")
MOST_NOTES = 5


@dataclass(frozen=True)
class Choice:
    """The parts that were chosen, in their order, and how many sheets of each kind of note."""

    parts: tuple[str, ...] = PARTS
    notes: int = 1
