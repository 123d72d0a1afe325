"""Putting notes together: by several facilitators at once, during the session and after it."""

from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from duiding.access import Seat
from duiding.actions.once import Answer, once
from duiding.live import touch
from duiding.models import Cluster, Note
from lib.errors import Refused


def _cluster(seat: Seat, pk: int) -> Cluster:
    found = Cluster.objects.filter(board=seat.board, pk=pk).first()
    if found is None:
        message = _("Somebody else removed this group in the meantime. Its notes are free again; nothing is lost.")
        raise Refused("cluster_gone", message, status=409)
    return found


def _note(seat: Seat, pk: int) -> Note:
    found = Note.objects.filter(board=seat.board, pk=pk).first()
    if found is None:
        raise Refused("note_gone", _("This note was taken off the board in the meantime."), status=409)
    return found


def _must_be_free(cluster: Cluster) -> None:
    """Refuse to remove a group that something rests on: a proposal would leave the table, dots would be gone."""
    if cluster.proposals.exists():
        message = _("A proposal was made of this group, so it stays. Give it another name, or take its notes out.")
        raise Refused("cluster_has_proposal", message, status=409)
    if cluster.dots.exists():
        message = _("People put dots on this group, so it stays. Give it another name, or take its notes out.")
        raise Refused("cluster_has_dots", message, status=409)


def add_cluster(*, seat: Seat, client_id: UUID, name: str) -> Answer:
    """Make a group with a name."""
    seat.require_lead()

    def act() -> Answer:
        last = seat.board.clusters.aggregate(last=Max("position"))["last"] or 0
        cluster = Cluster.objects.create(board=seat.board, name=name, position=last + 1)
        return {"cluster": cluster.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "cluster", "board": seat.board.pk, "name": name}, act)


def rename_cluster(*, seat: Seat, client_id: UUID, cluster: int, name: str) -> Answer:
    """Give a group another name."""
    seat.require_lead()

    def act() -> Answer:
        found = _cluster(seat, cluster)
        found.name, found.hidden = name, False
        found.save(update_fields=["name", "hidden"])
        return {"cluster": found.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "rename", "cluster": cluster, "name": name}, act)


def delete_cluster(*, seat: Seat, client_id: UUID, cluster: int) -> Answer:
    """Remove a group that nothing rests on; its notes are free again. A group that is gone already stays gone."""
    seat.require_lead()

    def act() -> Answer:
        found = Cluster.objects.select_for_update().filter(board=seat.board, pk=cluster).first()
        if found is not None:
            _must_be_free(found)
            found.delete()
        return {"cluster": cluster, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "delete", "cluster": cluster}, act)


def move_note(*, seat: Seat, client_id: UUID, note: int, cluster: int | None) -> Answer:
    """Put a note in a group, or take it out of all groups; the last move counts."""
    seat.require_lead()

    def act() -> Answer:
        found = _note(seat, note)
        found.cluster = None if cluster is None else _cluster(seat, cluster)
        found.save(update_fields=["cluster"])
        return {"note": found.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "move", "note": note, "cluster": cluster}, act)
