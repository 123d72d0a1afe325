"""Texts that repeat words of a story that was withdrawn: hidden, until somebody mends them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.models import Model
from django.utils.translation import gettext as _

from duiding.models import Cluster, LookBack, Note, ProgrammeStep, ProgressEntry, Proposal, ReportText, Session, Table
from duiding.texts import TEXTS
from people.models import Coalition

Kind = Literal["session", "programme", "table", "note", "cluster", "look_back", "proposal", "progress", "report"]


@dataclass(frozen=True)
class Piece:
    """One text of something hidden, with the row and the field that hold it."""

    row: Model
    field: str

    @property
    def name(self) -> str:
        """Return the name of this piece in a form."""
        return f"{self.row._meta.model_name}-{self.row.pk}-{self.field}"

    @property
    def label(self) -> str:
        """Return what people call this piece."""
        return str(self.row._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]

    @property
    def text(self) -> str:
        """Return the text as it is now."""
        return str(getattr(self.row, self.field))

    @property
    def required(self) -> bool:
        """Tell whether the text cannot be left empty."""
        return not getattr(self.row._meta.get_field(self.field), "blank", False)

    @property
    def most(self) -> int | None:
        """Return how long the text may be."""
        return getattr(self.row._meta.get_field(self.field), "max_length", None)


@dataclass(frozen=True)
class Mendable:
    """Something hidden, where it is, and its texts."""

    kind: Kind
    row: Session | ProgrammeStep | Table | Note | Cluster | LookBack | Proposal | ProgressEntry | ReportText
    where: str
    pieces: tuple[Piece, ...]

    @property
    def removable(self) -> bool:
        """Tell whether the whole can be taken away: not where others worked, or what a proposal or dots rest on."""
        if isinstance(self.row, Cluster):
            return not (self.row.proposals.exists() or self.row.dots.exists())
        return not isinstance(self.row, Session | Table)


def _pieces(*rows: Model) -> tuple[Piece, ...]:
    every = (Piece(row, field) for row in rows for field in TEXTS[type(row)])
    return tuple(piece for piece in every if piece.text)


def _of_proposal(proposal: Proposal) -> Mendable:
    decision = getattr(proposal, "decision", None)
    rows: list[Model] = [proposal, *([decision] if decision else []), *proposal.agreements.all()]
    return Mendable("proposal", proposal, f"{_('Proposal')} {proposal.number}", _pieces(*rows))


def _of_sessions(coalition: Coalition) -> Iterator[Mendable]:
    for session in Session.objects.filter(coalition=coalition, hidden=True):
        yield Mendable("session", session, str(session), _pieces(session))
    for step in ProgrammeStep.objects.filter(session__coalition=coalition, hidden=True).select_related("session"):
        yield Mendable("programme", step, f"{step.session} · {step}", _pieces(step))
    for table in Table.objects.filter(session__coalition=coalition, hidden=True).select_related("session"):
        yield Mendable("table", table, f"{table.session} · {table}", _pieces(table))
    for answer in LookBack.objects.filter(session__coalition=coalition, hidden=True).select_related("session"):
        yield Mendable("look_back", answer, f"{answer.session} · {_('Looking back')}", _pieces(answer))
    texts = ReportText.objects.filter(report__session__coalition=coalition, hidden=True)
    for text in texts.select_related("report__session"):
        yield Mendable("report", text, f"{text.report.session} · {_('Report')}", _pieces(text))


def _on_boards(coalition: Coalition) -> Iterator[Mendable]:
    at = {"board__table__session__coalition": coalition, "hidden": True}
    for note in Note.objects.filter(**at).select_related("board__table__session"):
        yield Mendable("note", note, f"{note.board.table.session} · {note.board.table}", _pieces(note))
    for cluster in Cluster.objects.filter(**at).select_related("board__table__session"):
        yield Mendable("cluster", cluster, f"{cluster.board.table.session} · {cluster.board.table}", _pieces(cluster))


def hidden_in(coalition: Coalition) -> list[Mendable]:
    """Return everything that is hidden in `coalition`, with its texts."""
    proposals = Proposal.objects.filter(coalition=coalition, hidden=True).select_related("decision")
    entries = ProgressEntry.objects.filter(proposal__coalition=coalition, hidden=True).select_related("proposal")
    return [
        *_of_sessions(coalition),
        *_on_boards(coalition),
        *(_of_proposal(proposal) for proposal in proposals),
        *(
            Mendable("progress", entry, f"{_('Proposal')} {entry.proposal.number}", _pieces(entry))
            for entry in entries
        ),
    ]
