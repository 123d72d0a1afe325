"""Who may open which address of the API."""

from collections.abc import Iterable

from lib.slots import AccessRow
from people.roles import Permission

ACCESS = {
    "api:schema": "public",
    "api:vertelpunten": "public",
    "api:questions": "public",
    "api:outcomes": "public",
    "api:evaluation": Permission.READ_FIGURES.value,
}


def rows() -> Iterable[AccessRow]:
    """Return this app's rows of the access table."""
    return [AccessRow(name, rule) for name, rule in ACCESS.items()]
