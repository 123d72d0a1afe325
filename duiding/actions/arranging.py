"""Where notes lie: in which group, in which order, and at which place on the wall; the last word counts."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from duiding.access import Seat
from duiding.actions.acts import Do, remember
from duiding.actions.once import Answer, once
from duiding.live import one_by_one, touch
from duiding.models import Board, Cluster, Note
from lib.errors import Refused
from lib.ordering import moved

Place = tuple[float, float] | None


def cluster_on(seat: Seat, pk: int) -> Cluster:
    """Return a group of the board of `seat`, or say that somebody removed it."""
    found = Cluster.objects.filter(board=seat.board, pk=pk).first()
    if found is None:
        message = _("Somebody else removed this group in the meantime. Its notes are free again; nothing is lost.")
        raise Refused("cluster_gone", message, status=409)
    return found


def note_on(seat: Seat, pk: int) -> Note:
    """Return a note on the board of `seat`, or say that it was taken off."""
    found = Note.objects.filter(board=seat.board, pk=pk).first()
    if found is None:
        raise Refused("note_gone", _("This note was taken off the board in the meantime."), status=409)
    return found


def order_of(board: Board, cluster: int | None) -> list[Note]:
    """Return the notes of a group in their order; what is in no group has none."""
    return list(Note.objects.filter(board=board, cluster=cluster)) if cluster is not None else []


def put_in_order(notes: Sequence[Note], cluster: Cluster | None) -> None:
    """Let `notes` be in `cluster`, in this order; in no group they lie as they came."""
    for position, note in enumerate(notes, start=1):
        note.cluster, note.position = cluster, position if cluster is not None else 0
    Note.objects.bulk_update(notes, ["cluster", "position"])


def lay(note: Note, cluster: Cluster | None, before: int | None = None) -> None:
    """Put a note in a group, before another one or at its end; or in none."""
    if cluster is None:
        return put_in_order([note], None)
    order = [one for one in order_of(note.board, cluster.pk) if one.pk != note.pk]
    place = next((place for place, one in enumerate(order) if one.pk == before), len(order))
    return put_in_order([*order[:place], note, *order[place:]], cluster)


def after_it(note: Note) -> int | None:
    """Return which note lies after `note` in its group."""
    order = [one.pk for one in order_of(note.board, note.cluster_id)]
    return next(iter(order[order.index(note.pk) + 1 :]), None) if note.pk in order else None


def move_note(*, seat: Seat, client_id: UUID, note: int, cluster: int | None, before: int | None = None) -> Answer:
    """Put a note in a group, before another one if asked, or take it out of all groups; the last move counts."""
    seat.require_lead()

    def act() -> Answer:
        one_by_one(seat.board)
        found = note_on(seat, note)
        to = None if cluster is None else cluster_on(seat, cluster)
        was = {"cluster": found.cluster_id, "next": after_it(found)}
        lay(found, to, before)
        now = {"cluster": cluster, "next": after_it(found)}
        if was["cluster"] != cluster or (before is not None and was != now):
            remember(seat, Do.MOVE, note=found, before=was, after=now)
        return {"note": found.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "move", "note": note, "cluster": cluster, "before": before}, act)


def order_note(*, seat: Seat, client_id: UUID, note: int, earlier: bool) -> Answer:
    """Let a note lie one place earlier or later in its group."""
    seat.require_lead()

    def act() -> Answer:
        one_by_one(seat.board)
        found = note_on(seat, note)
        if found.cluster is None:
            message = _("This note is in no group any more. Notes have an order within a group only.")
            raise Refused("no_order", message, status=409)
        order = order_of(seat.board, found.cluster_id)
        was = [one.pk for one in order]
        put_in_order(moved(order, was.index(found.pk), earlier=earlier), found.cluster)
        now = [one.pk for one in order_of(seat.board, found.cluster_id)]
        if now != was:
            remember(seat, Do.ORDER, note=found, before={"order": was}, after={"order": now})
        return {"note": found.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "order", "note": note, "earlier": earlier}, act)


def place_note(*, seat: Seat, client_id: UUID, note: int, place: Place) -> Answer:
    """Put a note at a place on the wall, or take it off that place; its group stays."""
    seat.require_lead()

    def act() -> Answer:
        one_by_one(seat.board)
        found = note_on(seat, note)
        was = [found.x, found.y]
        found.x, found.y = place or (None, None)
        found.save(update_fields=["x", "y"])
        if was != [found.x, found.y]:
            remember(seat, Do.PLACE, note=found, before={"place": was}, after={"place": [found.x, found.y]})
        return {"note": found.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "place", "note": note, "place": place}, act)
