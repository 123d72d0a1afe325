"""Fetch a Vertelpunt or story for this person, or refuse, in one call; lending downwards is decided here."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404

from people.access import Desk
from people.models import Coalition
from people.roles import Permission
from vertelpunt.models import Story, Vertelpunt


@dataclass(frozen=True)
class Workplace:
    """A desk with one Vertelpunt on it: the coalition's own, or one lent from above."""

    desk: Desk
    vertelpunt: Vertelpunt

    @cached_property
    def own(self) -> bool:
        """Tell whether the Vertelpunt is the coalition's own."""
        return self.vertelpunt.coalition_id == self.desk.coalition.pk

    def counted(self) -> QuerySet[Story]:
        """Return the stories that count in figures here: all that were told, but for those held back."""
        return counted_for(self.desk.coalition, self.vertelpunt)

    def readable(self) -> QuerySet[Story]:
        """Return the stories whose released text this person may read."""
        if not self.desk.may(Permission.READ_STORIES):
            return Story.objects.none()
        return Story.objects.filter(vertelpunt=self.vertelpunt, state=Story.State.RELEASED).select_related("release")


def counted_for(coalition: Coalition, vertelpunt: Vertelpunt) -> QuerySet[Story]:
    """Return the stories that count for `coalition`: of its own all but the held ones, of a lent one the released."""
    stories = Story.objects.filter(vertelpunt=vertelpunt).exclude(state=Story.State.HELD)
    own = vertelpunt.coalition_id == coalition.pk
    return stories if own else stories.filter(state=Story.State.RELEASED)


def vertelpunten_for(coalition: Coalition) -> QuerySet[Vertelpunt]:
    """Return the Vertelpunten that `coalition` works with: its own and those lent by coalitions above it."""
    above = [higher.pk for higher in coalition.with_ancestors()[1:]]
    own = Vertelpunt.objects.filter(coalition=coalition)
    return (own | Vertelpunt.objects.filter(coalition__in=above, lends_below=True)).order_by("slug")


def workplace(desk: Desk, slug: str) -> Workplace:
    """Return the desk's workplace at Vertelpunt `slug`, or 404."""
    vertelpunt = vertelpunten_for(desk.coalition).filter(slug=slug).first()
    if vertelpunt is None:
        raise Http404
    return Workplace(desk, vertelpunt)


def own_vertelpunt(desk: Desk, slug: str) -> Vertelpunt:
    """Return the coalition's own Vertelpunt `slug`, or 404; who works with a lent one sets nothing up there."""
    place = workplace(desk, slug)
    if not place.own:
        raise Http404
    return place.vertelpunt
