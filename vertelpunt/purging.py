"""What still holds something that must go: files, SQLite's log, rows of PostgreSQL; asked for in a row, done later."""

from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from vertelpunt.models import Purge

LOG = "sqlite: write-ahead log"
ROWS = "postgresql: deleted rows"
LARGE_ROWS = "postgresql: deleted rows of large tables"
LARGE = 256 * 1024 * 1024  # bytes: writing a larger table anew keeps people waiting, about a minute for a gigabyte
LARGE_WAIT = timedelta(days=30)  # for which such a table may hold deleted rows, if nobody chooses a quiet hour before
PATIENCE = 250  # milliseconds that somebody who withdraws a story waits for other readers of the database


def ask(path: Path | str) -> None:
    """Ask for the removal of a file below VAR_DIR; carried out after the transaction, or by `manage.py purge`."""
    Purge.objects.get_or_create(path=str(path))
    transaction.on_commit(carry_out, robust=True)


def ask_log() -> None:
    """Ask for the place where deleted text stays to be emptied: SQLite's write-ahead log, rows of PostgreSQL.

    PostgreSQL's own log goes by the settings in `deploy/postgresql.conf`.
    """
    if connection.vendor == "sqlite":
        Purge.objects.get_or_create(path=LOG)
        transaction.on_commit(_carry_out_or_later, robust=True)
    else:  # the row stays locked until the commit, so that nobody frees rows just before they are deleted
        Purge.objects.update_or_create(path=ROWS, defaults={"asked_at": timezone.now()})


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
    rows = list(Purge.objects.exclude(path__in=(ROWS, LARGE_ROWS)))
    gone = [row.pk for row in rows if _remove(row.path)]
    Purge.objects.filter(pk__in=gone).delete()
    return len(gone), len(rows) - len(gone)


def free_rows() -> None:
    """Have PostgreSQL free deleted rows, and forget the words it plans by; by itself it waits for many more."""
    if _free() and Purge.objects.filter(path=ROWS).exists():
        _ask_database("VACUUM (ANALYZE)")


def write_anew(*, large: bool = False) -> None:
    """Have PostgreSQL write its tables anew, without the rows that were freed; people wait for seconds at most.

    Those that are `large` keep people waiting for longer: they come when somebody asks, or after LARGE_WAIT.
    """
    if not _free():
        return
    asked = Purge.objects.filter(path=ROWS).delete()[0]
    due = Purge.objects.filter(path=LARGE_ROWS)
    large = large or due.filter(asked_at__lte=timezone.now() - LARGE_WAIT).exists()
    if not (asked or large):
        return
    try:
        left = _write(large)
    except DatabaseError:
        Purge.objects.get_or_create(path=ROWS)
        raise
    if left:
        Purge.objects.get_or_create(path=LARGE_ROWS)
    elif large:
        due.delete()


def _write(large: bool) -> bool:
    """Write tables anew, and tell whether there were large ones that are not."""
    _ask_database("VACUUM (ANALYZE)")
    left = False
    for model in apps.get_models(include_auto_created=True):
        table = connection.ops.quote_name(model._meta.db_table)
        if model._meta.managed and (large or _size(table) <= LARGE):
            _ask_database(f"VACUUM (FULL) {table}")
        else:
            left = left or model._meta.managed
    return left


def _free() -> bool:
    return connection.vendor == "postgresql" and not connection.in_atomic_block


def _ask_database(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _size(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s::regclass)", [table])
        return int(cursor.fetchone()[0])


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
