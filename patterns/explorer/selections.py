"""Selections that somebody may see at a workplace, and the stories that fit one now."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from patterns.explorer.address import Address
from patterns.explorer.conditions import Conditions, Found, look_up
from patterns.explorer.exploring import explore
from patterns.explorer.searching import words_in
from patterns.explorer.stock import stock_of
from patterns.models import Selection
from people.access import Desk
from people.roles import Permission
from vertelpunt.access import Workplace, vertelpunten_for
from vertelpunt.models import Story

MOST = 1000  # stories in one query; whoever wants all of many takes their ids


def selections_of(place: Workplace) -> QuerySet[Selection]:
    """Return the selections that this person sees: shared ones, the own ones, and those that nobody owns any more."""
    return _seen_by(place.desk, Selection.objects.filter(coalition=place.desk.coalition, vertelpunt=place.vertelpunt))


def _seen_by(desk: Desk, some: QuerySet[Selection]) -> QuerySet[Selection]:
    return some.filter(Q(shared=True) | Q(made_by=desk.user) | Q(made_by=None))


def kept_for(desk: Desk) -> QuerySet[Selection]:
    """Return the selections that this person sees, of every Vertelpunt that the coalition works with."""
    points = vertelpunten_for(desk.coalition).order_by().values("pk")
    here = Selection.objects.filter(coalition=desk.coalition, vertelpunt__in=points, hidden=False)
    return _seen_by(desk, here).select_related("vertelpunt").order_by("vertelpunt__slug", "name", "pk")


def stories_kept(desk: Desk, pk: int, most: int = MOST) -> QuerySet[Story]:
    """Return the released stories that fit a kept selection now, at most the last `most`; or 404.

    For whoever lays stories on a table, prints or exports them: what this person may not see is not there.
    """
    desk.require(Permission.READ_STORIES)
    one = kept_for(desk).filter(pk=pk).first()
    if one is None:
        raise Http404
    return stories_of(Workplace(desk, one.vertelpunt), one, most)


def selection(place: Workplace, pk: int) -> Selection:
    """Return one of them, or 404."""
    found = selections_of(place).filter(pk=pk).select_related("made_by").first()
    if found is None:
        raise Http404
    return found


def may_change(place: Workplace, one: Selection) -> bool:
    """Tell whether this person may rename or remove `one`: who made it, and of shared ones who evaluates as well."""
    return one.made_by_id == place.desk.user.pk or place.desk.may(Permission.ANALYSE)


def found_by(place: Workplace, query: str) -> Found:
    """Return what the conditions of `query` mean at `place`; with the stories that fit."""
    stock = stock_of(place)
    return look_up(Conditions.of(query), stock.columns.values(), stock.size, words_in(place, stock))


def ids_of(place: Workplace, one: Selection) -> list[UUID]:
    """Return the ids of the released stories that fit `one` now, the last told first."""
    explored = explore(place, Address(Conditions.of(one.query)))
    ids = explored.stock.loaded.ids
    return [UUID(ids[at]) for at in explored.stock.newest_first(explored.readable)]


def stories_of(place: Workplace, one: Selection, most: int = MOST) -> QuerySet[Story]:
    """Return the released stories that fit `one` now, at most the last `most`, for who may read stories."""
    return place.readable().filter(pk__in=ids_of(place, one)[:most])
