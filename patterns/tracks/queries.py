"""What is read about tracks: the tracks of a coalition, the stories on one, those that might belong there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from lib.texts import localized
from patterns.models import Track, TrackStory
from patterns.tracks.proposing import Guess, Text, guesses
from vertelpunt.access import Workplace
from vertelpunt.models import Story

LOOKED_AT = 2_000  # stories read for proposals, the newest first: about a second
LEARNED_FROM = 600
OFFERED = 12


@dataclass(frozen=True)
class Offered:
    """A story that is proposed for a track, and the words that say why."""

    story: Story
    words: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Which stories somebody looks for to put on a track; the address holds it."""

    text: str = ""
    audience: str = ""
    free: bool = False

    def of_stories(self, stories: QuerySet[Story], tracks: Iterable[Track]) -> QuerySet[Story]:
        """Return those of `stories`; words are looked for in the released title and text, all of them."""
        for word in self.text.split():
            stories = stories.filter(Q(release__text__icontains=word) | Q(release__title__icontains=word))
        if self.audience:
            stories = stories.filter(audience__key=self.audience)
        return stories.exclude(pk__in=_on(tracks)) if self.free else stories


def tracks_of(place: Workplace) -> QuerySet[Track]:
    """Return the tracks of the desk's own coalition for a Vertelpunt, in their order, each with its `stories`."""
    found = Track.objects.filter(coalition=place.desk.coalition, vertelpunt=place.vertelpunt)
    readable = Q(placed__rejected=False, placed__story__state=Story.State.RELEASED)
    return found.annotate(stories=Count("placed", filter=readable)).order_by("position", "pk")


def track_of(place: Workplace, slug: str) -> Track:
    """Return the track `slug`, or 404."""
    return get_object_or_404(tracks_of(place), slug=slug)


def stories_on(place: Workplace, track: Track) -> QuerySet[Story]:
    """Return the stories on a track that this person may read."""
    return place.readable().filter(pk__in=_on([track])).select_related("audience", "region")


def _on(tracks: Iterable[Track]) -> QuerySet[TrackStory, Any]:
    return TrackStory.objects.filter(track__in=list(tracks), rejected=False).values("story_id")


def names_by_story(tracks: Sequence[Track], stories: Iterable[Story]) -> dict[object, list[Track]]:
    """Return for each of `stories` the tracks that it is on."""
    known = {track.pk: track for track in tracks}
    placed = TrackStory.objects.filter(track__in=known, story__in=[one.pk for one in stories], rejected=False)
    found: dict[object, list[Track]] = {}
    for story, track in placed.order_by("track__position").values_list("story_id", "track_id"):
        found.setdefault(story, []).append(known[track])
    return found


def offered(place: Workplace, track: Track) -> list[Offered]:
    """Return the stories that might belong on a track, the likeliest first; nothing of their words is kept."""
    judged = dict(TrackStory.objects.filter(track=track).values_list("story_id", "rejected"))
    on = [pk for pk, rejected in judged.items() if not rejected]
    elsewhere = TrackStory.objects.filter(track__coalition=track.coalition_id, track__vertelpunt=track.vertelpunt_id)
    beside = set(elsewhere.filter(rejected=False).exclude(track=track).values_list("story_id", flat=True))
    no = [pk for pk, rejected in judged.items() if rejected] + sorted(beside - set(judged))
    texts = place.readable()
    found = guesses(
        "" if track.hidden else f"{track.name}. {track.description}",
        _texts(texts.filter(pk__in=on[:LEARNED_FROM])),
        _texts(texts.filter(pk__in=no[:LEARNED_FROM])),
        _texts(texts.exclude(pk__in=TrackStory.objects.filter(track=track).values("story_id")), LOOKED_AT),
        OFFERED,
    )
    return _with_stories(place, found)


def _texts(stories: QuerySet[Story], most: int = LEARNED_FROM) -> list[Text]:
    rows = stories.order_by("-told_on", "number").values_list("pk", "release__title", "release__text", "language")
    return [Text(str(pk), f"{title}\n{text}", language) for pk, title, text, language in rows[:most]]


def _with_stories(place: Workplace, found: Sequence[Guess]) -> list[Offered]:
    stories = place.readable().filter(pk__in=[one.id for one in found]).select_related("audience", "region")
    known = {str(story.pk): story for story in stories}
    return [Offered(known[one.id], one.words) for one in found]


def audiences_of(place: Workplace) -> list[tuple[str, str]]:
    """Return the audiences of a Vertelpunt: key and name."""
    return [(one.key, localized(one.name)) for one in place.vertelpunt.audiences.all()]
