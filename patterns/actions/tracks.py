"""Make and change tracks, and put stories on them: by hand, or by saying yes or no to a proposal."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.ordering import moved
from patterns.models import Track, TrackStory
from people.access import Desk
from people.actions import log
from people.models import Coalition
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.models import Story
from vertelpunt.text import clean, clean_line

WHOLE = "all"  # in addresses: no track, everything
MOST_TRACKS = 12
LIKE_ADDRESSES = {WHOLE, "new", "none"}
BATCH = 500


def _may_write(desk: Desk, track: Track) -> None:
    desk.require(Permission.WRITE_CARDS)
    if track.coalition_id != desk.coalition.pk:
        raise Http404


@transaction.atomic
def make_track(*, place: Workplace, name: str, description: str = "", colour: str = "") -> Track:
    """Make a track of the coalition for a Vertelpunt, its own or a lent one."""
    desk = place.desk
    desk.require(Permission.WRITE_CARDS)
    Coalition.objects.select_for_update().get(pk=desk.coalition.pk)
    known = list(Track.objects.filter(coalition=desk.coalition, vertelpunt=place.vertelpunt))
    if len(known) >= MOST_TRACKS:
        raise Refused("too_many_tracks", _("Twelve tracks is the most: with more, nobody keeps the overview."))
    _check_name(clean_line(name), known)
    colours = [each for each in Track.Colour.values if each not in {one.colour for one in known}]
    made = Track.objects.create(
        coalition=desk.coalition,
        vertelpunt=place.vertelpunt,
        slug=_slug(name, {one.slug for one in known}),
        name=clean_line(name),
        description=clean(description),
        colour=colour or next(iter(colours), Track.Colour.GREY),
        position=max((one.position for one in known), default=0) + 1,
        created_by=desk.user,
    )
    log("track-made", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


def _check_name(name: str, others: Iterable[Track]) -> None:
    if not name:
        raise Refused("no_name", _("Give the track a name."))
    if name.casefold() in {one.name.casefold() for one in others}:
        raise Refused("same_name", _("There is a track with this name already. Choose another name."))


def _slug(name: str, taken: set[str]) -> str:
    base = slugify(clean_line(name))[:34].strip("-") or "track"
    numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, 1000))
    return next(slug for slug in numbered if slug not in taken | LIKE_ADDRESSES)


@transaction.atomic
def write_track(*, desk: Desk, track: Track, name: str, description: str, colour: str) -> None:
    """Change the words and the colour of a track; its address stays."""
    _may_write(desk, track)
    others = Track.objects.filter(coalition=track.coalition_id, vertelpunt=track.vertelpunt_id).exclude(pk=track.pk)
    _check_name(clean_line(name), others)
    track.name, track.description, track.colour = clean_line(name), clean(description), colour
    track.hidden = False
    track.save()
    log("track-written", actor=desk.user, coalition=desk.coalition, thing=track)


@transaction.atomic
def move_track(*, desk: Desk, track: Track, earlier: bool) -> None:
    """Put a track one place earlier or later."""
    _may_write(desk, track)
    order = list(Track.objects.filter(coalition=track.coalition_id, vertelpunt=track.vertelpunt_id))
    place = next(place for place, one in enumerate(order) if one.pk == track.pk)
    for position, one in enumerate(moved(order, place, earlier=earlier), start=1):
        Track.objects.filter(pk=one.pk).update(position=position)
    log("track-moved", actor=desk.user, coalition=desk.coalition, thing=track)


@transaction.atomic
def remove_track(*, desk: Desk, track: Track) -> None:
    """Remove a track; the stories stay where they are, only their place on it goes, and its key figures."""
    _may_write(desk, track)
    log("track-removed", actor=desk.user, coalition=desk.coalition, thing=track)
    track.delete()


@transaction.atomic
def put_on_track(*, place: Workplace, track: Track, numbers: Sequence[int], proposed: bool = False) -> int:
    """Put the stories with these numbers on a track; return how many were not on it before."""
    return _place(place, track, numbers, {"rejected": False, "proposed": proposed})


@transaction.atomic
def reject_for_track(*, place: Workplace, track: Track, numbers: Sequence[int]) -> int:
    """Say that these stories do not belong on a track: they are not proposed again."""
    return _place(place, track, numbers, {"rejected": True, "proposed": True})


@transaction.atomic
def take_off_track(*, place: Workplace, track: Track, numbers: Sequence[int]) -> int:
    """Forget that somebody put these stories on a track, or said no; return how many were on it."""
    _may_write(place.desk, track)
    gone = TrackStory.objects.filter(track=track, story__number__in=numbers, story__vertelpunt=place.vertelpunt)
    count = gone.filter(rejected=False).count()
    gone.delete()
    log("track-stories-taken-off", actor=place.desk.user, coalition=place.desk.coalition, thing=track)
    return count


@transaction.atomic
def set_tracks(*, place: Workplace, story: Story, tracks: Iterable[Track]) -> None:
    """Let a story be on exactly these tracks of the coalition; a no to a proposal stays a no."""
    wanted = {track.pk for track in tracks}
    for track in Track.objects.filter(coalition=place.desk.coalition, vertelpunt=place.vertelpunt):
        on = TrackStory.objects.filter(track=track, story=story, rejected=False).exists()
        if track.pk in wanted and not on:
            put_on_track(place=place, track=track, numbers=[story.number])
        elif on and track.pk not in wanted:
            take_off_track(place=place, track=track, numbers=[story.number])


def _place(place: Workplace, track: Track, numbers: Sequence[int], state: dict[str, Any]) -> int:
    """Write one row per story; only of stories that this person may read."""
    _may_write(place.desk, track)
    if track.vertelpunt_id != place.vertelpunt.pk:
        raise Http404
    stories = list(place.readable().filter(number__in=numbers).values_list("pk", flat=True))
    if not stories:
        raise Refused("no_stories", _("Tick one or more stories first."))
    same = TrackStory.objects.filter(track=track, story__in=stories, rejected=state["rejected"])
    before = same.count()
    TrackStory.objects.filter(track=track, story__in=stories).exclude(rejected=state["rejected"]).delete()
    rows = [TrackStory(track=track, story_id=pk, by=place.desk.user, **state) for pk in stories]
    TrackStory.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    verb = "track-stories-rejected" if state["rejected"] else "track-stories-put"
    log(verb, actor=place.desk.user, coalition=place.desk.coalition, thing=track)
    return len(stories) - before
