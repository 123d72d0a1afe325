"""Key figures on paper: one A4 with large numbers for each sheet (PDF/UA-1)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from lib.pdf import breakable, render
from lib.texts import active_language, localized
from patterns.discreet import public_name
from patterns.keyfigures.sheets import Sheet, ShownFigure
from vertelpunt.access import Workplace

TEMPLATE = Path(__file__).parent.parent / "cards" / "keyfigures.typ"


def key_figures_pdf(place: Workplace, sheets: Sequence[Sheet]) -> bytes:
    """Return `sheets` as one PDF, each on its own page, in the active language."""
    coalition = public_name(place.desk.coalition)
    title = sheets[0].title if len(sheets) == 1 else _("Key figures")
    return render(TEMPLATE, {
        "lang": active_language(),
        "title": title,
        "author": coalition,
        "words": words(),
        "sheets": [printed(place, sheet) for sheet in sheets],
    })  # fmt: skip


def printed(place: Workplace, sheet: Sheet) -> dict[str, Any]:
    """Return one sheet as the template takes it, so that sets of cards can print it as well."""
    made_up = _("everything is made up") if place.desk.coalition.fictional else ""
    source = (public_name(place.desk.coalition), localized(place.vertelpunt.title), made_up)
    return {
        "title": breakable(sheet.title),
        "about": breakable(sheet.about),
        "figures": [_figure(one) for one in sheet.figures],
        "source": " · ".join(filter(None, source)),
        "colour": sheet.track.colour if sheet.track else "yellow",
        "made_up": bool(made_up),
    }


def _figure(one: ShownFigure) -> dict[str, str]:
    return {
        "value": one.value,
        "label": breakable(one.figure.label),
        "about": breakable(one.figure.about),
        "source": breakable(one.source),
    }


def words() -> dict[str, str]:
    return {
        "name": _("Key figures"),
        "fictional": _("fictional"),
        "disclaimer": _(
            "These figures come from elsewhere; the stories were not counted for them. They say how much, not why."
        ),
        "page": _("page"),
        "of": _("of"),
    }
