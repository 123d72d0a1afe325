"""A tag for pages with one story: the tracks that it is on, to be changed by who may."""

from typing import Any

from django import template

from patterns.tracks.queries import names_by_story, tracks_of
from vertelpunt.access import Workplace
from vertelpunt.models import Story

register = template.Library()


@register.inclusion_tag("patterns/_story_tracks.html", takes_context=True)
def story_tracks(context: template.Context, place: Workplace, story: Story) -> dict[str, Any]:
    """Show the tracks of the desk's coalition beside `story`, with a mark at those that it is on."""
    tracks = list(tracks_of(place))
    on = names_by_story(tracks, [story]).get(story.pk, [])
    marked = [(track, track in on) for track in tracks]
    kept = {name: context[name] for name in ("csrf_token", "LANGUAGE_CODE") if name in context}
    return kept | {"desk": place.desk, "place": place, "story": story, "tracks": marked}
