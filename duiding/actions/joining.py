"""Joining a session with its code, on one's own phone, without an account."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.access import PARTICIPANT, closed_message
from duiding.live import hold, touch, touch_session
from duiding.models import Board, Participant, Session, Table
from duiding.seating import best_table
from duiding.wording import plain_name
from lib.errors import Refused
from lib.limits import Limit
from lib.secrets import keyed_digest, new_token, normal_code

MOST_NAME = 40
ARRIVAL = "arrival"
# A hundred phones in a room have one address. After 60 wrong codes only the code of a session that is open passes,
# and after five times as many none does. That leaves 43,200 tries a day for one address, of 31**6 = 887 million codes:
# with fifty sessions open day and night, one hit in more than a year.
GUESSES = Limit("session-codes", most=60, seconds=10 * 60)
FAR = 5
JOINS = Limit("joins", most=300, seconds=10 * 60)


@dataclass(frozen=True)
class Joined:
    """Somebody who joined, with the token that only their browser keeps."""

    participant: Participant
    token: str


def _too_many() -> Refused:
    message = _(
        "There were many wrong codes from here. Look again at your code. Is it right? Then wait ten minutes, or ask "
        "the facilitator."
    )
    return Refused("too_many_guesses", message, status=429)


def session_with_code(*, typed: str, address: str) -> Session:
    """Return the open session with this code, or say what is wrong; wrong guesses are counted by address."""
    if GUESSES.reached(address, times=FAR):
        raise _too_many()
    session = Session.objects.filter(join_code=normal_code(typed)).first()
    if GUESSES.reached(address) and (session is None or session.state != Session.State.OPEN):
        GUESSES.count(address)  # what is wrong with the code is not said any more
        raise _too_many()
    if session is None:
        GUESSES.count(address)
        message = _("We do not know this code. Look again at the screen or the sign on your table.")
        raise Refused("wrong_code", message, status=404)
    if session.state != Session.State.OPEN:
        raise Refused("session_closed", closed_message(session), status=409)
    return session


def _table_for(session: Session, wanted: int | None, perspective: str) -> Table:
    tables = list(session.tables.prefetch_related("participants"))
    if not tables:
        raise Refused("no_table", _("There is no table yet. Wait a moment, or ask the facilitator."), status=409)
    chosen = [table for table in tables if table.pk == wanted]
    if chosen and not session.assigned:
        return chosen[0]
    if not session.assigned and len(tables) > 1:
        raise Refused("no_table", _("Choose a table."))
    tables = [table for table in tables if table.only in ("", perspective)] or tables
    seated = {table.pk: [person.perspective for person in table.participants.all()] for table in tables}
    best = best_table([table.pk for table in tables], seated, perspective)
    return next(table for table in tables if table.pk == best)


def _free_name(table: Table, name: str) -> None:
    """Refuse a name that somebody at the table has, for notes are signed with it."""
    if any(plain_name(person.name) == plain_name(name) for person in table.participants.all()):
        message = _(
            "There is a %(name)s at this table already. Was that you? Choose “I was here already” below. If not, add "
            "something, so that people can tell you apart."
        )
        raise Refused("same_name", str(message) % {"name": name}, status=409)


def _arrived(session: Session, key: UUID | None, name: str, perspective: str) -> Joined | None:
    """Return who sat down with this form before: pressing a button twice makes one person."""
    if key is None:
        return None
    token = token_of_form(key)
    same = {"token_digest": keyed_digest(PARTICIPANT, token), "name": name[:MOST_NAME], "perspective": perspective}
    found = Participant.objects.filter(session=session, **same).first()
    return Joined(found, token) if found else None


def token_of_form(key: UUID) -> str:
    """Return the token that goes with a form: sent twice it is the same one."""
    return keyed_digest(ARRIVAL, str(key))


def _token(key: UUID | None) -> str:
    """Return the token that goes with a form, or a new one when somebody else sat down with that form before."""
    token = token_of_form(key) if key else new_token()
    taken = Participant.objects.filter(token_digest=keyed_digest(PARTICIPANT, token)).exists()
    return new_token() if taken else token


def _nobody_alike(session: Session, name: str, perspective: str) -> None:
    """Ask who has the name and perspective of somebody at another table whether that is them."""
    named = (one for one in session.participants.select_related("table") if plain_name(one.name) == plain_name(name))
    there = next((one for one in named if one.perspective == perspective), None)
    if there is not None:
        message = _("There is a %(name)s at another table already. Was that you? Choose “I was here already” below.")
        raise Refused("alike", str(message) % {"name": there.name}, status=409)


@transaction.atomic
def join(
    *,
    session: Session,
    name: str,
    perspective: str,
    table: int | None,
    key: UUID | None = None,
    sure: bool = True,
) -> Joined:
    """Sit down at a table, once for each form: the one that was chosen, or the best one when people are shared out.

    Unless they are `sure` to be somebody else, who has the name of somebody at another table is asked first.
    """
    hold(session)
    locked = Session.objects.select_for_update().get(pk=session.pk)
    if locked.state != Session.State.OPEN:
        raise Refused("session_closed", closed_message(locked), status=409)
    before = _arrived(locked, key, name, perspective)
    if before is not None:
        return before
    token, seat = _token(key), _table_for(locked, table, perspective)
    _free_name(seat, name)
    if not sure:
        _nobody_alike(locked, name, perspective)
    participant = Participant.objects.create(
        session=locked,
        table=seat,
        name=name[:MOST_NAME],
        perspective=perspective,
        token_digest=keyed_digest(PARTICIPANT, token),
        seated_at=timezone.now(),
    )
    touch(Board.objects.select_related("table").get(table=seat))
    return Joined(participant, token)


@transaction.atomic
def change_table(*, participant: Participant, table: int | None) -> None:
    """Sit down at another table, when one's own was removed."""
    participant.table = _table_for(participant.session, table, participant.perspective)
    participant.save(update_fields=["table"])
    touch_session(participant.session)
