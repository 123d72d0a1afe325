"""Who may open which address of duiding, and its places in the menu of a coalition."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from duiding.queries.proposals import waiting_in
from lib.slots import AccessRow, NavItem
from people.roles import Permission

PREPARE = Permission.PREPARE_SESSIONS.value
READ = Permission.READ_FIGURES.value
ACCESS: dict[str, str] = {
    "duiding:sessions": PREPARE,
    "duiding:session_new": PREPARE,
    "duiding:session": PREPARE,
    "duiding:session_edit": PREPARE,
    "duiding:session_state": PREPARE,
    "duiding:session_step": PREPARE,
    "duiding:session_qr": PREPARE,
    "duiding:plenary": PREPARE,
    "duiding:plenary_notes": PREPARE,
    "duiding:plenary_revision": PREPARE,
    "duiding:table_new": PREPARE,
    "duiding:table_edit": PREPARE,
    "duiding:table_delete": PREPARE,
    "duiding:material": PREPARE,
    "duiding:material_change": PREPARE,
    "duiding:table_cards": PREPARE,
    "duiding:card": READ,
    "duiding:card_print": READ,
    "duiding:table": PREPARE,
    "duiding:table_notes": PREPARE,
    "duiding:table_revision": PREPARE,
    "duiding:table_note_add": PREPARE,
    "duiding:table_note_remove": PREPARE,
    "duiding:note_move": PREPARE,
    "duiding:cluster_add": PREPARE,
    "duiding:cluster_rename": PREPARE,
    "duiding:cluster_delete": PREPARE,
    "duiding:cluster_propose": PREPARE,
    "duiding:mend": PREPARE,
    "duiding:mend_one": PREPARE,
    "duiding:join": "public",
    "duiding:arrive": "public",
    "duiding:leave": "public",
    "duiding:board": "participant",
    "duiding:board_notes": "participant",
    "duiding:board_revision": "participant",
    "duiding:note_add": "participant",
    "duiding:note_remove": "participant",
    "duiding:proposals": READ,
    "duiding:proposal": READ,
    "duiding:proposal_new": PREPARE,
    "duiding:proposal_edit": PREPARE,
    "duiding:proposal_present": PREPARE,
    "duiding:decide": Permission.DECIDE.value,
    "duiding:agree": Permission.FOLLOW_UP.value,
    "duiding:agreement_done": Permission.FOLLOW_UP.value,
    "duiding:progress": Permission.FOLLOW_UP.value,
    "duiding:outcomes": "public",
}


def rows() -> Iterable[AccessRow]:
    """Return this app's rows of the access table."""
    return [AccessRow(name, rule) for name, rule in ACCESS.items()]


def menu() -> Iterable[NavItem]:
    """Return this app's places in the menu of a coalition."""
    return [
        NavItem(_("Sessions"), "duiding:sessions", PREPARE, "mean"),
        NavItem(_("Proposals"), "duiding:proposals", READ, "mean", waiting_in, Permission.DECIDE.value),
    ]
