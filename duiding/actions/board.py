"""Putting notes on a board and taking them off."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.access import Seat, must_be_open
from duiding.actions.acts import Do, remember
from duiding.actions.once import Answer, body_digest, once
from duiding.live import one_by_one, touch
from duiding.models import Note
from duiding.queries.material import cards_on, stories_on
from lib.errors import Refused
from people.actions import log


@dataclass(frozen=True)
class NoteData:
    """A note as it was written."""

    kind: str
    text: str
    so_that: str = ""
    said_by: str = ""
    observation: int | None = None
    story: UUID | None = None


def _check(seat: Seat, data: NoteData) -> None:
    must_be_open(seat)
    if data.observation is not None and data.observation not in {card.pk for card in cards_on(seat.table)}:
        raise Refused("card_gone", _("This card is not on the table any more. Put your note without it."), status=409)
    if data.story is not None and data.story not in {story.pk for story in stories_on(seat.table)}:
        message = _("This story is not on the table any more. Put your note without it, in your own words.")
        raise Refused("story_gone", message, status=409)


def add_note(*, seat: Seat, client_id: UUID, data: NoteData) -> Answer:
    """Put a note on the board, once, and tell all screens of the table."""
    body = {"do": "note", "board": seat.board.pk, **asdict(data)}

    def act() -> Answer:
        _check(seat, data)
        note = Note.objects.create(
            board=seat.board,
            client_id=client_id,
            body_digest=body_digest(body),
            kind=data.kind,
            text=data.text,
            so_that=data.so_that,
            said_by=data.said_by if seat.leads else "",
            observation_id=data.observation,
            story_id=data.story,
            **seat.writer,
        )
        return {"note": note.pk, "revision": touch(seat.board)}

    return once(seat, client_id, body, act)


@transaction.atomic
def remove_note(*, seat: Seat, note: int) -> int:
    """Take a note off and return the revision: one's own for good, any for a facilitator, who can undo it."""
    one_by_one(seat.board)
    there = Note.objects if seat.leads else Note.everything
    found = there.filter(board=seat.board, pk=note).first()
    if found is None:
        return seat.board.revision
    if not (seat.leads or seat.wrote(found)):
        raise Http404
    must_be_open(seat)
    if seat.member is None or found.hidden:  # words of a withdrawn story do not wait to come back
        found.delete()
    else:
        found.removed_at = timezone.now()
        found.save(update_fields=["removed_at"])
        remember(seat, Do.TAKE_OFF, note=found)
    if seat.member is not None:
        log("note-removed", actor=seat.member, coalition=seat.session.coalition, thing=seat.table)
    return touch(seat.board)
