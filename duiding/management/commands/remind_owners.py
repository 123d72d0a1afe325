"""Ask owners of proposals how it goes, and remind who decides; run it once a day, before send_mail."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from duiding.actions.reminding import remind_deciders, remind_owners


class Command(BaseCommand):
    """Put the mails of today in the outbox."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        self.stdout.write(f"{remind_owners(today)} owners asked, {remind_deciders(today)} decisions asked for")
