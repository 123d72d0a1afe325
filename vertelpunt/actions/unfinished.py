"""Stories that were told and never finished go some days after their day, where a Vertelpunt says so."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from people.actions import log
from people.models import Event
from vertelpunt import ledger
from vertelpunt.actions.withdrawal import AT_ONCE, batched, take_out
from vertelpunt.models import Concern, Story, Vertelpunt
from vertelpunt.models.story import BY_TELLERS

HANDLED = ("story-held", "story-reopened", "recording-written-down")  # somebody worked on it: the days begin anew


def unfinished_due(point: Vertelpunt, on: date, days: int | None) -> QuerySet[Story]:
    """Return the stories of `point` that were not finished nor released within `days` days on the day `on`.

    Never one with an open worry, nor one that somebody handled in those days, such as a release that was undone.
    """
    told = Story.everything.filter(vertelpunt=point, source__in=BY_TELLERS, finished=False)
    if days is None:
        return told.none()
    until = on - timedelta(days=days)
    handled = Event.objects.filter(coalition=point.coalition, verb__in=HANDLED, thing="story", at__date__gt=until)
    kept = [UUID(pk) for pk in handled.values_list("thing_id", flat=True).distinct()]
    waiting = told.filter(told_on__lte=until, state__in=[Story.State.TOLD, Story.State.HELD])
    return waiting.exclude(pk__in=Concern.objects.filter(closed_at=None).values("story")).exclude(pk__in=kept)


def expire_unfinished(*, on: date) -> int:
    """Delete every story that is due on the day `on`, as if its teller took it back; return how many."""
    count = 0
    for point in Vertelpunt.objects.exclude(unfinished_kept_days=None).select_related("coalition").order_by("pk"):
        due = list(unfinished_due(point, on, point.unfinished_kept_days).values_list("pk", flat=True))
        count += sum(_take_out(point, some, on) for some in batched(due, AT_ONCE))
    return count


@transaction.atomic
def _take_out(point: Vertelpunt, some: list[UUID], on: date) -> int:
    """Delete those of `some` that are still due, now that nobody can finish them meanwhile; the ledger knows first."""
    list(Story.everything.select_for_update().filter(pk__in=some).values_list("pk", flat=True))
    due = unfinished_due(point, on, point.unfinished_kept_days).filter(pk__in=some)
    stories = list(due.select_related("vertelpunt__coalition"))
    if stories:
        ledger.write_all([story.pk for story in stories], on)
        log("unfinished-deleted", actor=None, coalition=point.coalition, thing=point, times=len(stories))
        take_out(stories)
    return len(stories)
