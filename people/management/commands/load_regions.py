"""Load regions from a CSV file with the columns `code` and `naam`; without a file, the jeugdregio's of 2025."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from people.regions import load_jeugdregios_2025, load_regions


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("scheme", nargs="?", help="name of the scheme, with its year, such as jeugdregio_2026")
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--from", dest="valid_from", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--until", dest="valid_until", type=date.fromisoformat, metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["scheme"] is None:
            self.stdout.write(f"{load_jeugdregios_2025()} regions")
            return
        if options["file"] is None:
            raise CommandError("A scheme needs a file: load_regions SCHEME FILE")
        try:
            dates = {name: options[name] for name in ("valid_from", "valid_until")}
            count = load_regions(scheme=options["scheme"], path=options["file"], **dates)
        except (OSError, KeyError, UnicodeDecodeError) as error:
            raise CommandError(
                f"{options['file']}: not a CSV file with the columns code and naam ({error})"
            ) from error
        self.stdout.write(f"{count} regions")
