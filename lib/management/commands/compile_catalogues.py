"""Compile the message catalogues without msgfmt."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed


def catalogues(root: Path) -> list[Path]:
    """Return the catalogues below `root`."""
    return sorted(path for path in root.glob("**/LC_MESSAGES/*.po") if ".venv" not in path.parts)


def compile_one(source: Path) -> bool:
    """Compile `source` if it is newer than what was compiled; tell whether that was needed."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    polib.pofile(str(source)).save_as_mofile(str(target))
    translation_file_changed(None, target)  # this process may have read the texts before they were there
    return True


class Command(BaseCommand):
    """Compile every catalogue that has changed."""

    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--root", type=Path, default=settings.BASE_DIR)

    def handle(self, *args: Any, **options: Any) -> None:
        done = sum(compile_one(source) for source in catalogues(options["root"]))
        if options["verbosity"] > 1:
            self.stdout.write(f"{done} compiled")
