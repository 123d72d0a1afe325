"""From where people at a session look, and who is missing: more clients and professionals than policy makers. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

CLIENTS = ("youth", "parent")
WORKERS = ("professional",)
RULERS = ("policy", "manager", "administrator")
NEEDED = CLIENTS + WORKERS


@dataclass(frozen=True)
class Balance:
    """How many look from each perspective; `alike` when the session is for one perspective only."""

    counts: Counter[str] = field(default_factory=Counter)
    alike: bool = False

    @property
    def total(self) -> int:
        """Return how many people there are."""
        return sum(self.counts.values())

    @property
    def near(self) -> int:
        """Return how many live or work with what is told: young people, parents and professionals."""
        return sum(self.counts[one] for one in NEEDED)

    @property
    def ruling(self) -> int:
        """Return how many make policy, manage or administer."""
        return sum(self.counts[one] for one in RULERS)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the perspectives that a mixed session cannot do without and that nobody looks from."""
        return () if self.alike else tuple(one for one in NEEDED if not self.counts[one])

    @property
    def top_heavy(self) -> bool:
        """Tell whether there are not more clients and professionals than policy makers."""
        return not self.alike and self.total > 0 and self.near <= self.ruling


def balance(perspectives: Iterable[str], *, alike: bool = False) -> Balance:
    """Count perspectives.

    >>> balance(["parent", "policy", "manager"]).missing
    ('youth', 'professional')
    """
    return Balance(Counter(perspectives), alike)
