"""Who may open which address of patterns, and its places in the menu of a coalition."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lib.slots import AccessRow, NavItem
from people.roles import Permission

ACCESS: dict[str, str] = {
    "patterns:dashboard": Permission.READ_FIGURES.value,
    "patterns:story": Permission.READ_STORIES.value,
    "patterns:patterns": Permission.READ_FIGURES.value,
    "patterns:pattern": Permission.READ_FIGURES.value,
    "patterns:observations": Permission.READ_FIGURES.value,
    "patterns:cards": Permission.READ_FIGURES.value,
    "patterns:card": Permission.READ_FIGURES.value,
    "patterns:card_page": Permission.READ_FIGURES.value,
    "patterns:observation_new": Permission.WRITE_CARDS.value,
    "patterns:observation": Permission.WRITE_CARDS.value,
    "patterns:observation_stories": Permission.WRITE_CARDS.value,
    "patterns:observation_quote": Permission.WRITE_CARDS.value,
}


def menu() -> Iterable[NavItem]:
    """Return this app's places in the menu of a coalition."""
    return [NavItem(_("Cards"), "patterns:observations", Permission.READ_FIGURES.value, "find")]


def rows() -> Iterable[AccessRow]:
    """Return this app's rows of the access table."""
    return [AccessRow(name, rule) for name, rule in ACCESS.items()]
