"""Send the mails that wait in the outbox; run it every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from people.actions import send_waiting


class Command(BaseCommand):
    """Send what waits."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_waiting()} sent")
