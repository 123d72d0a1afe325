"""Remove what withdrawals asked for and could not go at once: files, and deleted text in the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from vertelpunt import purging


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--large", action="store_true", help="write tables of any size anew; people wait")

    def handle(self, *args: Any, **options: Any) -> None:
        gone, waiting = purging.carry_out()
        purging.free_rows()
        if options["large"]:
            purging.write_anew(large=True)
        self.stdout.write(f"{gone} gone, {waiting} waiting")
        if waiting:
            raise SystemExit(1)
