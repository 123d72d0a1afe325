"""What still holds something that must go, files and SQLite's log: asked for in a row, done after the commit."""

from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from vertelpunt.models import Purge

LOG = "sqlite: write-ahead log"
PATIENCE = 250  # milliseconds that somebody who withdraws a story waits for other readers of the database


def ask(path: Path | str) -> None:
    """Ask for the removal of a file below VAR_DIR; carried out after the transaction, or by `manage.py purge`."""
    Purge.objects.get_or_create(path=str(path))
    transaction.on_commit(carry_out, robust=True)


def ask_log() -> None:
    """Ask for SQLite's write-ahead log to be emptied, where deleted text stays; PostgreSQL recycles its own."""
    if connection.vendor == "sqlite":
        Purge.objects.get_or_create(path=LOG)
        transaction.on_commit(_carry_out_or_later, robust=True)


def _carry_out_or_later() -> None:
    from vertelpunt.tasks import purge_later  # which imports this module

    carry_out()
    if log_waits():
        purge_later()


def log_waits() -> bool:
    """Tell whether the log still waits to be emptied."""
    return Purge.objects.filter(path=LOG).exists()


def _remove(path: str) -> bool:
    if path == LOG:
        return _flush_log()
    root = Path(settings.VAR_DIR).resolve()
    file = (root / path).resolve()
    if not file.is_relative_to(root):
        return False
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def carry_out() -> tuple[int, int]:
    """Remove what was asked for; return how much has gone and how much still waits."""
    rows = list(Purge.objects.all())
    gone = [row.pk for row in rows if _remove(row.path)]
    Purge.objects.filter(pk__in=gone).delete()
    return len(gone), len(rows) - len(gone)


def _flush_log() -> bool:
    """Empty the log, and tell whether that could be done: not while somebody else reads what was there before."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return connection.vendor != "sqlite"
    with connection.cursor() as cursor:
        [usual] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            busy, *_pages = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual:d}")
    return not busy
