"""A migrated SQLite file, made once for each set of migrations, which take most of a start of the tests."""

import fcntl
import hashlib
import sqlite3
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections

KEPT = settings.BASE_DIR / "var" / "tests"


def copy_to(path: Path) -> None:
    """Put a migrated database at `path`."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{_digest()}.sqlite3"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            _make(kept)
        path.write_bytes(kept.read_bytes())


def _digest() -> str:
    """Return a digest of all migrations, of the packages as well, and of triggers: another one is another database."""
    found = hashlib.sha256((settings.BASE_DIR / "patterns" / "explorer" / "revisions.py").read_bytes())
    for config in sorted(apps.get_app_configs(), key=lambda one: one.name):
        spec = find_spec(f"{config.name}.migrations")
        for place in (spec.submodule_search_locations or []) if spec else []:
            for file in sorted(Path(place).glob("*.py")):
                found.update(f"{config.name}/{file.name}".encode() + file.read_bytes())
    return found.hexdigest()[:16]


def _make(kept: Path) -> None:
    """Migrate an empty database, and keep it whole or not at all."""
    made = kept.with_suffix(".making")
    made.unlink(missing_ok=True)
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(made)
    try:
        call_command("migrate", verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
    with sqlite3.connect(made) as plain:  # what is still in its log goes into the file
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.close()
    made.rename(kept)
