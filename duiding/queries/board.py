"""The board as it is shown: notes by kind, and the groups they are in."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from duiding.access import Seat
from duiding.models import Board, Cluster, Note, Participant, Proposal, Session, Table
from duiding.models.leading import DOTS, leading_of
from duiding.queries.leading import dots_on, ideas_covered
from duiding.queries.lying import Looks, Lying, lying_at
from duiding.queries.material import readable_cards, stories_on
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
    """A group with its notes, and the dots on it: those of the reader, and all of them once they are shown."""

    cluster: Cluster
    notes: list[NoteView]
    dots: int = 0
    own: int = 0


@dataclass(frozen=True)
class BoardView:
    """Everything on a board at one revision."""

    revision: int
    edition: str
    columns: list[Column]
    clusters: list[ClusterView]
    free: list[NoteView]
    hidden: int
    covered: int
    total: int
    dots_left: int
    people: list[Participant]
    drawn: dict[tuple[Looks, ...], str]


@dataclass(frozen=True)
class Material:
    """What there is to read at a table."""

    cards: list[ReadableCard]
    stories: list[Story]


def note_view(note: Note, seat: Seat) -> NoteView:
    """Return a note with what `seat` may do with it."""
    own = seat.wrote(note)
    return NoteView(note, own, seat.may_write and (own or seat.leads))


def board_view(seat: Seat, lying: Lying | None = None) -> BoardView:
    """Return the board of `seat`, of what was read of it already or else is read now."""
    lying = lying or lying_at(seat.table.pk, seat.session.pk)
    covers = ideas_covered(seat.session)
    readable = [note_view(note, seat) for note in lying.notes if not note.hidden]
    notes = [view for view in readable if not (covers and _others_idea(view, seat))]
    groups = _groups(seat, lying, notes)
    free = [view for view in notes if view.note.cluster_id is None]
    return BoardView(
        revision=lying.board.revision,
        edition=lying.edition,
        columns=[Column(kind, str(label), _of_kind(free, kind)) for kind, label in Note.Kind.choices],
        clusters=groups,
        free=free,
        hidden=len(lying.notes) - len(readable),
        covered=len(readable) - len(notes),
        total=len(notes),
        dots_left=DOTS - sum(group.own for group in groups),
        people=lying.people,
        drawn=lying.drawn_notes,
    )


def _others_idea(view: NoteView, seat: Seat) -> bool:
    return not view.own and not seat.leads and view.note.kind == IDEA


def _groups(seat: Seat, lying: Lying, notes: list[NoteView]) -> list[ClusterView]:
    voting = bool(lying.clusters) and leading_of(seat.session).votes
    totals, own = dots_on(seat.board, seat.writer) if voting else ({}, {})
    return [
        ClusterView(
            one, [view for view in notes if view.note.cluster_id == one.pk], totals.get(one.pk, 0), own.get(one.pk, 0)
        )
        for one in lying.clusters
    ]


def _of_kind(views: list[NoteView], kind: str) -> list[NoteView]:
    return [view for view in views if view.note.kind == kind]


def material_of(seat: Seat) -> Material:
    """Return the cards and stories on the table of `seat`."""
    return Material(readable_cards(seat.table), stories_on(seat.table))


def proposals_at(table: Table) -> QuerySet[Proposal]:
    """Return the proposals that were made of groups on `table`."""
    return Proposal.objects.filter(cluster__board__table=table, hidden=False).order_by("number")


@dataclass(frozen=True)
class PlenaryTable:
    """A table on the big screen: its groups with their dots, the ideas that are in none, and who sits there."""

    board: Board
    clusters: list[tuple[Cluster, int]]
    ideas: list[Note]
    covered: int
    noticed: int
    people: list[str]


def plenary(session: Session) -> list[PlenaryTable]:
    """Return all tables of `session` for the big screen; ideas that are covered are counted, in a group or not."""
    covered, readable = ideas_covered(session), Note.objects.filter(hidden=False)
    shown = Prefetch("notes", readable)
    grouped = Prefetch("notes", readable.exclude(kind=IDEA) if covered else readable)
    clusters = Prefetch("clusters", Cluster.objects.prefetch_related(grouped, "dots"))
    boards = Board.objects.filter(table__session=session).select_related("table__session__leading", "ground__release")
    found = boards.prefetch_related(shown, clusters, "table__participants").order_by("table__position")
    return [_plenary_table(board, covered=covered) for board in found]


def _plenary_table(board: Board, *, covered: bool) -> PlenaryTable:
    notes = list(board.notes.all())
    ideas = [note for note in notes if note.kind == IDEA and (covered or note.cluster_id is None)]
    return PlenaryTable(
        board,
        [(one, sum(dot.number for dot in one.dots.all())) for one in board.clusters.all()],
        [] if covered else ideas,
        len(ideas) if covered else 0,
        sum(note.kind != IDEA for note in notes),
        [person.name for person in board.table.participants.all()],
    )
