"""Joining a session with its code, on one's own phone, without an account."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from duiding.access import PARTICIPANT, closed_message
from duiding.live import touch_session
from duiding.models import Participant, Session, Table
from duiding.seating import best_table
from lib.errors import Refused
from lib.secrets import keyed_digest, new_token, normal_code
from vertelpunt.limits import Limit

MOST_NAME = 40
GUESSES = Limit(most=60, seconds=10 * 60)  # a room with a hundred phones behind one address passes easily
JOINS = Limit(most=300, seconds=10 * 60)


@dataclass(frozen=True)
class Joined:
    """Somebody who joined, with the token that only their browser keeps."""

    participant: Participant
    token: str


def session_with_code(*, typed: str, address: str) -> Session:
    """Return the open session with this code, or say what is wrong; wrong guesses are counted by address."""
    if GUESSES.reached(address):
        message = _("There were too many wrong codes from here. Wait ten minutes, or ask the facilitator.")
        raise Refused("too_many_guesses", message, status=429)
    session = Session.objects.filter(join_code=normal_code(typed)).first()
    if session is None:
        GUESSES.count(address)
        message = _("We do not know this code. Look again at the screen or the sign on your table.")
        raise Refused("wrong_code", message, status=404)
    if session.state != Session.State.OPEN:
        raise Refused("session_closed", closed_message(session), status=409)
    return session


def _table_for(session: Session, wanted: int | None, perspective: str) -> Table:
    tables = list(session.tables.prefetch_related("participants"))
    chosen = [table for table in tables if table.pk == wanted]
    if chosen and not session.assigned:
        return chosen[0]
    if not session.assigned and len(tables) > 1:
        raise Refused("no_table", _("Choose a table."))
    seated = {table.pk: [person.perspective for person in table.participants.all()] for table in tables}
    best = best_table([table.pk for table in tables], seated, perspective)
    return next(table for table in tables if table.pk == best)


def _free_name(table: Table, name: str) -> None:
    """Refuse a name that somebody at the table has, for notes are signed with it."""
    if any(person.name.strip().casefold() == name.strip().casefold() for person in table.participants.all()):
        message = _("There is a %(name)s at this table already. Add something, so that people can tell you apart.")
        raise Refused("same_name", str(message) % {"name": name}, status=409)


@transaction.atomic
def join(*, session: Session, name: str, perspective: str, table: int | None) -> Joined:
    """Sit down at a table: the one that was chosen, or the best one when people are shared out."""
    locked = Session.objects.select_for_update().get(pk=session.pk)
    if locked.state != Session.State.OPEN:
        raise Refused("session_closed", closed_message(locked), status=409)
    token, seat = new_token(), _table_for(locked, table, perspective)
    _free_name(seat, name)
    participant = Participant.objects.create(
        session=locked,
        table=seat,
        name=name[:MOST_NAME],
        perspective=perspective,
        token_digest=keyed_digest(PARTICIPANT, token),
    )
    touch_session(locked)
    return Joined(participant, token)


@transaction.atomic
def change_table(*, participant: Participant, table: int | None) -> None:
    """Sit down at another table, when one's own was removed."""
    participant.table = _table_for(participant.session, table, participant.perspective)
    participant.save(update_fields=["table"])
    touch_session(participant.session)
