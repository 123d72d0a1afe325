"""Do the daily work: everything that goes by rule, and all reminders; one part that fails stops no other."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from people import upkeep


class Command(BaseCommand):
    """Do what was not done today; a second time on one day repeats only what failed."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="also what was done today already")

    def handle(self, *args: Any, **options: Any) -> None:
        done = upkeep.carry_out(today=timezone.localdate(), again=options["again"])
        for one in done:
            self.stdout.write(f"{one.part}: {f'failed ({one.fault})' if one.fault else one.count}")
        failed = sum(bool(one.fault) for one in done)
        self.stdout.write(f"{len(done)} parts, {failed} failed")
        if failed:
            raise SystemExit(1)
