"""Check that the catalogues are whole: every string in Dutch, and what tellers read in each of their languages."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lib.tellers_texts import for_tellers, missing_in

COLLECT = ["manage.py", "makemessages", "-l", "nl", "--no-location", "--no-obsolete", "--no-wrap"]


def copy_of_source(target: Path) -> None:
    """Copy what git tracks to `target`, so that collecting strings changes nothing here."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=settings.BASE_DIR, capture_output=True, check=True)  # noqa: S607
    for name in filter(None, listed.stdout.decode().split("\0")):
        source = settings.BASE_DIR / name
        if source.suffix in (".py", ".html", ".txt", ".po", ".js") and source.exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)


def problems(root: Path) -> list[str]:
    """Return the strings below `root` that lack a translation."""
    entries = [entry for path in root.glob("**/nl/LC_MESSAGES/*.po") for entry in polib.pofile(str(path))]
    return sorted(entry.msgid for entry in entries if not entry.obsolete and not entry.translated())


def problems_for_tellers(root: Path) -> list[str]:
    """Return the texts for tellers that lack a translation in one of the languages of tellers' pages."""
    needed, found = for_tellers(root), []
    for language, _name in settings.OTHER_TELLER_LANGUAGES:
        catalogue = root / "locale" / language / "LC_MESSAGES" / "django.po"
        found += [f"{language}: {text}" for text in missing_in(catalogue, needed)]
    return found


class Command(BaseCommand):
    """Fail with the list of strings that are not translated."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if not shutil.which("xgettext"):
            raise CommandError("Collecting strings needs gettext. On Debian or Ubuntu: sudo apt install gettext")
        with tempfile.TemporaryDirectory() as name:
            copy_of_source(Path(name))
            subprocess.run([sys.executable, *COLLECT], cwd=name, check=True, capture_output=True)  # noqa: S603
            missing = problems(Path(name))
        if missing:
            raise CommandError("Not translated into Dutch:\n" + "\n".join(f"- {text!r}" for text in missing))
        if lacking := problems_for_tellers(settings.BASE_DIR):
            raise CommandError("Not translated for tellers:\n" + "\n".join(f"- {text!r}" for text in lacking))
        self.stdout.write("Every string is translated.")
