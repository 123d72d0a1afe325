"""Which stories stand on the public wall of a Vertelpunt."""

from django.db.models import Q, QuerySet

from vertelpunt.models import Story, StoryRelease, Vertelpunt
from vertelpunt.models.story import BY_TELLERS

PUBLISH_KEY = "may_publish"


def on_the_wall(point: Vertelpunt, words: str = "") -> QuerySet[StoryRelease]:
    """Return the texts on the wall, with `words` in them.

    The teller said yes, a person released the text, and it was told here: one that was released without being read,
    imported, or told elsewhere never stands there.
    """
    if not point.wall:
        return StoryRelease.objects.none()
    told = Story.objects.filter(
        vertelpunt=point,
        state=Story.State.RELEASED,
        source__in=BY_TELLERS,
        finished=True,
        **{f"answers__{PUBLISH_KEY}": "yes"},
    )
    found = StoryRelease.objects.filter(story__in=told).exclude(released_by=None)
    if words:
        found = found.filter(Q(text__icontains=words) | Q(title__icontains=words))
    return found.select_related("story__audience").order_by("-released_on", "story__number")
