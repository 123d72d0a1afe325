"""Other programs hear how many stories were told on a day: once, the day after, and no small numbers."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count

from lib.small_groups import shown_alone
from people.actions.webhooks import announce_to
from people.models import Webhook
from vertelpunt.models import Story
from vertelpunt.models.story import BY_TELLERS

MOST = 31  # days that are counted afterwards, when the daily work stood still


def tell_programs(today: date) -> int:
    """Put a message in the outbox for each day before `today` on which stories were told; return how many."""
    return sum(_tell(webhook, today) for webhook in Webhook.objects.select_related("coalition"))


@transaction.atomic
def _tell(webhook: Webhook, today: date) -> int:
    days = list(_days(webhook.told_until, today))
    if not days:
        return 0
    Webhook.objects.filter(pk=webhook.pk).update(told_until=days[-1])
    if Webhook.Event.STORIES not in webhook.events:
        return 0
    told = Story.objects.filter(vertelpunt__coalition=webhook.coalition, told_on__in=days, source__in=BY_TELLERS)
    rows = told.order_by("told_on", "vertelpunt__slug").values("told_on", "vertelpunt__slug").annotate(n=Count("pk"))
    for row in rows:
        number = shown_alone(row["n"], webhook.coalition.small_group)
        data = {"vertelpunt": row["vertelpunt__slug"], "day": row["told_on"].isoformat(), "stories": number}
        announce_to(webhook, Webhook.Event.STORIES, data)
    return len(rows)


def _days(until: date, today: date) -> Iterator[date]:
    first = max(until + timedelta(days=1), today - timedelta(days=MOST))
    return (first + timedelta(days=place) for place in range((today - first).days))
