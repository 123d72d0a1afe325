"""What people added to stories and that repeats words of one that goes or changes: hidden, or gone with it."""

from collections.abc import Callable

from django.conf import settings as site
from django.utils.translation import gettext as _
from django.utils.translation import override

from patterns.models import Annotation, Track
from people.actions import post


def hide_added(vertelpunt: int, says: Callable[[str], bool]) -> None:
    """Hide the words of tracks, and remove notes of readers, of which `says` holds: they repeat words of a story.

    Assignments and annotations of a story that goes are deleted with it by the database.
    """
    for track in Track.objects.filter(vertelpunt=vertelpunt, hidden=False).select_related("created_by"):
        if says(track.description):
            Track.objects.filter(pk=track.pk).update(hidden=True)
            _tell_maker(track)
    notes = Annotation.objects.filter(question__kind="note", story__vertelpunt=vertelpunt, cannot_tell=False)
    gone = [pk for pk, value in notes.values_list("pk", "value") if says(str(value))]
    Annotation.objects.filter(pk__in=gone).delete()


def _tell_maker(track: Track) -> None:
    """Ask who made it to look at it; the mail says nothing of its content."""
    if track.created_by is None:
        return
    with override(site.LANGUAGE_CODE):
        subject = _("A track of %(coalition)s needs you") % {"coalition": track.coalition}
        body = _(
            "A story was taken back or changed, and the description of one of your tracks repeats words of it. "
            "Those words are hidden now. Please write them anew in your own words."
        )
        post(to=track.created_by.email, subject=subject, body=body, coalition=track.coalition)
