"""Undoing what a facilitator did on a board: only what still holds; what others changed since stays."""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from duiding.access import Seat
from duiding.actions.acts import Do, Where, digest_of, now_undone
from duiding.actions.arranging import cluster_on, lay, note_on, order_of, put_in_order
from duiding.actions.clusters import dots_of, must_be_free
from duiding.actions.once import Answer, once
from duiding.actions.splitting import words_of
from duiding.live import one_by_one, touch
from duiding.models import Act, Cluster, Dot, Note, Proposal
from lib.errors import Refused

Undo = Callable[[Seat, Act], None]


def _changed() -> Refused:
    message = _("This was changed again in the meantime, so it stays as it is now. Undo what came later first.")
    return Refused("changed_since", message, status=409)


def _note(seat: Seat, act: Act) -> Note:
    return note_on(seat, act.note_id or 0)


def _move(seat: Seat, act: Act) -> None:
    note, before = _note(seat, act), act.before["cluster"]
    if note.cluster_id != act.after["cluster"]:
        raise _changed()
    lay(note, None if before is None else cluster_on(seat, before), act.before["next"])


def _order(seat: Seat, act: Act) -> None:
    note = _note(seat, act)
    now = {one.pk: one for one in order_of(seat.board, note.cluster_id)}
    if list(now) != act.after["order"]:
        raise _changed()
    put_in_order([now[pk] for pk in act.before["order"]], note.cluster)


def _place(seat: Seat, act: Act) -> None:
    note = _note(seat, act)
    if [note.x, note.y] != act.after["place"]:
        raise _changed()
    note.x, note.y = act.before["place"]
    note.save(update_fields=["x", "y"])


def _take_off(_seat: Seat, act: Act) -> None:
    note = Note.everything.get(acts=act)
    note.removed_at = None
    note.save(update_fields=["removed_at"])


def _split(seat: Seat, act: Act) -> None:
    note, part = _note(seat, act), note_on(seat, act.part_id or 0)
    same = words_of(note) == act.after["first"] and words_of(part) == act.after["second"]
    if not same or note.cluster_id != part.cluster_id:
        raise _changed()
    note.text, note.so_that = act.words, act.so_that
    note.save(update_fields=["text", "so_that"])
    act.part = None
    act.save(update_fields=["part"])
    part.delete()


def _put_back(seat: Seat, places: Where, now_in: int | None) -> None:
    """Put notes back where they were, as far as they are still where they were left and their group is there."""
    there = {cluster.pk: cluster for cluster in seat.board.clusters.all()}
    found = list(Note.objects.filter(board=seat.board, pk__in=places, cluster=now_in))
    for note in found:
        cluster, position = places[str(note.pk)]
        note.cluster, note.position = there.get(cluster), position if cluster in there else 0
    Note.objects.bulk_update(found, ["cluster", "position"])


def _named(seat: Seat, act: Act) -> Cluster:
    """Return the group that an act made or renamed, if its name is still the one that it gave."""
    cluster = cluster_on(seat, act.after["cluster"])
    if digest_of(cluster.name) != act.after["name"]:
        raise _changed()
    return cluster


def _group(seat: Seat, act: Act) -> None:
    cluster = _named(seat, act)
    must_be_free(cluster)
    others = Note.objects.filter(cluster=cluster).exclude(pk__in=act.before["notes"])
    if others.exists():
        message = _("Other notes were put in this group in the meantime, so it stays. Take them out first.")
        raise Refused("group_grew", message, status=409)
    _put_back(seat, act.before["notes"], cluster.pk)
    cluster.delete()


def _rename(seat: Seat, act: Act) -> None:
    cluster = _named(seat, act)
    cluster.name = act.words
    cluster.save(update_fields=["name"])


def _again(seat: Seat, act: Act) -> Cluster:
    """Make a group that went once more, as it was."""
    was = act.before
    return Cluster.objects.create(pk=was["cluster"], board=seat.board, name=act.words, position=was["position"])


def _ungroup(seat: Seat, act: Act) -> None:
    _again(seat, act)
    _put_back(seat, act.before["notes"], None)


def _merge(seat: Seat, act: Act) -> None:
    keep = cluster_on(seat, act.after["cluster"])
    if dots_of(keep) != act.after["dots"]:
        message = _("Dots were put on this group in the meantime, so the two groups stay together.")
        raise Refused("dots_since", message, status=409)
    again = _again(seat, act)
    _put_back(seat, act.before["notes"], keep.pk)
    Proposal.objects.filter(pk__in=act.before["proposals"], cluster=keep).update(cluster=again)
    for participant, member, number in act.before["dots"]:
        _take_apart(keep, again, {"participant_id": participant, "member_id": member}, number)


def _take_apart(keep: Cluster, again: Cluster, who: dict[str, int | None], number: int) -> None:
    """Let the dots that one writer had put on a group lie on it again."""
    both = Dot.objects.get(cluster=keep, **who)
    if both.number == number:
        both.cluster = again
        both.save(update_fields=["cluster"])
    else:
        both.number -= number
        both.save(update_fields=["number"])
        Dot.objects.create(board=keep.board, cluster=again, number=number, **who)


UNDO: dict[str, Undo] = {
    Do.MOVE: _move,
    Do.ORDER: _order,
    Do.PLACE: _place,
    Do.TAKE_OFF: _take_off,
    Do.SPLIT: _split,
    Do.GROUP: _group,
    Do.RENAME: _rename,
    Do.UNGROUP: _ungroup,
    Do.MERGE: _merge,
}


def undo(*, seat: Seat, client_id: UUID, act: int) -> Answer:
    """Undo what a facilitator did at this table; what was undone already stays so."""
    seat.require_lead()

    def back() -> Answer:
        one_by_one(seat.board)
        found = Act.objects.filter(board=seat.board, pk=act).first()
        if found is None:
            message = _("This cannot be undone any more: what it was about has gone for good.")
            raise Refused("act_gone", message, status=409)
        if found.undone_at is None:
            UNDO[found.do](seat, found)
            now_undone(found)
        return {"act": found.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "undo", "act": act}, back)
