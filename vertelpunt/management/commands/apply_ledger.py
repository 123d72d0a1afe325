"""After a restore: withdraw again the stories that the ledger names, and take back what else it names."""

from typing import Any

from django.core.management.base import BaseCommand

from vertelpunt.actions import apply_ledger, apply_taken_back


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{apply_ledger()} stories withdrawn again")
        self.stdout.write(f"{apply_taken_back()} other things taken back again")
