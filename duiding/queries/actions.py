"""Per track: what we see in experiences and data, and what we see as a solution or action."""

from dataclasses import dataclass

from duiding.models import Cluster, Note, Proposal, Session, Table
from duiding.wording import sentence


@dataclass(frozen=True)
class ActionRow:
    """One line of the table: a group of notes, or the proposal that was made of it."""

    name: str
    see: tuple[str, ...]
    act: tuple[str, ...]
    proposal: Proposal | None = None


@dataclass(frozen=True)
class TrackTable:
    """The lines of one track or theme."""

    name: str
    rows: tuple[ActionRow, ...]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(sentence(line) for line in text.splitlines() if line.strip())


def _said(notes: list[Note], *, idea: bool) -> tuple[str, ...]:
    """Return what notes say: of ideas with what they are for."""
    found = [note for note in notes if (note.kind == Note.Kind.IDEA) == idea]
    texts = [f"{note.text.rstrip('. ')}, {note.so_that}" if idea and note.so_that else note.text for note in found]
    return tuple(dict.fromkeys(sentence(text) for text in texts))


def _of_cluster(cluster: Cluster) -> ActionRow:
    proposal = next((one for one in cluster.proposals.all() if not one.hidden), None)
    if proposal is not None:
        return ActionRow(proposal.title, _lines(proposal.we_see), _lines(proposal.we_want), proposal)
    notes = [note for note in cluster.notes.all() if not note.hidden]
    return ActionRow(cluster.name, _said(notes, idea=False), _said(notes, idea=True))


def _of_table(table: Table) -> list[ActionRow]:
    clusters = [one for one in table.board.clusters.all() if not one.hidden]
    loose = [note for note in table.board.notes.all() if note.cluster_id is None and not note.hidden]
    rows = [_of_cluster(one) for one in clusters]
    if loose:
        rows.append(ActionRow("", _said(loose, idea=False), _said(loose, idea=True)))
    return [row for row in rows if row.see or row.act]


def actions_of(session: Session) -> list[TrackTable]:
    """Return the table of each track of a session: tables with one theme are one track."""
    tables = session.tables.select_related("board").prefetch_related(
        "board__clusters__notes", "board__clusters__proposals", "board__notes"
    )
    tracks: dict[str, list[ActionRow]] = {}
    for table in tables:
        tracks.setdefault(table.shown_theme or str(table), []).extend(_of_table(table))
    return [TrackTable(name, tuple(rows)) for name, rows in tracks.items() if rows]
