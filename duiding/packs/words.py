"""The fixed words on the sheets of a print pack, in the active language."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from duiding.models import Note, Proposal

ASKS = {
    Note.Kind.GOOD: lambda: _("What goes well? One thing per note."),
    Note.Kind.SURPRISE: lambda: _("What surprises you? One thing per note."),
    Note.Kind.WORRY: lambda: _("What worries you? One thing per note."),
    Note.Kind.CHANCE: lambda: _("Where do you see a chance? One thing per note."),
    Note.Kind.IDEA: lambda: _("We should really …"),
}


def note_kinds(copies: int) -> list[dict[str, Any]]:
    """Return what stands on the sheets with notes: `copies` sheets of each kind."""
    idea = Note.Kind.IDEA
    kinds = [
        {
            "title": capfirst(str(kind.label)),
            "ask": ASKS[kind](),
            "first": 4 if kind == idea else 9,
            "so_that": _("so that …") if kind == idea else "",
        }
        for kind in ASKS
    ]
    return [kind for kind in kinds for _copy in range(copies)]


def words() -> dict[str, Any]:
    """Return the words of all sheets that are the same for every table."""
    return {
        "qr": _("A square code that takes a phone to this table."),
        "join": _("Join with your phone"),
        "or": _("Point the camera at the square, or go to"),
        "code": _("and type the code"),
        "leads": _("Facilitator:"),
        "columns": [_("Time"), _("What we do"), _("Minutes")],
        "script": _("For the facilitator"),
        "badges": _("Name badges"),
        "from": _("Card or story:"),
        "who": _("I look as:"),
        "proposal": _("Our proposal"),
        "fields": _fields(),
        "short": [_("Who takes it up"), _("Who else"), _("First step"), capfirst(_("before"))],
        "level": _("Where it belongs:"),
        "levels": [str(level.label) for level in Proposal.Level],
    }


def _fields() -> list[tuple[str, str, int]]:
    return [
        (_("We call it"), "", 1),
        (_("We see"), _("in which cards, stories and figures?"), 3),
        (_("We want"), _("small and near is good"), 3),
        (_("So that"), _("what is different then for young people and parents?"), 2),
        (_("What is needed"), _("time, money, a permission"), 2),
    ]
