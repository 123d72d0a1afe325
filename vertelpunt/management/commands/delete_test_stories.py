"""Delete stories that were told as a test a week ago or more, and links to tests that have expired."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from vertelpunt import actions


class Command(BaseCommand):
    help = "Delete stories that were told as a test a week ago or more."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(actions.delete_old_trials(timezone.localdate())))
