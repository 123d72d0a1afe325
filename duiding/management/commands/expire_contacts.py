"""Delete names and addresses of who was invited to sessions that are over; run it every day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from duiding.actions.inviting import forget_old_contacts


class Command(BaseCommand):
    """Forget who was invited."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_old_contacts(timezone.localdate())} people forgotten")
