"""Put a backup back in an empty installation, SQLite or PostgreSQL; what went since goes again at once."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lib.errors import Refused
from people import upkeep
from storycycle.restoring import restore


class Command(BaseCommand):
    """Everything as it was, or nothing."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--other-secret", action="store_true", help="although codes of tellers will not work")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = restore(options["file"], other_secret=options["other_secret"])
        except Refused as refused:
            raise CommandError(str(refused.message)) from refused
        except OSError as error:
            message = f"{options['file']} could not be put back: {error.strerror}. Nothing was kept of it."
            raise CommandError(message) from error
        self.stdout.write(f"{done['rows']} rows and {done['files']} files put back as they were")
        self.stdout.write(f"{done['withdrawn']} stories withdrawn again")
        self.stdout.write(f"{done['taken_back']} other things taken back again")
        self._forget_again()

    def _forget_again(self) -> None:
        """Carry out what goes by rule: texts as told, recordings and contacts that expired since are back as well."""
        parts = upkeep.forget_again(today=timezone.localdate())
        self.stdout.write(f"{sum(one.count or 0 for one in parts)} things that had expired are gone again")
        if failed := [one.part for one in parts if one.fault]:
            message = f"All is back, but not all that had expired is gone ({', '.join(failed)}). Run manage.py daily."
            raise CommandError(message)
