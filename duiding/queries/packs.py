"""Printed sheets that must be taken out, and at which table each lies."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from duiding.models import PackSheet, Session, Table
from patterns.following import printed_words
from patterns.models import PrintedCard


def where_it_lies(printed: int) -> Iterable[str]:
    """Return at which tables a printed card lies: one line for each session.

    By day, number and colour: a title or a name may repeat the very story that is taken back now.
    """
    sheets = PackSheet.objects.filter(printed=printed).select_related("table__session").order_by("table__position")
    tables: dict[Session, list[str]] = {}
    for sheet in sheets:
        tables.setdefault(sheet.table.session, []).append(_place(sheet.table))
    for session, names in tables.items():
        words = ngettext("%(session)s, at table: %(tables)s", "%(session)s, at tables: %(tables)s", len(names))
        yield words % {"session": _moment(session), "tables": ", ".join(names)}


def _moment(session: Session) -> str:
    return gettext("Session of %(day)s") % {"day": date_format(session.held_on, "j F Y")}


def _place(table: Table) -> str:
    return f"{gettext('Table')} {table.position + 1} ({table.get_colour_display()})"


def to_take_out(session: Session) -> list[tuple[PrintedCard, str]]:
    """Return the printed cards in the packs of a session that must be taken out, each in words."""
    cards = PrintedCard.objects.filter(pack_sheets__table__session=session, taken_out_at=None).exclude(take_out="")
    found = cards.select_related("observation", "card_set", "printed_by").distinct()
    return [(one, printed_words(one)) for one in found]
