"""Who may open which address of people; and the addresses of sign-in, which anybody may."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lib.slots import AccessRow, NavItem
from people.roles import Permission

ACCESS = {
    "people:home": "signed_in",
    "people:demo": "public",
    "people:totp_qr": "signed_in",
    "people:invited": "public",
    "people:members": Permission.MANAGE_PEOPLE.value,
    "people:member": Permission.MANAGE_PEOPLE.value,
    "people:uninvite": Permission.MANAGE_PEOPLE.value,
    "people:coalitions": Permission.FOUND_COALITIONS.value,
    "people:keys": Permission.MANAGE_KEYS.value,
    "people:key_end": Permission.MANAGE_KEYS.value,
    "people:webhooks": Permission.MANAGE_KEYS.value,
    "people:webhook_end": Permission.MANAGE_KEYS.value,
    "people:webhook_test": Permission.MANAGE_KEYS.value,
    "people:outbox": Permission.SEE_OUTBOX.value,
    "people:upkeep": Permission.SEE_OUTBOX.value,
}


def rows() -> Iterable[AccessRow]:
    """Return this app's rows of the access table."""
    return [AccessRow(name, rule) for name, rule in ACCESS.items()]


def menu() -> Iterable[NavItem]:
    """Return this app's places in the menu of a coalition."""
    return [
        NavItem(_("People"), "people:members", Permission.MANAGE_PEOPLE.value, "people"),
        NavItem(_("Coalitions"), "people:coalitions", Permission.FOUND_COALITIONS.value, "people"),
        NavItem(_("Program keys"), "people:keys", Permission.MANAGE_KEYS.value, "people"),
        NavItem(_("Mails"), "people:outbox", Permission.SEE_OUTBOX.value, "people"),
    ]
