"""Where stories for story cards come from: a card, a set, a track or a selection; always what may be read now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from lib.errors import Refused
from lib.texts import localized
from patterns.explorer.selections import kept_for, stories_kept
from patterns.models import CardSet, TypicalStory
from patterns.sets import cards_at_hand, observations_in
from patterns.tracks.queries import stories_on, tracks_of
from people.access import Desk
from people.roles import Permission
from vertelpunt.access import Workplace, vertelpunten_for
from vertelpunt.models import Story

MOST = 100  # stories on cards at once: 25 sheets


@dataclass(frozen=True)
class Source:
    """Some stories that belong together: its `key` in an address, and its name."""

    key: str
    name: str


def sources(desk: Desk) -> list[tuple[str, list[Source]]]:
    """Return all sources of a coalition, by kind."""
    cards = cards_at_hand(desk.coalition).order_by("position", "number")
    found = [
        (_("Sets of cards"), [Source(f"set-{one.number}", one.name) for one in desk.coalition.card_sets.all()]),
        (_("Cards"), [Source(f"card-{one.pk}", f"{one.number} {one.title}") for one in cards]),
        (_("Tracks"), list(_tracks(desk))),
        (_("Selections"), list(_selections(desk))),
    ]
    return [(kind, some) for kind, some in found if some]


def _places(desk: Desk) -> list[Workplace]:
    return [Workplace(desk, point) for point in vertelpunten_for(desk.coalition)]


def _tracks(desk: Desk) -> Iterator[Source]:
    for place in _places(desk):
        point = localized(place.vertelpunt.title)
        yield from (
            Source(f"track-{one.pk}", f"{one.name} ({point})") for one in tracks_of(place).filter(hidden=False)
        )


def _selections(desk: Desk) -> Iterator[Source]:
    for one in kept_for(desk):
        yield Source(f"selection-{one.pk}", f"{one.name} ({localized(one.vertelpunt.title)})")


def stories_from(desk: Desk, key: str) -> list[Story]:
    """Return the stories of the source `key` in their order, or 404; more than can be printed at once is refused."""
    desk.require(Permission.READ_STORIES)
    kind, _dash, number = key.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    found = {"card": _of_card, "set": _of_set, "track": _of_track, "selection": _of_selection}.get(kind)
    if found is None:
        raise Http404
    return _few(found(desk, int(number)))


def stories_with(desk: Desk, cards: Sequence[int]) -> list[Story]:
    """Return the stories that were chosen with `cards` (their pks), each once, in the order of the cards."""
    desk.require(Permission.READ_STORIES)
    chosen = TypicalStory.objects.filter(observation__in=cards).order_by("-part", "position")  # typical ones first
    links = list(chosen.values_list("observation", "story"))
    order = list(dict.fromkeys(story for card in cards for pk, story in links if pk == card))
    points = vertelpunten_for(desk.coalition)
    known = whole(Story.objects.filter(pk__in=order, vertelpunt__in=points, state=Story.State.RELEASED)).in_bulk()
    return _few([known[pk] for pk in order if pk in known])


def whole(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Return `stories` with everything that their cards need."""
    return stories.select_related("release", "audience", "version", "vertelpunt__coalition__parent__parent")


def _few(stories: Iterable[Story]) -> list[Story]:
    found = list(stories)
    if len(found) > MOST:
        words = _("At most %(most)s stories can be printed at once, and these are %(n)s. Choose fewer.")
        raise Refused("too_many_stories", words % {"most": MOST, "n": len(found)})
    return found


def _of_card(desk: Desk, pk: int) -> list[Story]:
    if not cards_at_hand(desk.coalition).filter(pk=pk).exists():
        raise Http404
    return stories_with(desk, [pk])


def _of_set(desk: Desk, number: int) -> list[Story]:
    found = CardSet.objects.filter(coalition=desk.coalition, number=number).first()
    if found is None:
        raise Http404
    return stories_with(desk, [one.pk for one in observations_in(found)])


def _of_track(desk: Desk, pk: int) -> QuerySet[Story]:
    for place in _places(desk):
        if track := tracks_of(place).filter(pk=pk).first():
            return whole(stories_on(place, track)).order_by("-told_on", "number")
    raise Http404


def _of_selection(desk: Desk, pk: int) -> QuerySet[Story]:
    return whole(stories_kept(desk, pk)).order_by("-told_on", "number")
