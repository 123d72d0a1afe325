"""Putting notes together: by several facilitators at once, during the session and after it."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from duiding.access import Seat
from duiding.actions.acts import Do, digest_of, places_of, remember
from duiding.actions.arranging import cluster_on, order_of, put_in_order
from duiding.actions.choosing import MOST_BY_HAND
from duiding.actions.once import Answer, once
from duiding.live import one_by_one, touch
from duiding.models import Cluster, Dot, Note
from lib.errors import Refused

Dots = list[list[int | None]]


def must_be_free(cluster: Cluster) -> None:
    """Refuse to remove a group that something rests on: a proposal would leave the table, dots would be gone."""
    if cluster.proposals.exists():
        message = _("A proposal was made of this group, so it stays. Give it another name, or take its notes out.")
        raise Refused("cluster_has_proposal", message, status=409)
    if cluster.dots.exists():
        message = _("People put dots on this group, so it stays. Give it another name, or take its notes out.")
        raise Refused("cluster_has_dots", message, status=409)


def add_cluster(*, seat: Seat, client_id: UUID, name: str, notes: Sequence[int] = ()) -> Answer:
    """Make a group with a name, with the notes that were ticked and are still there, from wherever they were."""
    seat.require_lead()

    def act() -> Answer:
        one_by_one(seat.board)
        last = seat.board.clusters.aggregate(last=Max("position"))["last"] or 0
        cluster = Cluster.objects.create(board=seat.board, name=name, position=last + 1)
        found = sorted(Note.objects.filter(board=seat.board, pk__in=notes), key=lambda note: notes.index(note.pk))
        before = {"notes": places_of(found)}
        put_in_order(found, cluster)
        remember(seat, Do.GROUP, before=before, after={"cluster": cluster.pk, "name": digest_of(name)})
        return {"cluster": cluster.pk, "revision": touch(seat.board)}

    body = {"do": "cluster", "board": seat.board.pk, "name": name, "notes": list(notes)}
    return once(seat, client_id, body, act)


def rename_cluster(*, seat: Seat, client_id: UUID, cluster: int, name: str) -> Answer:
    """Give a group another name; a name that repeats a withdrawn story is not kept to go back to."""
    seat.require_lead()

    def act() -> Answer:
        one_by_one(seat.board)
        found = cluster_on(seat, cluster)
        if not found.hidden and found.name != name:
            after = {"cluster": found.pk, "name": digest_of(name)}
            remember(seat, Do.RENAME, after=after, words=found.name)
        found.name, found.hidden = name, False
        found.save(update_fields=["name", "hidden"])
        return {"cluster": found.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "rename", "cluster": cluster, "name": name}, act)


def delete_cluster(*, seat: Seat, client_id: UUID, cluster: int) -> Answer:
    """Remove a group that nothing rests on; its notes are free again. A group that is gone already stays gone."""
    seat.require_lead()

    def act() -> Answer:
        one_by_one(seat.board)
        found = Cluster.objects.select_for_update().filter(board=seat.board, pk=cluster).first()
        if found is not None:
            must_be_free(found)
            notes = order_of(seat.board, found.pk)
            before = {"cluster": found.pk, "position": found.position, "notes": places_of(notes)}
            if not found.hidden:
                remember(seat, Do.UNGROUP, before=before, words=found.name)
            put_in_order(notes, None)
            found.delete()
        return {"cluster": cluster, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "delete", "cluster": cluster}, act)


def dots_of(cluster: Cluster) -> Dots:
    """Return who put how many dots on a group."""
    dots = Dot.objects.filter(cluster=cluster).order_by("participant", "member")
    return [[dot.participant_id, dot.member_id, dot.number] for dot in dots]


def _add_dots(keep: Cluster, other: Cluster) -> None:
    """Let the dots of both groups lie on one. Nobody gets more than they had: what one put on both adds up."""
    mine = {(dot.participant_id, dot.member_id): dot for dot in keep.dots.all()}
    for dot in other.dots.all():
        own = mine.get((dot.participant_id, dot.member_id))
        if own is None:
            dot.cluster = keep
            dot.save(update_fields=["cluster"])
            continue
        own.number += dot.number
        if own.number > MOST_BY_HAND:
            message = _("Together these groups would have more than %(most)d counted dots. Count them again first.")
            raise Refused("too_many_dots", str(message) % {"most": MOST_BY_HAND}, status=409)
        own.save(update_fields=["number"])


def _may_be_one(keep: Cluster, other: Cluster) -> None:
    if keep.pk == other.pk:
        raise Refused("same_group", _("Choose another group to put together with this one."))
    if keep.proposals.exists() and other.proposals.exists():
        message = _(
            "A proposal was made of each of these groups, so they stay apart. Go on with the proposals, or move the "
            "notes one by one."
        )
        raise Refused("two_proposals", message, status=409)


def merge_clusters(*, seat: Seat, client_id: UUID, cluster: int, other: int) -> Answer:
    """Put the notes, dots and proposal of `other` in `cluster`, whose name stays; the other group goes."""
    seat.require_lead()

    def act() -> Answer:
        one_by_one(seat.board)
        keep, gone = cluster_on(seat, cluster), cluster_on(seat, other)
        _may_be_one(keep, gone)
        notes = order_of(seat.board, gone.pk)
        before = {"cluster": gone.pk, "position": gone.position, "notes": places_of(notes), "dots": dots_of(gone)}
        before["proposals"] = list(gone.proposals.values_list("pk", flat=True))
        _add_dots(keep, gone)
        gone.proposals.update(cluster=keep)
        put_in_order([*order_of(seat.board, keep.pk), *notes], keep)
        if not gone.hidden:
            after = {"cluster": keep.pk, "dots": dots_of(keep)}
            remember(seat, Do.MERGE, before=before, after=after, words=gone.name)
        gone.delete()
        return {"cluster": keep.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "merge", "cluster": cluster, "other": other}, act)
