"""Who may open which address of vertelpunt, and its place in the menu of a coalition."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lib.slots import AccessRow, NavItem
from people.roles import Permission

ACCESS: dict[str, str] = {
    "vertelpunt:start": "public",
    "vertelpunt:landing": "public",
    "vertelpunt:tell": "public",
    "vertelpunt:code": "teller",
    "vertelpunt:coalition": Permission.READ_FIGURES.value,
    "vertelpunt:moderation": Permission.MODERATE.value,
    "vertelpunt:release": Permission.MODERATE.value,
}


def rows() -> Iterable[AccessRow]:
    """Return this app's rows of the access table."""
    return [AccessRow(name, rule) for name, rule in ACCESS.items()]


def menu() -> Iterable[NavItem]:
    """Return this app's places in the menu of a coalition."""
    return [NavItem(_("Vertelpunten"), "vertelpunt:coalition", Permission.READ_FIGURES.value, "tell")]
