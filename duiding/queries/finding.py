"""Looking for notes on a board by words: in the note, who says it, and the number of its card or story."""

import unicodedata
from dataclasses import replace

from django.utils.translation import gettext as _

from duiding.queries.board import BoardView, NoteView

MOST = 100


def plain(text: str) -> str:
    """Return `text` as it is compared: without capitals and accents.

    >>> plain("Één Café")
    'een cafe'
    """
    apart = unicodedata.normalize("NFD", text)
    return "".join(one for one in apart if not unicodedata.combining(one)).casefold()


def _said(view: NoteView) -> str:
    note = view.note
    about = []
    if note.observation is not None:
        about = [_("card"), str(note.observation.number)]
    if note.story is not None:
        about = [_("story"), str(note.story)]
    return plain(" ".join([note.text, note.so_that, view.writer, view.perspective, *about]))


def found_on(board: BoardView, words: str) -> dict[str, object]:
    """Return a board with only the notes that have all `words`, with how many that are; without words the whole."""
    wanted = plain(words[:MOST]).split()
    if not wanted:
        return {"board": board, "q": ""}

    def fit(views: list[NoteView]) -> list[NoteView]:
        return [view for view in views if all(word in _said(view) for word in wanted)]

    groups = [replace(group, notes=fit(group.notes)) for group in board.clusters]
    free, columns = fit(board.free), [replace(one, notes=fit(one.notes)) for one in board.columns]
    found = len(free) + sum(len(group.notes) for group in groups)
    return {"board": replace(board, clusters=groups, free=free, columns=columns), "q": words[:MOST], "found": found}
