"""The text as told is destroyed a set time after release: the released text is then the only one."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from people.actions import log
from vertelpunt import purging
from vertelpunt.models import Screening, Story, Vertelpunt
from vertelpunt.signals import Change, story_changed


def originals_due(point: Vertelpunt, on: date) -> QuerySet[Story]:
    """Return the released stories of `point` whose text as told has been kept long enough on the day `on`."""
    until = on - timedelta(days=point.original_kept_days)
    differs = ~Q(text=F("release__text")) | ~Q(title=F("release__title"))
    due = Story.everything.filter(vertelpunt=point, state=Story.State.RELEASED, release__released_on__lte=until)
    return due.filter(differs).select_related("release", "vertelpunt")


def expire_originals(*, on: date) -> int:
    """Destroy every text as told that is due on the day `on`; return how many. Doing it twice is doing it once."""
    count = 0
    for point in Vertelpunt.objects.select_related("coalition").order_by("pk"):
        done = sum(_destroy(pk, on) for pk in list(originals_due(point, on).values_list("pk", flat=True)))
        if done:
            log("originals-destroyed", actor=None, coalition=point.coalition, thing=point)
        count += done
    return count


@transaction.atomic
def _destroy(pk: UUID, on: date) -> bool:
    """Put the released text in place of the one that was told; what was noticed in the old one goes too."""
    story = Story.everything.select_for_update().filter(pk=pk).first()
    if story is None or not originals_due(story.vertelpunt, on).filter(pk=pk).exists():
        return False
    before = (story.title, story.text)
    story.title, story.text, story.original_gone_on = story.release.title, story.release.text, on
    story.save(update_fields=["title", "text", "original_gone_on"])
    Screening.objects.filter(story=story).delete()
    story_changed.send(sender=Story, story=story, change=Change.RELEASED, before=before)
    purging.ask_log()
    return True
