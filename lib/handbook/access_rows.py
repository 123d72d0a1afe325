"""Who may open which address of the handbook: everybody."""

from collections.abc import Iterable

from lib.slots import AccessRow

ACCESS = dict.fromkeys(("help:index", "help:find", "help:picture", "help:page", "help:whole"), "public")


def rows() -> Iterable[AccessRow]:
    """Return the handbook's rows of the access table."""
    return [AccessRow(name, rule) for name, rule in ACCESS.items()]
