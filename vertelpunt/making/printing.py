"""The start page of a Vertelpunt on paper: one A4 (PDF/UA-1)."""

from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.pdf import breakable, render
from lib.texts import active_language, localized
from vertelpunt.making.charter_form import CELLS
from vertelpunt.models import Charter

TEMPLATE = Path(__file__).parent / "charter.typ"


def print_charter(charter: Charter) -> bytes:
    """Return the start page as a PDF in the active language."""
    point = charter.vertelpunt
    return render(TEMPLATE, {
        "lang": active_language(),
        "title": breakable(localized(point.title)),
        "author": point.coalition.known_as,
        "blocks": [{"title": title, "text": breakable(text)} for title, text in _blocks(charter)],
        "tables": [_table(charter, name, title) for name, title in _tables()],
        "words": {"name": _("Start page"), "open": _("still open"), "lead": localized(point.lead)},
    })  # fmt: skip


def _blocks(charter: Charter) -> list[tuple[str, str]]:
    deadline = date_format(charter.deadline, "j F Y") if charter.deadline else ""
    return [
        (_("The aim"), str(charter.get_aim_display()) if charter.aim else ""),
        (_("What we want to know"), charter.question),
        (_("The plan that it serves"), charter.plan),
        (_("What we ask of everybody else"), charter.hours),
        (_("Done before"), deadline),
        (_("How tellers hear what came of it"), charter.back),
    ]


def _tables() -> list[tuple[str, str]]:
    return [("people", _("Who does what")), ("decisions", _("Who decides what, and when"))]


def _table(charter: Charter, name: str, title: str) -> dict[str, Any]:
    cells = [cell for cell, _label in CELLS[name]]
    rows = [[breakable(row.get(cell, "")) for cell in cells] for row in getattr(charter, name)]
    return {"title": title, "headings": [str(label) for _cell, label in CELLS[name]], "rows": rows}
