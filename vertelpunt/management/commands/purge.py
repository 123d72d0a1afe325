"""Remove what withdrawals asked for and could not go at once: files, and deleted text in the database."""

from typing import Any

from django.core.management.base import BaseCommand

from vertelpunt import purging


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        gone, waiting = purging.carry_out()
        purging.free_rows()
        self.stdout.write(f"{gone} gone, {waiting} waiting")
        if waiting:
            raise SystemExit(1)
