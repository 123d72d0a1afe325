"""Write the whole handbook as one PDF: with contents and pictures, for print and for screen readers."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lib.handbook.paper import pdf
from lib.handbook.views import handbook


class Command(BaseCommand):
    """Make the PDF of the handbook."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where it is written")

    def handle(self, *args: Any, **options: Any) -> None:
        made = pdf(handbook())
        options["file"].write_bytes(made)
        self.stdout.write(f"{options['file']}: {len(made) // 1000} kB")
