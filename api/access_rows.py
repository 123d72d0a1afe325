"""Who may open which address of the API; a program needs the scope that stands with each view."""

from collections.abc import Iterable

from lib.slots import AccessRow
from people.roles import Permission

FIGURES, PREPARE = Permission.READ_FIGURES.value, Permission.PREPARE_SESSIONS.value
ACCESS = {
    "api:schema": "public",
    "api:vertelpunten": "public",
    "api:questions": "public",
    "api:outcomes": "public",
    "api:points": FIGURES,
    "api:question_sets": FIGURES,
    "api:stories": Permission.EXPORT.value,
    "api:selections": FIGURES,
    "api:evaluation": FIGURES,
    "api:patterns": FIGURES,
    "api:cards": FIGURES,
    "api:sessions": PREPARE,
    "api:session": PREPARE,
    "api:boards": PREPARE,
    "api:proposals": PREPARE,
    "api:proposal": PREPARE,
}


def rows() -> Iterable[AccessRow]:
    """Return this app's rows of the access table."""
    return [AccessRow(name, rule) for name, rule in ACCESS.items()]
