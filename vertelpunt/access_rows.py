"""Who may open which address of vertelpunt, and its place in the menu of a coalition."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from lib.slots import AccessRow, NavItem
from people.roles import Permission

ACCESS: dict[str, str] = {
    "vertelpunt:start": "public",
    "vertelpunt:look": "public",
    "vertelpunt:landing": "public",
    "vertelpunt:tell": "public",
    "vertelpunt:code": "teller",
    "vertelpunt:wall": "public",
    "vertelpunt:trial": "public",
    "vertelpunt:try": "public",
    "vertelpunt:think_along": "public",
    "vertelpunt:stop_thinking_along": "public",
    "vertelpunt:collect": "public",
    "vertelpunt:collect_paper": "public",
    "vertelpunt:let_read": "public",
    "vertelpunt:hands": Permission.RECEIVE.value,
    "vertelpunt:given": Permission.RECEIVE.value,
    "vertelpunt:sittings": Permission.PREPARE_SESSIONS.value,
    "vertelpunt:sitting": Permission.PREPARE_SESSIONS.value,
    "vertelpunt:paper_forms": Permission.PREPARE_SESSIONS.value,
    "vertelpunt:sitting_script": Permission.PREPARE_SESSIONS.value,
    "vertelpunt:volunteers": Permission.PREPARE_SESSIONS.value,
    "vertelpunt:coalition": Permission.READ_FIGURES.value,
    "vertelpunt:moderation": Permission.MODERATE.value,
    "vertelpunt:reading": Permission.SEE_READING.value,
    "vertelpunt:release": Permission.MODERATE.value,
    "vertelpunt:recording": Permission.MODERATE.value,
    "vertelpunt:worry": Permission.MODERATE.value,
    "vertelpunt:moderation_list": Permission.MODERATE.value,
    "vertelpunt:moderation_rules": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:new": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:settings": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:terms": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:state": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:audiences": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:move_audience": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:questions": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:publish": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:question": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:preview": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:preview_first": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:preview_frame": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:trials": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:elsewhere": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:remove_elsewhere": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:imports": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:import": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:short": "public",
    "vertelpunt:short_room": "public",
    "vertelpunt:asker_picture": "public",
    "vertelpunt:partner_part": "public",
    "vertelpunt:partner_stop": "public",
    "vertelpunt:channels": Permission.SPREAD.value,
    "vertelpunt:channel": Permission.SPREAD.value,
    "vertelpunt:channel_qr": Permission.SPREAD.value,
    "vertelpunt:kit": Permission.SPREAD.value,
    "vertelpunt:kit_item": Permission.SPREAD.value,
    "vertelpunt:targets": Permission.SPREAD.value,
    "vertelpunt:partners": Permission.SPREAD.value,
    "vertelpunt:partner": Permission.SPREAD.value,
    "vertelpunt:promised": Permission.SPREAD.value,
    "vertelpunt:reach": Permission.READ_FIGURES.value,
    "vertelpunt:askers": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:charter_edit": Permission.EDIT_VERTELPUNT.value,
    "vertelpunt:charter": Permission.READ_FIGURES.value,
    "vertelpunt:charter_print": Permission.READ_FIGURES.value,
}


def rows() -> Iterable[AccessRow]:
    """Return this app's rows of the access table."""
    return [AccessRow(name, rule) for name, rule in ACCESS.items()]


def menu() -> Iterable[NavItem]:
    """Return this app's places in the menu of a coalition."""
    return [
        NavItem(_("Vertelpunten"), "vertelpunt:coalition", Permission.READ_FIGURES.value, "tell"),
        NavItem(_("Vele Handen"), "vertelpunt:hands", Permission.RECEIVE.value, "tell"),
        NavItem(_("Who thinks along"), "vertelpunt:volunteers", Permission.PREPARE_SESSIONS.value, "tell"),
    ]
