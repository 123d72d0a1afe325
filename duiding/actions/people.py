"""The people at the tables, as a facilitator puts them right: move, rename, put together, take off, write down."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from duiding.access import PARTICIPANT
from duiding.actions.coming_back import end_seat
from duiding.actions.joining import MOST_NAME, token_of_form
from duiding.actions.seated_people import Room, in_session, touch_tables
from duiding.models import Dot, FormerSeat, LookBack, Note, Participant, Proposal, Receipt, Session
from duiding.models.leading import DOTS
from duiding.wording import plain_name
from lib.errors import Refused
from lib.secrets import keyed_digest
from people.access import Desk
from people.actions import log
from people.roles import Permission

MOST_WORDS = 500
STAY, GO = "stay", "go"


def _room(desk: Desk, session: Session) -> Room:
    desk.require(Permission.PREPARE_SESSIONS)
    return in_session(session)


@transaction.atomic
def write_down(*, desk: Desk, session: Session, table: int, name: str, perspective: str, key: UUID) -> Participant:
    """Write down somebody without a phone; the same form sent twice makes one person."""
    room, digest = _room(desk, session), keyed_digest(PARTICIPANT, token_of_form(key))
    before = next((one for one in room.people.values() if one.token_digest == digest), None)
    if before is not None:
        return before
    seat = room.table(table)
    room.free_name(seat.pk, name)
    values = {"name": name[:MOST_NAME], "perspective": perspective, "token_digest": digest, "by_hand": True}
    made = Participant.objects.create(session=room.session, table=seat, **values)
    touch_tables(session, {seat.pk})
    log("participant-written-down", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


@transaction.atomic
def move(*, desk: Desk, session: Session, participant: int, table: int, was: int | None) -> None:
    """Seat somebody at another table; `was` is where the reader saw them: somebody else may have moved them since."""
    room = _room(desk, session)
    person, seat = room.person(participant), room.table(table)
    if person.table_id == seat.pk:
        return
    if person.table_id != was:
        message = _("%(name)s was seated at %(table)s in the meantime. Look whether you still want to move them.")
        raise Refused(
            "moved_meanwhile", str(message) % {"name": person.name, "table": person.table or "–"}, status=409
        )
    room.free_name(seat.pk, person.name, person)
    person.table = seat
    person.save(update_fields=["table"])
    touch_tables(session, {was, seat.pk})
    log("participant-moved", actor=desk.user, coalition=desk.coalition, thing=person)


@transaction.atomic
def rename(*, desk: Desk, session: Session, participant: int, values: Mapping[str, str]) -> None:
    """Put right how somebody is called, or from where they look; notes and proposals follow."""
    room = _room(desk, session)
    person = room.person(participant)
    name, called = values.get("name", person.name)[:MOST_NAME], person.name
    room.free_name(person.table_id, name, person)
    person.name, person.perspective = name, values.get("perspective", person.perspective)
    person.save(update_fields=["name", "perspective"])
    _owned_as(room, person, called, name)
    touch_tables(session, {person.table_id}, person)
    log("participant-renamed", actor=desk.user, coalition=desk.coalition, thing=person)


def _owned_as(room: Room, person: Participant, called: str, name: str) -> None:
    """Let the proposals that somebody took up at their table as `called` say `name`."""
    answers = Receipt.objects.filter(participant=person).values_list("answer", flat=True)
    numbers = [answer["proposal"] for answer in answers if "proposal" in answer]
    mine = Proposal.objects.filter(coalition=room.session.coalition_id, number__in=numbers)
    taken = [one.pk for one in mine if plain_name(one.owner) == plain_name(called)]
    Proposal.objects.filter(pk__in=taken).update(owner=name)


def newest(one: Participant, other: Participant) -> Participant:
    """Return which of two people has the device that sat down last; whoever has no device comes first."""
    return max(one, other, key=lambda each: (not each.by_hand, each.seated_at or each.joined_at, each.pk))


@transaction.atomic
def put_together(*, desk: Desk, session: Session, one: int, other: int, named: int) -> Participant | None:
    """Make one person of two, called as `named` is; the device that sat down last goes on.

    Return that person, or None when they were put together before.
    """
    room = _room(desk, session)
    if one == other or named not in (one, other):
        raise Refused("same_person", _("Choose two people, and how they are called from now on."))
    if len({one, other} & set(room.people)) == 1 and _together_before(room, one, other):
        return None
    pair = room.person(one), room.person(other)
    stays = newest(*pair)
    goes = pair[0] if stays == pair[1] else pair[1]
    called = room.person(named)
    name, perspective = called.name, called.perspective
    stays.table_id = stays.table_id or goes.table_id
    room.free_name(stays.table_id, name, stays, goes)
    at = {stays.table_id, goes.table_id}
    touch_tables(session, at, stays, goes)
    for person in pair:
        _owned_as(room, person, person.name, name)
    _hand_over_all(stays, goes)
    end_seat(goes, FormerSeat.Why.TOGETHER, stays)
    FormerSeat.objects.filter(participant=goes).update(participant=stays)
    goes.delete()
    stays.name, stays.perspective = name, perspective
    stays.save(update_fields=["table", "name", "perspective"])
    log("participants-put-together", actor=desk.user, coalition=desk.coalition, thing=stays)
    return stays


def _together_before(room: Room, one: int, other: int) -> bool:
    """Tell whether the one of two people who is still there was put together with somebody."""
    there = one if one in room.people else other
    return FormerSeat.objects.filter(participant=there, why=FormerSeat.Why.TOGETHER).exists()


def _hand_over_all(stays: Participant, goes: Participant) -> None:
    """Give `stays` what `goes` wrote and chose."""
    sent = set(Note.everything.filter(participant=stays).values_list("client_id", flat=True))
    for note in Note.everything.filter(participant=goes, client_id__in=sent):
        note.client_id = uuid4()
        note.save(update_fields=["client_id"])
    Note.everything.filter(participant=goes).update(participant=stays)
    received = Receipt.objects.filter(participant=stays).values_list("client_id", flat=True)
    Receipt.objects.filter(participant=goes, client_id__in=list(received)).delete()
    Receipt.objects.filter(participant=goes).update(participant=stays)
    for dot in Dot.objects.filter(participant=goes).select_related("interpretation").order_by("pk"):
        _hand_over_dot(stays, dot)
    _one_look_back(stays, goes)


def _hand_over_dot(stays: Participant, dot: Dot) -> None:
    """Give a dot to `stays`, as far as one person may: three on the groups of a table, one reading of each card."""
    mine = Dot.objects.filter(board=dot.board_id, participant=stays)
    if dot.interpretation is not None:
        chosen = mine.filter(interpretation__observation=dot.interpretation.observation_id).exists()
        left, there = 0 if chosen else 1, None
    else:
        left = DOTS - (mine.filter(cluster__isnull=False).aggregate(sum=Sum("number"))["sum"] or 0)
        there = mine.filter(cluster=dot.cluster_id).first()
    number = min(dot.number, left)
    if there is not None or number < 1:
        dot.delete()
    if there is not None and number > 0:
        there.number += number
        there.save(update_fields=["number"])
    elif number > 0:
        dot.participant, dot.number = stays, number
        dot.save(update_fields=["participant", "number"])


def _one_look_back(stays: Participant, goes: Participant) -> None:
    """Make one look back of two: the grade of who stays, all words; what does not fit stays without anybody."""
    mine = LookBack.objects.filter(participant=stays).first()
    theirs = LookBack.objects.filter(participant=goes).first()
    if theirs is None:
        return
    if mine is None:
        theirs.participant = stays
        theirs.save(update_fields=["participant"])
        return
    words = {name: _both(getattr(mine, name), getattr(theirs, name)) for name in ("takes_along", "better")}
    if any(len(text) > MOST_WORDS for text in words.values()):
        return
    LookBack.objects.filter(pk=mine.pk).update(hidden=mine.hidden or theirs.hidden, **words)
    theirs.delete()


def _both(one: str, other: str) -> str:
    return "\n".join(dict.fromkeys(text for text in (one, other) if text))


@transaction.atomic
def take_off_list(*, desk: Desk, session: Session, participant: int, notes: str) -> str | None:
    """Take somebody off the list; their notes stay without a name, or go. Return the name, None when they were off."""
    room = _room(desk, session)
    person = room.people.get(participant)
    if person is None:
        return None
    if notes not in (STAY, GO):
        raise Refused("notes_unsaid", _("Choose what happens with the notes."))
    touch_tables(session, {person.table_id}, person)
    mine, looked = Note.everything.filter(participant=person), LookBack.objects.filter(participant=person)
    if notes == STAY:
        mine.update(participant=None)
    else:
        mine.delete()
        looked.delete()
    end_seat(person, FormerSeat.Why.REMOVED, None)
    log("participant-removed", actor=desk.user, coalition=desk.coalition, thing=person)
    person.delete()
    return person.name
