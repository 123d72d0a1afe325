"""Fetch a session, a seat at a table or a proposal for this person, or refuse, in one call."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duiding.cookies import token_of
from duiding.models import Board, Note, Participant, Proposal, Session, Table
from lib.errors import Refused
from lib.secrets import keyed_digest
from people.access import Desk
from people.models import User
from people.roles import Permission

PARTICIPANT = "participant"
QUIET = (Session.Step.WELCOME, Session.Step.READ)


@dataclass(frozen=True)
class Seat:
    """Somebody at a table: a participant, or a facilitator who may sit down at every table."""

    board: Board
    participant: Participant | None = None
    member: User | None = None

    @property
    def table(self) -> Table:
        """Return the table of this seat."""
        return self.board.table

    @property
    def session(self) -> Session:
        """Return the session of this seat."""
        return self.board.table.session

    @property
    def leads(self) -> bool:
        """Tell whether this is a facilitator's seat."""
        return self.member is not None

    @property
    def writer(self) -> dict[str, Participant | User | None]:
        """Return who writes, as notes and receipts store it."""
        return {"participant": self.participant, "member": self.member}

    @property
    def may_write(self) -> bool:
        """Tell whether notes can be put now: facilitators may finish their work after the session."""
        return self.leads or self.session.state == Session.State.OPEN

    @property
    def asks_notes(self) -> bool:
        """Tell whether this is the time to write: participants first meet and read."""
        return self.may_write and (self.leads or self.session.step not in QUIET)

    def wrote(self, note: Note) -> bool:
        """Tell whether `note` was put from this seat."""
        return self.participant is not None and note.participant_id == self.participant.pk

    def require_lead(self) -> None:
        """Refuse with 404 unless this is a facilitator's seat."""
        if not self.leads:
            raise Http404


def session_of(desk: Desk, pk: int) -> Session:
    """Return a session of the desk's coalition, or 404."""
    found = Session.objects.select_related("coalition", "vertelpunt").filter(coalition=desk.coalition, pk=pk).first()
    if found is None:
        raise Http404
    return found


def table_of(desk: Desk, session: int, pk: int) -> Table:
    """Return a table of a session of the desk's coalition, or 404."""
    tables = Table.objects.select_related("session__coalition", "session__vertelpunt", "board")
    found = tables.filter(session=session, session__coalition=desk.coalition, pk=pk).first()
    if found is None:
        raise Http404
    return found


def proposal_of(desk: Desk, number: int) -> Proposal:
    """Return a proposal of the desk's coalition, or 404; a hidden one only for those who can mend it."""
    proposals = Proposal.objects.select_related("coalition", "vertelpunt", "session", "decision")
    found = proposals.filter(coalition=desk.coalition, number=number).first()
    if found is None or (found.hidden and not desk.may(Permission.PREPARE_SESSIONS)):
        raise Http404
    return found


def _board(session: int, table: int) -> Board:
    boards = Board.objects.select_related("table__session__coalition", "table__session__vertelpunt")
    found = boards.filter(table=table, table__session=session).first()
    if found is None:
        raise Http404
    return found


def participant_with(token: str, session: int) -> Participant | None:
    """Return who holds `token` in `session`."""
    if not token:
        return None
    digest = keyed_digest(PARTICIPANT, token)
    return Participant.objects.select_related("table").filter(session=session, token_digest=digest).first()


def participant_in(request: HttpRequest, session: int) -> Participant | None:
    """Return who this browser is in `session`."""
    return participant_with(token_of(request.COOKIES, session), session)


def participant_seat(request: HttpRequest, session: int, table: int) -> Seat:
    """Return the participant's seat at their own table, or 404."""
    participant = participant_in(request, session)
    if participant is None or participant.table_id != table:
        raise Http404
    return Seat(_board(session, table), participant=participant)


def facilitator_seat(desk: Desk, session: int, table: int) -> Seat:
    """Return a facilitator's seat at any table of the coalition's sessions, or 404."""
    desk.require(Permission.PREPARE_SESSIONS)
    session_of(desk, session)
    return Seat(_board(session, table), member=desk.user)


def closed_message(session: Session) -> str | Promise:
    """Say that a session is not open, and what to do."""
    if session.state == Session.State.FINISHED:
        return _("This session is finished. Everything that was on the board is kept; nothing can be added now.")
    return _("This session has not started yet. The facilitator opens it; then try again.")


def must_be_open(seat: Seat) -> None:
    """Refuse what a participant writes before the session is open or after it was finished."""
    if not seat.may_write:
        raise Refused("session_closed", closed_message(seat.session), status=409)
