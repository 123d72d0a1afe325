"""Mending what repeats a withdrawn story: say it in other words, or take it away."""

from collections.abc import Mapping

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from duiding.live import touch, touch_session
from duiding.models import Cluster, Note, Proposal, Session, Table
from duiding.queries.hidden import Mendable, hidden_in
from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.roles import Permission


def _found(desk: Desk, kind: str, pk: int) -> Mendable:
    desk.require(Permission.PREPARE_SESSIONS)
    for mendable in hidden_in(desk.coalition):
        if (mendable.kind, mendable.row.pk) == (kind, pk):
            return mendable
    raise Http404


def _shown(mendable: Mendable) -> None:
    if isinstance(mendable.row, Note | Cluster):
        touch(mendable.row.board)
    elif isinstance(mendable.row, Session):
        touch_session(mendable.row)
    elif isinstance(mendable.row, Table):
        touch_session(mendable.row.session)


@transaction.atomic
def mend(*, desk: Desk, kind: str, pk: int, texts: Mapping[str, str]) -> None:
    """Put other words in the place of those that repeat a story, and show the whole again."""
    mendable = _found(desk, kind, pk)
    changed = [piece for piece in mendable.pieces if texts.get(piece.name, piece.text).strip() != piece.text]
    if not changed:
        raise Refused("same_words", _("These are still the same words. Say it in your own words, or remove it."))
    if any(not texts[piece.name].strip() and piece.required for piece in changed):
        raise Refused("nothing_left", _("A text is empty now. Write something in its place, or remove the whole."))
    for piece in changed:
        setattr(piece.row, piece.field, texts[piece.name].strip()[: piece.most])
        piece.row.save(update_fields=[piece.field])
    mendable.row.hidden = False
    mendable.row.save(update_fields=["hidden"])
    _shown(mendable)
    log("text-mended", actor=desk.user, coalition=desk.coalition, thing=mendable.row)


@transaction.atomic
def take_away(*, desk: Desk, kind: str, pk: int) -> None:
    """Remove a text that repeats a story."""
    mendable = _found(desk, kind, pk)
    if not mendable.removable:
        raise Refused("stays", _("Others worked here, so this stays. Say it in other words."))
    if isinstance(mendable.row, Proposal) and mendable.row.state == Proposal.State.DECIDED:
        raise Refused("proposal_decided", _("This proposal was decided on, so it stays. Say it in other words."))
    log("text-removed", actor=desk.user, coalition=desk.coalition, thing=mendable.row)
    mendable.row.delete()
    _shown(mendable)
