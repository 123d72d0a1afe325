"""A story that was told aloud: kept, heard by a moderator, written down, and its recording destroyed by rule."""

from collections.abc import Iterable
from datetime import date, timedelta
from time import time

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.words import count_words
from people.access import Desk
from people.actions import log
from vertelpunt import recordings
from vertelpunt.actions.moderation import may_moderate
from vertelpunt.actions.telling import cleaned_story, is_whole
from vertelpunt.models import Recording, Story, Vertelpunt
from vertelpunt.signals import Change, story_changed

LEFT_BEHIND = 2 * recordings.DAY  # seconds after which a file without a row is one that a stopped machine left


def _playable(desk: Desk, story: Story) -> Recording:
    """Return the recording of a story, or refuse with 404 who may not hear it."""
    may_moderate(desk, story)
    found = Recording.objects.filter(story=story).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def hear(*, desk: Desk, story: Story, begins: bool) -> tuple[Recording, bytes]:
    """Return the sound of a story; who `begins` to listen is written in the log of actions."""
    found = _playable(desk, story)
    try:
        data = recordings.place(found.path).read_bytes()
    except FileNotFoundError as missing:
        raise Http404 from missing
    if begins:
        log("recording-played", actor=desk.user, coalition=desk.coalition, thing=story)
    return found, data


@transaction.atomic
def write_down(*, desk: Desk, story: Story, text: str) -> None:
    """Make `text` the text of a story that was told aloud; until it is released it can be written anew."""
    found = _playable(desk, story)
    story = Story.everything.select_for_update().select_related("version", "audience", "vertelpunt").get(pk=story.pk)
    if story.state != Story.State.TOLD:
        raise Refused("not_waiting", _("This story does not wait any more. Undo its release first."))
    text, _title = cleaned_story(text, "")
    before = (story.title, story.text)
    story.text, story.words, story.unwritten = text, count_words(text), False
    story.complete = is_whole(story)
    story.save(update_fields=["text", "words", "unwritten", "complete"])
    found.written_on = timezone.localdate()
    found.save(update_fields=["written_on"])
    story_changed.send(sender=Story, story=story, change=Change.EDITED, before=before)
    log("recording-written-down", actor=desk.user, coalition=desk.coalition, thing=story)


def recordings_due(point: Vertelpunt, on: date) -> QuerySet[Recording]:
    """Return the recordings of `point` that were kept long enough after release or holding back on the day `on`."""
    until = on - timedelta(days=point.recording_kept_days)
    return Recording.objects.filter(story__vertelpunt=point, counts_from__lte=until)


def expire_recordings(*, on: date) -> int:
    """Destroy every recording that is due on the day `on`; return how many. Doing it twice is doing it once."""
    count = 0
    for point in Vertelpunt.objects.select_related("coalition").order_by("pk"):
        with transaction.atomic():
            gone, _rows = recordings_due(point, on).delete()
            if gone:
                log("recordings-destroyed", actor=None, coalition=point.coalition, thing=point)
        count += gone
    sweep(Recording.objects.values_list("name", flat=True))
    return count


def sweep(known: Iterable[str]) -> None:
    """Remove files that belong to no story: written just before a machine stopped."""
    folder, kept = recordings.place("recordings"), set(known)
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.name not in kept and file.stat().st_mtime < time() - LEFT_BEHIND:
            file.unlink(missing_ok=True)
