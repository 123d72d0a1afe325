"""Remind partners by mail of what they promised, once each; forget contacts whose year is over; for a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from vertelpunt.actions.reminding import forget_contacts, remind


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        gone, sent = forget_contacts(on=today), remind(on=today)
        self.stdout.write(f"{sent} reminders in the outbox, {gone} contacts forgotten")
