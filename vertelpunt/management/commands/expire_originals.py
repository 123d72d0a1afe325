"""Destroy texts as told and recordings kept long enough, and worries closed a year ago; for a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from vertelpunt.actions.concerns import expire_concerns
from vertelpunt.actions.expiring import expire_originals
from vertelpunt.actions.hands import forget_old_links
from vertelpunt.actions.sittings import forget_old
from vertelpunt.actions.speaking import expire_recordings


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        texts, worries = expire_originals(on=today), expire_concerns(on=today)
        sounds = expire_recordings(on=today)
        forget_old(today)
        forget_old_links(today)
        said = f"{texts} texts as told destroyed, {sounds} recordings destroyed, {worries} closed worries removed"
        self.stdout.write(said)
