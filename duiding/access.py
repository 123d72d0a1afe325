"""Fetch a session, a seat at a table or a proposal for this person, or refuse, in one call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duiding.cookies import token_of
from duiding.models import Board, Invitee, Note, Participant, ProgrammeStep, Proposal, Session, Table
from duiding.models.leading import leading_of
from duiding.queries.following import asked_of
from duiding.queries.lying import MEETING, Lying, lying_at
from duiding.queries.outcomes import shared
from duiding.steps import STEPS
from lib.errors import Refused
from lib.secrets import keyed_digest
from people.access import Desk
from people.models import User
from people.roles import Permission

PARTICIPANT = "participant"
LOOK_BACK_FOR = timedelta(days=1)


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
    def key(self) -> str:
        """Return who writes, as a browser keeps it with what it could not send yet."""
        return f"m{self.member.pk}" if self.member else f"p{self.participant.pk}" if self.participant else ""

    @property
    def may_write(self) -> bool:
        """Tell whether notes can be put now: facilitators may finish their work after the session."""
        return self.leads or (self.session.state == Session.State.OPEN and not leading_of(self.session).locked)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of notes that this step asks for; a facilitator writes down all that is said."""
        return tuple(Note.Kind.values) if self.leads else STEPS[self.session.step].notes

    @property
    def asks_notes(self) -> bool:
        """Tell whether this is the time to write: participants first meet and read."""
        return self.may_write and bool(self.kinds)

    @property
    def may_look_back(self) -> bool:
        """Tell whether this is in time to look back: also for a day after the session was finished."""
        finished = self.session.finished_at
        return self.may_write or (finished is not None and timezone.now() < finished + LOOK_BACK_FOR)

    def wrote(self, note: Note) -> bool:
        """Tell whether `note` was put from this seat."""
        return self.participant is not None and note.participant_id == self.participant.pk

    def require_lead(self) -> None:
        """Refuse with 404 unless this is a facilitator's seat."""
        if not self.leads:
            raise Http404


def session_of(desk: Desk, pk: int) -> Session:
    """Return a session of the desk's coalition, or 404."""
    sessions = Session.objects.select_related("coalition", "vertelpunt", "leading__now")
    return get_object_or_404(sessions, coalition=desk.coalition, pk=pk)


def table_of(desk: Desk, session: int, pk: int) -> Table:
    """Return a table of a session of the desk's coalition, or 404."""
    tables = Table.objects.select_related("session__coalition", "session__vertelpunt", "board")
    return get_object_or_404(tables, session=session, session__coalition=desk.coalition, pk=pk)


def step_of(desk: Desk, session: int, pk: int) -> ProgrammeStep:
    """Return a step of the programme of a session of the desk's coalition, or 404."""
    steps = ProgrammeStep.objects.select_related("session", "day")
    return get_object_or_404(steps, session=session, session__coalition=desk.coalition, pk=pk)


def invitee_of(desk: Desk, session: int, pk: int) -> Invitee:
    """Return somebody who is asked to a session of the desk's coalition, or 404."""
    people = Invitee.objects.select_related("session__coalition", "contact", "table")
    return get_object_or_404(people, session=session, session__coalition=desk.coalition, pk=pk)


def proposal_of(desk: Desk, number: int) -> Proposal:
    """Return a proposal of the desk's coalition, or 404; a hidden one only for those who can mend it."""
    proposals = Proposal.objects.select_related("coalition", "vertelpunt", "session", "decision")
    found = proposals.filter(coalition=desk.coalition, number=number).first()
    if found is None or (found.hidden and not desk.may(Permission.PREPARE_SESSIONS)):
        raise Http404
    return found


def asked_proposal(desk: Desk, pk: int) -> Proposal:
    """Return a proposal of another coalition that was put before a decider of this one, or 404."""
    return get_object_or_404(asked_of(desk.coalition).select_related("vertelpunt", "session"), pk=pk)


def shared_proposal(desk: Desk, pk: int) -> Proposal:
    """Return a proposal that its coalition made public, or 404."""
    found = shared().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def participant_with(token: str, session: int) -> Participant | None:
    """Return who holds `token` in `session`."""
    if not token:
        return None
    digest = keyed_digest(PARTICIPANT, token)
    people = Participant.objects.select_related("table__board", *(f"table__{name}" for name in MEETING))
    return people.filter(session=session, token_digest=digest).first()


def participant_in(request: HttpRequest, session: int) -> Participant | None:
    """Return who this browser is in `session`."""
    return participant_with(token_of(request.COOKIES, session), session)


def participant_seat(cookies: Mapping[str, str], session: int, table: int) -> Seat:
    """Return the participant's seat at their own table as it is now, or 404."""
    return seat_in(cookies, lying_at(table, session, to_show=False))


def seat_in(cookies: Mapping[str, str], lying: Lying) -> Seat:
    """Return the seat of a participant at their own table, of what was read of it, or 404."""
    digest = keyed_digest(PARTICIPANT, token_of(cookies, lying.board.table.session_id))
    found = next((person for person in lying.people if person.token_digest == digest), None)
    if found is None:
        raise Http404
    return Seat(lying.board, participant=found)


def facilitator_seat(desk: Desk, session: int, table: int) -> Seat:
    """Return a facilitator's seat at any table of the coalition's sessions, or 404."""
    desk.require(Permission.PREPARE_SESSIONS)
    session_of(desk, session)
    boards = Board.objects.select_related(*(f"table__{name}" for name in MEETING))
    return Seat(get_object_or_404(boards, table=table, table__session=session), member=desk.user)


def closed_message(session: Session) -> str | Promise:
    """Say that a session is not open, and what to do."""
    if session.state == Session.State.FINISHED:
        return _("This session is finished. Everything that was on the board is kept; nothing can be added now.")
    return _("This session has not started yet. The facilitator opens it; then try again.")


def must_be_open(seat: Seat) -> None:
    """Refuse what a participant writes before the session is open, while it is locked or after it was finished."""
    if not seat.may_write and seat.session.state == Session.State.OPEN:
        message = _("The facilitator closed the boards for a moment. Your words are kept here; put them again later.")
        raise Refused("locked", message, status=409)
    if not seat.may_write:
        raise Refused("session_closed", closed_message(seat.session), status=409)


def must_be_in_time(seat: Seat) -> None:
    """Refuse who looks back when it is too early or too late, or while the session is locked."""
    if seat.may_look_back:
        return
    if seat.session.state == Session.State.FINISHED:
        message = _(
            "This session was finished more than a day ago, so looking back is closed. Your words are still here: "
            "copy them and give them to the facilitator."
        )
        raise Refused("too_late", message, status=409)
    must_be_open(seat)
