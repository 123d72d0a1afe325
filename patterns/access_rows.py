"""Who may open which address of patterns, and its places in the menu of a coalition."""

from collections.abc import Iterable

from lib.slots import AccessRow
from people.roles import Permission

ACCESS: dict[str, str] = {
    "patterns:dashboard": Permission.READ_FIGURES.value,
    "patterns:story": Permission.READ_STORIES.value,
    "patterns:patterns": Permission.READ_FIGURES.value,
    "patterns:pattern": Permission.READ_FIGURES.value,
}


def rows() -> Iterable[AccessRow]:
    """Return this app's rows of the access table."""
    return [AccessRow(name, rule) for name, rule in ACCESS.items()]
