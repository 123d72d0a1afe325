"""What lies on a board at one revision, read once in each process for all screens that ask for it."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from time import monotonic

from django.http import Http404

from duiding.models import Board, Cluster, Note, Participant
from duiding.queries.material import edition

SECONDS = 5.0  # what changes without a revision, a card that is written anew say, is seen after this at the latest
BOARDS = 64
MEETING = ("session__coalition", "session__vertelpunt", "session__leading__now")

Looks = object


@dataclass(frozen=True)
class Lying:
    """Notes, groups and people of a board; `drawn` keeps what was laid out of them, for who reads it.

    `drawn_notes` goes on to the next revision: most notes look the same then.
    """

    board: Board
    edition: str
    notes: list[Note]
    clusters: list[Cluster]
    people: list[Participant]
    until: float
    drawn: dict[tuple[object, ...], str] = field(default_factory=dict)
    drawn_notes: dict[tuple[Looks, ...], str] = field(default_factory=dict)

    def shows(self, heard: int, session: int) -> bool:
        """Tell whether this is new enough for a screen of `session` that heard of revision `heard`."""
        here = self.board.table.session_id == session
        return here and self.board.revision >= heard and self.until > monotonic()


_kept: OrderedDict[int, Lying] = OrderedDict()
_reading: dict[int, threading.Lock] = {}


def lying_at(table: int, session: int, heard: int | None = None, *, to_show: bool = True) -> Lying:
    """Return what lies on a table, or 404. The revision is read first: what is shown is never older than it says.

    A screen that heard of revision `heard` gets what is kept of it, without a question to the database. Where nothing
    is shown, what can change without a revision does not matter.
    """
    kept = None if heard is None else kept_at(table, session, heard)
    if kept is not None:
        return kept
    here = Board.objects.filter(table=table, table__session=session)
    revision = here.values_list("revision", flat=True).first()
    if revision is None:
        raise Http404
    with _reading.setdefault(table, threading.Lock()):
        found = _kept.get(table)
        if found is None or found.board.revision < revision or (to_show and found.until < monotonic()):
            found = _kept[table] = _read(table, found)
        _kept.move_to_end(table)
    while len(_kept) > BOARDS:
        _reading.pop(_kept.popitem(last=False)[0], None)
    return found


def kept_at(table: int, session: int, heard: int) -> Lying | None:
    """Return what is kept of a table, if it is new enough for who heard of revision `heard`."""
    kept = _kept.get(table)
    return kept if kept is not None and kept.shows(heard, session) else None


def forget() -> None:
    """Forget all boards, as tests do that write another database."""
    _kept.clear()


def looks_of(note: Note) -> Looks:
    """Return all that people see of a note: what was laid out of it holds for as long as that is the same."""
    by, card, story = note.participant, note.observation, note.story
    words = (note.kind, note.text, note.so_that, note.said_by, note.story_withdrawn)
    return note.pk, words, by and (by.name, by.perspective), card and card.number, story and story.number


def _read(table: int, before: Lying | None) -> Lying:
    board = Board.objects.select_related(*(f"table__{name}" for name in MEETING)).get(table=table)
    notes, people = list(board.notes.prefetch_related("observation", "story")), list(board.table.participants.all())
    _sign(notes, people)
    looks = {looks_of(note) for note in notes if not note.hidden}
    drawn = list(before.drawn_notes.items()) if before else []  # a list: others may be drawing
    return Lying(
        board=board,
        edition=edition(board.table),
        notes=notes,
        clusters=list(board.clusters.prefetch_related("proposals")),
        people=people,
        until=monotonic() + SECONDS,
        drawn_notes={key: text for key, text in drawn if key[0] in looks},
    )


def _sign(notes: list[Note], people: list[Participant]) -> None:
    """Give each note its writer: nearly always somebody who sits there."""
    here = {person.pk: person for person in people}
    gone = {note.participant_id for note in notes} - here.keys() - {None}
    here |= Participant.objects.in_bulk(gone) if gone else {}
    for note in notes:
        note.participant = here.get(note.participant_id) if note.participant_id else None
