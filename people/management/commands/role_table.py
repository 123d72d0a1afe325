"""Write docs/roles.md from the register of roles; with --check say whether it is as it should be."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.role_table import role_table


class Command(BaseCommand):
    """Write the table of roles."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when it is not as it should be")

    def handle(self, *args: Any, **options: Any) -> None:
        file = Path(settings.BASE_DIR) / "docs" / "roles.md"
        if not options["check"]:
            file.write_text(role_table())
        elif not file.exists() or file.read_text() != role_table():
            raise CommandError("docs/roles.md is not what the register says. Run: manage.py role_table")
