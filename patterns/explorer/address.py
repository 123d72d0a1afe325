"""The addresses of an explorer's links: everything asked for so far, with one thing more, less or other."""

from dataclasses import dataclass
from urllib.parse import urlencode

from patterns.explorer.conditions import Conditions

SORTS = ("newest", "oldest", "typical")


@dataclass(frozen=True)
class Address:
    """What the page shows: which stories, and in which order."""

    conditions: Conditions
    sort: str = SORTS[0]

    @property
    def query(self) -> str:
        """Return the end of this address."""
        return self.query_of(self.conditions)

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """Return everything as names and values, for forms."""
        order = (("sort", self.sort),) if self.sort != SORTS[0] else ()
        return (*((one.name, ",".join(one.values)) for one in self.conditions.each), *order)

    def query_of(self, conditions: Conditions, sort: str = "") -> str:
        """Return the end of the address of `conditions`, in the order that is shown unless `sort` says another."""
        wanted = sort or self.sort
        order = urlencode({"sort": wanted}) if wanted != SORTS[0] else ""
        return "&".join(part for part in (conditions.query, order) if part)

    def to(self, conditions: Conditions) -> str:
        """Return a link to `conditions`."""
        return f"?{self.query_of(conditions)}"

    def toggled(self, name: str, value: str) -> str:
        """Return a link that adds or removes one value."""
        return self.to(self.conditions.toggled(name, value))

    def without(self, name: str) -> str:
        """Return a link without the conditions under `name`."""
        return self.to(self.conditions.having(name))

    def sorted_by(self, sort: str) -> str:
        """Return a link to the same stories in another order."""
        return f"?{self.query_of(self.conditions, sort)}"
