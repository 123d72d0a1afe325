"""Notes as people read them, laid out once for all phones of a table: what is one's own is filled in afterwards."""

import uuid

from django.template.loader import render_to_string
from django.utils.translation import get_language

from duiding.access import Seat
from duiding.models.leading import leading_of
from duiding.queries.board import NoteView, note_view
from duiding.queries.leading import ideas_covered
from duiding.queries.lying import Looks, Lying, looks_of

HOLE = uuid.uuid4().hex  # stands on both sides of the number of a note, and nobody can write it in one
TOKEN = uuid.uuid4().hex  # stands for the CSRF token of who asks
OWN_CHOICES = ("interpret", "ground", "propose", "sharpen", "present", "evaluate")


def drawn_note(view: NoteView, seat: Seat, drawn: dict[tuple[Looks, ...], str]) -> str:
    """Return a note as participants see it who may do the same with it."""
    key = (looks_of(view.note), get_language(), view.own, view.removable)
    if key not in drawn:
        names = {"view": view, "seat": seat, "session": seat.session, "table": seat.table, "csrf_token": TOKEN}
        drawn[key] = render_to_string("duiding/_note.html", names)
    return drawn[key]


def same_for_all(seat: Seat) -> bool:
    """Tell whether all phones of a table show the same now, but for the notes that are one's own."""
    session = seat.session
    votes = leading_of(session).votes and session.step == "cluster"
    return not (seat.leads or votes or session.step in OWN_CHOICES or ideas_covered(session))


def filled(text: str, seat: Seat, lying: Lying, token: str) -> str:
    """Return a text with its holes filled: each note as this reader sees it, and their CSRF token."""
    notes = {str(note.pk): note for note in lying.notes}
    pieces = text.split(HOLE)
    pieces[1::2] = [drawn_note(note_view(notes[pk], seat), seat, lying.drawn_notes) for pk in pieces[1::2]]
    return "".join(pieces).replace(TOKEN, token)
