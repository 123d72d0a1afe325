"""How the installation is doing: what waits, what failed, when it was last cared for, and room on the disk."""

import shutil
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from people.actions import MOST_ATTEMPTS
from people.models import Message, Upkeep
from people.upkeep import last_backup

LITTLE_ROOM = 0.1  # of the disk: below it somebody should make room


@dataclass(frozen=True)
class Condition:
    """Numbers of the whole installation, never any content."""

    tasks_waiting: int
    tasks_failed: int
    task_waits_seconds: float
    mails_waiting: int
    mails_failed: int
    daily_failed: int
    daily_at: datetime | None
    backup_at: datetime | None
    disk_free: int
    disk_size: int

    @property
    def little_room(self) -> bool:
        """Tell whether the disk with stories is nearly full."""
        return self.disk_free < LITTLE_ROOM * self.disk_size


def condition() -> Condition:
    """Look how the installation is doing now."""
    ready = DBTaskResult.objects.ready().order_by("enqueued_at")
    first = ready.values_list("enqueued_at", flat=True).first()
    mails = Message.objects.filter(sent_at=None)
    daily = Upkeep.objects.exclude(part="backup").filter(ended_at__isnull=False)
    last, backup, disk = daily.order_by("-ended_at").first(), last_backup(), shutil.disk_usage(settings.VAR_DIR)
    return Condition(
        tasks_waiting=ready.count(),
        tasks_failed=DBTaskResult.objects.failed().count(),
        task_waits_seconds=(timezone.now() - first).total_seconds() if first else 0.0,
        mails_waiting=mails.filter(attempts__lt=MOST_ATTEMPTS).count(),
        mails_failed=mails.filter(attempts__gte=MOST_ATTEMPTS).count(),
        daily_failed=daily.filter(day=last.day).exclude(fault="").count() if last else 0,
        daily_at=last.ended_at if last else None,
        backup_at=backup.ended_at if backup else None,
        disk_free=disk.free,
        disk_size=disk.total,
    )
