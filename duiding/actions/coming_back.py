"""Coming back to one's own seat: with a code, from another device, or let in by a facilitator."""

import hmac
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.access import PARTICIPANT, closed_message
from duiding.actions.joining import MOST_NAME, Joined, token_of_form
from duiding.actions.seated_people import Room, in_session, touch_tables
from duiding.live import raise_revisions
from duiding.models import FormerSeat, Participant, ReturnRequest, Session
from duiding.queries.people import waiting_in
from duiding.wording import plain_name
from lib.errors import Refused
from lib.limits import Limit
from lib.secrets import derived_code, keyed_digest, new_token, normal_code
from people.access import Desk
from people.actions import log
from people.roles import Permission

PURPOSE = "come-back"
PASSING = "pass-on"
PASSING_SECONDS = 10 * 60
CODE_SIZE = 5
MARK = 16
MOST_WAITING = 30
# A code has 31**5 = 28 million forms. Ten wrong ones in ten minutes for one name, from wherever, are 1,440 in a day.
# A hundred phones in a room have one address, so by address there are more: nobody keeps the others out.
GUESSES = Limit("come-back-codes", most=300, seconds=10 * 60)
GUESSES_OF = Limit("come-back-codes-of", most=10, seconds=10 * 60)
REQUESTS = Limit("return-requests", most=60, seconds=10 * 60)


def come_back_code(participant: Participant) -> str:
    """Return the code with which somebody comes back: it follows from a key, so that it is stored nowhere."""
    return derived_code(PURPOSE, f"{participant.pk}:{participant.code_round}", groups=1, size=CODE_SIZE)


def _with_code(session: Session, name: str, typed: str) -> Participant | None:
    """Return who has this name and code; it takes as long when nobody is called so."""
    code, found = normal_code(typed).encode(), None
    named = [one for one in session.participants.all() if plain_name(one.name) == plain_name(name)]
    for one in named or [Participant(pk=0)]:
        if hmac.compare_digest(come_back_code(one).encode(), code) and one.pk:
            found = one
    return found


def hand_over(room: Room, participant: Participant, digest: str, why: FormerSeat.Why) -> None:
    """Give a seat to the device with this token; the one that had it hears why it ended."""
    if participant.token_digest == digest:
        return
    end_seat(participant, why, participant)
    participant.token_digest, participant.seated_at, participant.by_hand = digest, timezone.now(), False
    participant.code_round += why == FormerSeat.Why.LET_IN  # the old code was lost, who knows where
    participant.save(update_fields=["token_digest", "seated_at", "by_hand", "code_round"])
    touch_tables(room.session, {participant.table_id})


def end_seat(participant: Participant, why: FormerSeat.Why, stays: Participant | None) -> None:
    """Keep why the device of a participant has no seat any more."""
    if not participant.by_hand:
        digest, session = participant.token_digest, participant.session_id
        FormerSeat.objects.create(session_id=session, token_digest=digest, why=why, participant=stays)


def _token_for(participant: Participant, form: UUID | None) -> str:
    """Return the token that goes with a form; a new one when that form gave a seat to somebody before."""
    token = token_of_form(form) if form else new_token()
    digest = keyed_digest(PARTICIPANT, token)
    if digest == participant.token_digest:
        return token
    taken = any(model.objects.filter(token_digest=digest).exists() for model in (Participant, FormerSeat))
    return new_token() if taken else token


def _must_be_open(session: Session) -> None:
    if session.state != Session.State.OPEN:
        raise Refused("session_closed", closed_message(session), status=409)


def come_back(*, session: Session, name: str, code: str, address: str, key: UUID | None = None) -> Joined:
    """Sit down again in one's own seat, with the name and the come-back code; wrong codes are counted."""
    about = keyed_digest(PURPOSE, f"{session.pk}:{plain_name(name)}")
    if GUESSES.reached(address) or GUESSES_OF.reached(about):
        message = _("There were many wrong codes. Ask the facilitator to let you in: use “I have no code” below.")
        raise Refused("too_many_guesses", message, status=429)
    with transaction.atomic():
        room = in_session(session)
        _must_be_open(room.session)
        found = _with_code(room.session, name, code)
        if found is not None:
            token = _token_for(found, key)
            hand_over(room, found, keyed_digest(PARTICIPANT, token), FormerSeat.Why.CAME_BACK)
            return Joined(found, token)
    GUESSES.count(address)
    GUESSES_OF.count(about)
    message = _("This name and this code do not belong together. Look again at what you wrote down.")
    raise Refused("wrong_come_back", message, status=404)


