"""The daily work: every part by itself, once a day, with a row that says how it went."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from lib.slots import Chore, daily_work
from people.models import Upkeep

logger = logging.getLogger(__name__)
AT_WORK = timedelta(hours=1)  # a part that has not ended after this was killed, and may be done again


def carry_out(*, today: date, again: bool = False) -> Sequence[Upkeep]:
    """Do every part that was not done today (`again`: those as well); return how each of them went."""
    return _all(daily_work(), today, again)


def forget_again(*, today: date) -> Sequence[Upkeep]:
    """Have all that went by rule since a backup was made go again; nobody is mailed."""
    return _all([chore for chore in daily_work() if chore.after_restore], today, again=True)


def _all(chores: Iterable[Chore], today: date, again: bool) -> Sequence[Upkeep]:
    done = [_do(chore, today, again) for chore in chores]
    return [one for one in done if one is not None]


def _do(chore: Chore, today: date, again: bool) -> Upkeep | None:
    row = _begin(chore.key, today, again)
    if row is None:
        return None
    try:
        row.count = chore.carry_out(today)
    except Exception as error:
        logger.warning("A part of the daily work failed: %s (%s)", chore.key, type(error).__name__)
        row.fault = type(error).__name__[:80]
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()  # a new one is opened for the next part
    row.ended_at = timezone.now()
    row.save()
    return row


@transaction.atomic
def _begin(key: str, today: date, again: bool) -> Upkeep | None:
    """Write down that a part begins; None when it was done today, or somebody is doing it."""
    now = timezone.now()
    row, new = Upkeep.objects.select_for_update().get_or_create(part=key, day=today, defaults={"started_at": now})
    busy = row.ended_at is None and now - row.started_at < AT_WORK
    done = row.ended_at is not None and not row.fault
    if not new and (busy or (done and not again)):
        return None
    row.started_at, row.ended_at, row.count, row.fault = now, None, None, ""
    row.save()
    return row


def note(key: str, count: int) -> None:
    """Write down that something which is no part of the daily work was done, such as a backup."""
    now = timezone.now()
    values = {"started_at": now, "ended_at": now, "count": count, "fault": ""}
    Upkeep.objects.update_or_create(part=key, day=timezone.localdate(), defaults=values)


@dataclass(frozen=True)
class Line:
    """A part of the daily work with the last time it was tried, and the last time it was done."""

    chore: Chore
    tried: Upkeep | None
    done: Upkeep | None


def overview() -> list[Line]:
    """Return every part with how it went last."""
    return [Line(chore, _last(chore.key), _last(chore.key, fault="")) for chore in daily_work()]


def _last(key: str, **more: str) -> Upkeep | None:
    return Upkeep.objects.filter(part=key, ended_at__isnull=False, **more).order_by("-started_at").first()


def last_days(parts: Iterable[str]) -> dict[str, date]:
    """Return the last day on which each of `parts` was done, in one query."""
    done = Upkeep.objects.filter(part__in=list(parts), ended_at__isnull=False, fault="").order_by()
    return dict(done.values_list("part").annotate(Max("day")))


def last_backup() -> Upkeep | None:
    """Return when the last backup was made."""
    return _last("backup")
