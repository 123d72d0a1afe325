"""Write a backup of everything while the program runs; without FILE in BACKUP_DIR, where old ones go by rule."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lib.errors import Refused
from people import upkeep
from storycycle import backups


class Command(BaseCommand):
    """Write rows, files and the ledger in one checksummed file."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="where; never over a file that is there")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"] or backups.new_path()
        try:
            made = backups.make(path)
        except Refused as refused:
            raise CommandError(str(refused.message)) from refused
        except OSError as error:
            raise CommandError(f"{path} could not be written: {error.strerror}. Nothing of it was left.") from error
        if options["file"] is None:
            backups.remove_old(timezone.localdate())
        upkeep.note("backup", made["rows"])
        self.stdout.write(f"{path}: {made['rows']} rows and {made['files']} files")
