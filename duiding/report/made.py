"""A whole report: all its parts in order. A new part is one function here."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duiding.report.boards import clusters, evaluation, notes, votes
from duiding.report.document import Document, Part
from duiding.report.meeting import introduction, material, meeting, people, programme
from duiding.report.proposed import proposals
from duiding.report.source import Source
from lib.texts import active_language

PARTS: tuple[Callable[[Source], Part], ...] = (
    introduction,
    meeting,
    programme,
    people,
    material,
    notes,
    clusters,
    votes,
    proposals,
    evaluation,
)
WRITABLE: dict[str, str | Promise] = {
    "introduction": gettext_lazy("In short, to begin with"),
    "programme": gettext_lazy("About the programme"),
    "people": gettext_lazy("About who was there"),
    "names": gettext_lazy("Names of those who said that they may be named"),
    "material": gettext_lazy("About what was read"),
    "notes": gettext_lazy("About the notes"),
    "clusters": gettext_lazy("About what belongs together"),
    "votes": gettext_lazy("About the dots"),
    "proposals": gettext_lazy("About the proposals"),
    "evaluation": gettext_lazy("About looking back"),
    "letter": gettext_lazy("Letter: how it begins"),
    "told": gettext_lazy("Letter: about what people told"),
    "decided": gettext_lazy("Letter: about what was decided"),
    "happens": gettext_lazy("Letter: about what happens now"),
    "law-access": gettext_lazy("Annex: about getting help"),
    "law-quality": gettext_lazy("Annex: about the quality of the help"),
    "law-effect": gettext_lazy("Annex: about what it brings"),
}


def report(source: Source) -> Document:
    """Return the report of a session as it is now."""
    session = source.session
    made = (part(source) for part in PARTS)
    return Document(
        title=_("Report: %(session)s") % {"session": session},
        above=f"{session.coalition.known_as} · {date_format(session.held_on, 'j F Y')}",
        author=session.coalition.known_as,
        lang=active_language(),
        parts=tuple(part for part in made if part.filled),
        foot=_("Stories and figures show where to look. They are not representative."),
    )
