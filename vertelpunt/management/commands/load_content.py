"""Put the shipped question pool and help lines in the database."""

from typing import Any

from django.core.management.base import BaseCommand

from vertelpunt.actions import load_help_lines, load_pool


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_pool()} questions, {load_help_lines()} help lines")
