"""Writing on a board happens once: the same request again gets the first answer again, another one 409."""

import json
from collections.abc import Callable, Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from duiding.access import Seat
from duiding.models import Participant, Receipt
from lib.errors import Refused
from lib.secrets import keyed_digest

Answer = dict[str, int]
Body = Mapping[str, object]


def body_digest(body: Body) -> str:
    """Return the keyed digest of what was asked."""
    return keyed_digest("board", json.dumps(body, sort_keys=True, default=str))


def _first_answer(seat: Seat, client_id: UUID, digest: str) -> Answer | None:
    receipt = Receipt.objects.filter(client_id=client_id, **seat.writer).first()
    if receipt is None:
        return None
    if receipt.body_digest != digest:
        message = _("This was sent before with other words. What was kept first is still there. Reload the page.")
        raise Refused("sent_before", message, status=409)
    return dict(receipt.answer)


def must_have_seat(seat: Seat) -> None:
    """Refuse who was taken off the list, or put together with somebody, while they were writing."""
    if seat.participant is not None and not Participant.objects.filter(pk=seat.participant.pk).exists():
        message = _("Your seat at this table ended a moment ago. Copy your words, and reload the page to read why.")
        raise Refused("seat_ended", message, status=409)


def _act(seat: Seat, client_id: UUID, digest: str, act: Callable[[], Answer]) -> Answer:
    receipt = Receipt.objects.create(board=seat.board, client_id=client_id, body_digest=digest, **seat.writer)
    receipt.answer = answer = act()
    receipt.save(update_fields=["answer"])
    return answer


def once(seat: Seat, client_id: UUID, body: Body, act: Callable[[], Answer]) -> Answer:
    """Carry out `act` and keep its answer, unless this writer sent `client_id` before."""
    digest = body_digest(body)
    first = _first_answer(seat, client_id, digest)
    if first is not None:
        return first
    try:
        with transaction.atomic():
            return _act(seat, client_id, digest, act)
    except IntegrityError:  # the same request arrived twice at the same moment
        first = _first_answer(seat, client_id, digest)
        if first is None:
            must_have_seat(seat)
            raise
        return first
