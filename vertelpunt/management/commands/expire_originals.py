"""Destroy texts as told that were kept long enough after release, and worries closed a year ago; for a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from vertelpunt.actions.concerns import expire_concerns
from vertelpunt.actions.expiring import expire_originals


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        texts, worries = expire_originals(on=today), expire_concerns(on=today)
        self.stdout.write(f"{texts} texts as told destroyed, {worries} closed worries removed")
