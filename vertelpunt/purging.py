"""Files and caches that still hold something that must go: asked for in a row, carried out after the commit."""

from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from vertelpunt.models import Purge


def ask(path: Path | str) -> None:
    """Ask for the removal of a file below VAR_DIR; carried out after the transaction, or by `manage.py purge`."""
    Purge.objects.get_or_create(path=str(path))
    transaction.on_commit(carry_out)


def _remove(path: str) -> bool:
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
    """Remove what was asked for; return how many files have gone and how many still wait."""
    rows = list(Purge.objects.all())
    gone = [row.pk for row in rows if _remove(row.path)]
    Purge.objects.filter(pk__in=gone).delete()
    return len(gone), len(rows) - len(gone)


def flush_log() -> None:
    """Empty SQLite's write-ahead log, where deleted text would stay for a while; PostgreSQL recycles its own."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
