"""Trying a Vertelpunt out: a secret link for some days, and stories that never count and soon go."""

from datetime import date, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from people.access import Desk
from people.actions import log
from vertelpunt import purging
from vertelpunt.actions.making import may_edit
from vertelpunt.models import Story, TrialLink, Vertelpunt

SALT = "vertelpunt.trial"
LINK_DAYS = 14
KEPT_DAYS = 7  # stories of a test


def trial_key(link: TrialLink) -> str:
    """Return the secret part of a link."""
    return signing.dumps(link.pk, salt=SALT)


def link_for(point: Vertelpunt, key: str) -> TrialLink | None:
    """Return the link that `key` opens today, or None when it is not one or has expired."""
    try:
        pk = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        return None
    return point.trial_links.filter(pk=pk, expires_on__gte=timezone.localdate()).first()


@transaction.atomic
def make_trial_link(*, desk: Desk, point: Vertelpunt) -> TrialLink:
    """Make a new link to try `point` out; the links before it stop."""
    may_edit(desk, point)
    point.trial_links.all().delete()
    until = timezone.localdate() + timedelta(days=LINK_DAYS)
    log("trial-link-made", actor=desk.user, coalition=desk.coalition, thing=point)
    return TrialLink.objects.create(vertelpunt=point, made_by=desk.user, expires_on=until)


@transaction.atomic
def delete_trials(*, desk: Desk, point: Vertelpunt) -> int:
    """Delete all stories that were told here as a test; return how many."""
    may_edit(desk, point)
    gone = _delete(Story.everything.filter(vertelpunt=point, source=Story.Source.TEST))
    log("trials-deleted", actor=desk.user, coalition=desk.coalition, thing=point)
    return gone


@transaction.atomic
def delete_old_trials(today: date) -> int:
    """Delete stories of tests that are a week old, and links that have expired; return how many stories went."""
    TrialLink.objects.filter(expires_on__lt=today).delete()
    old = today - timedelta(days=KEPT_DAYS)
    return _delete(Story.everything.filter(source=Story.Source.TEST, told_on__lte=old))


def _delete(stories: QuerySet[Story]) -> int:
    _count, rows = stories.delete()
    if rows:
        purging.ask_log()
    return int(rows.get("vertelpunt.Story", 0))