def passing_key(participant: Participant) -> str:
    """Return what takes a seat to another device: for ten minutes, and once, for then the token is another one."""
    return signing.dumps([participant.pk, participant.token_digest[:MARK]], salt=PASSING)


def passed_on(key: str) -> Participant | None:
    """Return whose seat may go to the device that holds this key."""
    try:
        pk, mark = signing.loads(key, salt=PASSING, max_age=PASSING_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    found = Participant.objects.select_related("session", "table").filter(pk=pk).first()
    return found if found is not None and hmac.compare_digest(found.token_digest[:MARK], mark) else None


@transaction.atomic
def pass_on(*, key: str, form: UUID | None = None) -> Joined:
    """Go on with one's seat on another device; the old one writes no more."""
    asked = passed_on(key)
    if asked is None:
        message = _("This square was used, or it is older than ten minutes. Show a new one on the other device.")
        raise Refused("passed_on", message, status=410)
    room = in_session(asked.session)
    found = room.person(asked.pk)
    token = _token_for(found, form)
    hand_over(room, found, keyed_digest(PARTICIPANT, token), FormerSeat.Why.CAME_BACK)
    return Joined(found, token)


@transaction.atomic
def ask_to_return(*, session: Session, name: str, perspective: str, key: UUID | None, address: str) -> str:
    """Ask a facilitator to be let in again; return the token of the device that waits."""
    room, token = in_session(session), token_of_form(key) if key else new_token()
    _must_be_open(room.session)
    digest = keyed_digest(PARTICIPANT, token)
    if any(model.objects.filter(token_digest=digest).exists() for model in (ReturnRequest, Participant)):
        return token  # sent twice
    if FormerSeat.objects.filter(token_digest=digest).exists():
        token, digest = (again := new_token()), keyed_digest(PARTICIPANT, again)
    many = waiting_in(room.session).count() >= MOST_WAITING
    if many or REQUESTS.reached(address):
        message = _("Very many people ask to come back. Walk to the facilitator, or wait ten minutes.")
        raise Refused("too_many_requests", message, status=429)
    REQUESTS.count(address)
    ReturnRequest.objects.create(
        session=room.session, token_digest=digest, name=name[:MOST_NAME], perspective=perspective
    )
    raise_revisions([], session.pk)
    return token


def waiting_with(token: str, session: int) -> ReturnRequest | None:
    """Return the request of the device that waits with this token."""
    digest = keyed_digest(PARTICIPANT, token)
    return ReturnRequest.objects.filter(session=session, token_digest=digest).first() if token else None


@transaction.atomic
def stop_waiting(*, session: Session, token: str) -> None:
    """Take one's own request back."""
    in_session(session)
    if ReturnRequest.objects.filter(session=session, token_digest=keyed_digest(PARTICIPANT, token)).delete()[0]:
        raise_revisions([], session.pk)


@transaction.atomic
def let_in(*, desk: Desk, session: Session, request: int, participant: int) -> bool:
    """Let somebody back into a seat; the device that had it stops. Tell whether this request still waited."""
    desk.require(Permission.PREPARE_SESSIONS)
    room = in_session(session)
    asked = room.session.return_requests.filter(pk=request).first()
    if asked is None:
        return False
    hand_over(room, room.person(participant), asked.token_digest, FormerSeat.Why.LET_IN)
    asked.delete()
    raise_revisions([], session.pk)
    log("participant-let-in", actor=desk.user, coalition=desk.coalition, thing=room.person(participant))
    return True


@transaction.atomic
def refuse_return(*, desk: Desk, session: Session, request: int) -> bool:
    """Say no to somebody who wants back in; they hear it. Tell whether this request still waited."""
    desk.require(Permission.PREPARE_SESSIONS)
    in_session(session)
    if not ReturnRequest.objects.filter(session=session, pk=request, refused=False).update(refused=True):
        return False
    raise_revisions([], session.pk)
    log("return-refused", actor=desk.user, coalition=desk.coalition, thing=session)
    return True
