"""What people at a table choose: the reading that fits, dots on groups, the story under the plan; and looking back."""

from typing import TypedDict
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from duiding.access import Seat, must_be_in_time, must_be_open
from duiding.actions.once import Answer, must_have_seat, once
from duiding.live import one_by_one, touch
from duiding.models import Cluster, Dot, LookBack
from duiding.models.leading import DOTS, leading_of
from duiding.queries.material import cards_on, stories_on
from lib.errors import Refused
from patterns.models import Interpretation

MOST_BY_HAND = 999


class LookBackData(TypedDict):
    """How somebody looks back."""

    grade: int
    takes_along: str
    better: str


def _reading(seat: Seat, pk: int) -> Interpretation:
    cards = [card.pk for card in cards_on(seat.table)]
    found = Interpretation.objects.filter(pk=pk, observation__in=cards, hidden=False).first()
    if found is None:
        raise Refused("card_gone", _("This card is not on the table any more. Choose another one."), status=409)
    return found


def choose_fit(*, seat: Seat, client_id: UUID, interpretation: int) -> Answer:
    """Say which reading of a card fits best; another choice takes the place of the first."""

    def act() -> Answer:
        must_be_open(seat)
        found = _reading(seat, interpretation)
        one_by_one(seat.board)
        mine = Dot.objects.filter(board=seat.board, **seat.writer)
        mine.filter(interpretation__observation=found.observation_id).delete()
        Dot.objects.create(board=seat.board, interpretation=found, **seat.writer)
        return {"interpretation": found.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "fit", "reading": interpretation}, act)


def count_fit(*, seat: Seat, client_id: UUID, interpretation: int, number: int) -> Answer:
    """Keep how many people without a phone find that a reading fits best, as a facilitator counts them."""
    seat.require_lead()

    def act() -> Answer:
        found = _reading(seat, interpretation)
        if not 0 <= number <= MOST_BY_HAND:
            raise Refused("wrong_number", _("This number is not possible. Count the people at this table."))
        one_by_one(seat.board)
        Dot.objects.filter(board=seat.board, interpretation=found, **seat.writer).delete()
        if number:
            Dot.objects.create(board=seat.board, interpretation=found, number=number, **seat.writer)
        return {"interpretation": found.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "fits", "reading": interpretation, "number": number}, act)


def _enough_left(seat: Seat, cluster: Cluster, number: int) -> None:
    most = MOST_BY_HAND if seat.leads else DOTS
    others = Dot.objects.filter(board=seat.board, cluster__isnull=False, **seat.writer).exclude(cluster=cluster)
    used = 0 if seat.leads else others.aggregate(sum=Sum("number"))["sum"] or 0
    if not 0 <= number <= most - used:
        message = _("You have %(most)d dots for all groups together. Take one away from another group first.")
        raise Refused("too_many_dots", str(message) % {"most": most}, status=409)


def put_dots(*, seat: Seat, client_id: UUID, cluster: int, number: int) -> Answer:
    """Put dots on a group, or take them away; a facilitator counts those of people without a phone."""

    def act() -> Answer:
        must_be_open(seat)
        if not leading_of(seat.session).votes:
            raise Refused("no_dots", _("Dots are not used in this session."), status=409)
        one_by_one(seat.board)
        found = Cluster.objects.select_for_update().filter(board=seat.board, pk=cluster, hidden=False).first()
        if found is None:
            raise Refused("cluster_gone", _("This group was removed in the meantime. Choose another one."), status=409)
        _enough_left(seat, found, number)
        Dot.objects.filter(cluster=found, **seat.writer).delete()
        if number:
            Dot.objects.create(board=seat.board, cluster=found, number=number, **seat.writer)
        return {"dots": number, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "dots", "cluster": cluster, "number": number}, act)


def choose_ground(*, seat: Seat, client_id: UUID, story: UUID) -> Answer:
    """Choose the story that lies under the plan of a table; the last choice counts."""

    def act() -> Answer:
        must_be_open(seat)
        if story not in {one.pk for one in stories_on(seat.table)}:
            raise Refused("story_gone", _("This story is not on the table any more. Choose another one."), status=409)
        board = seat.board
        type(board).objects.filter(pk=board.pk).update(ground=story, ground_withdrawn=False)
        return {"revision": touch(board)}

    return once(seat, client_id, {"do": "ground", "board": seat.board.pk, "story": story}, act)


@transaction.atomic
def look_back(*, seat: Seat, client_id: UUID, data: LookBackData) -> Answer:
    """Keep how somebody looks back: once for each participant, who may change it; each time anew for a facilitator."""
    must_be_in_time(seat)
    must_have_seat(seat)
    if seat.participant is None and not seat.leads:
        raise Http404
    values = {**data, "hidden": False}
    if seat.participant is not None:
        values["client_id"] = client_id
        LookBack.objects.update_or_create(
            participant=seat.participant, defaults=values, create_defaults={**values, "session": seat.session}
        )
    else:
        LookBack.objects.get_or_create(session=seat.session, client_id=client_id, defaults=values)
    return {"revision": touch(seat.board)}
