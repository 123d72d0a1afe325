"""The board as it is shown: notes by kind, and the groups they are in."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from duiding.access import Seat
from duiding.models import Board, Cluster, Note, Participant, Session
from duiding.queries.material import edition, readable_cards, stories_on
from patterns.reading_card import ReadableCard
from vertelpunt.models import Story

IDEA = Note.Kind.IDEA


@dataclass(frozen=True)
class NoteView:
    """A note with what the reader may do with it."""

    note: Note
    own: bool
    removable: bool

    @property
    def perspective(self) -> str:
        """Return from where its writer looks, as far as known."""
        return self.note.participant.get_perspective_display() if self.note.participant else ""

    @property
    def writer(self) -> str:
        """Return who says it, as people at the table call each other."""
        return self.note.participant.name if self.note.participant else self.note.said_by


@dataclass(frozen=True)
class Column:
    """Notes under one heading."""

    key: str
    label: str
    notes: list[NoteView]


@dataclass(frozen=True)
class ClusterView:
    """A group with its notes."""

    cluster: Cluster
    notes: list[NoteView]


@dataclass(frozen=True)
class BoardView:
    """Everything on a board at one revision."""

    revision: int
    edition: str
    columns: list[Column]
    clusters: list[ClusterView]
    free: list[NoteView]
    hidden: int
    total: int


@dataclass(frozen=True)
class Material:
    """What there is to read at a table."""

    cards: list[ReadableCard]
    stories: list[Story]


def _notes(board: Board) -> QuerySet[Note]:
    return board.notes.select_related("participant", "observation", "story")


def _view(note: Note, seat: Seat) -> NoteView:
    own = seat.wrote(note)
    return NoteView(note, own, seat.may_write and (own or seat.leads))


def board_view(seat: Seat) -> BoardView:
    """Return the board of `seat`. The revision is read first: what is shown is never older than it says."""
    board = Board.objects.get(pk=seat.board.pk)
    every = list(_notes(board))
    notes = [_view(note, seat) for note in every if not note.hidden]
    clusters = list(board.clusters.prefetch_related("proposals"))
    free = [view for view in notes if view.note.cluster_id is None]
    return BoardView(
        revision=board.revision,
        edition=edition(seat.table),
        columns=[Column(kind, str(label), _of_kind(free, kind)) for kind, label in Note.Kind.choices],
        clusters=[ClusterView(one, [view for view in notes if view.note.cluster_id == one.pk]) for one in clusters],
        free=free,
        hidden=len(every) - len(notes),
        total=len(notes),
    )


def _of_kind(views: list[NoteView], kind: str) -> list[NoteView]:
    return [view for view in views if view.note.kind == kind]


def material_of(seat: Seat) -> Material:
    """Return the cards and stories on the table of `seat`."""
    return Material(readable_cards(seat.table), stories_on(seat.table))


def people_at(seat: Seat) -> QuerySet[Participant]:
    """Return who sits at the table of `seat`."""
    return seat.table.participants.all()


@dataclass(frozen=True)
class PlenaryTable:
    """A table on the big screen: its groups, and the ideas that are in none."""

    board: Board
    clusters: list[Cluster]
    ideas: list[Note]
    noticed: int


def plenary(session: Session) -> list[PlenaryTable]:
    """Return all tables of `session` for the big screen."""
    shown = Prefetch("notes", Note.objects.filter(hidden=False).order_by("pk"))
    clusters = Prefetch("clusters", Cluster.objects.prefetch_related(shown))
    boards = Board.objects.filter(table__session=session).select_related("table__session").order_by("table__position")
    return [_plenary_table(board) for board in boards.prefetch_related(shown, clusters)]


def _plenary_table(board: Board) -> PlenaryTable:
    notes = list(board.notes.all())
    ideas = [note for note in notes if note.kind == IDEA and note.cluster_id is None]
    return PlenaryTable(board, list(board.clusters.all()), ideas, sum(note.kind != IDEA for note in notes))
