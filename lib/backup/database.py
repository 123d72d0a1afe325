"""What differs between SQLite and PostgreSQL: one moment to read at, triggers that wait, numbers that go on."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from lib.backup.rows import models


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as it is now, while others go on writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # `atomic` would keep others from writing
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def triggers_waiting() -> Iterator[None]:
    """Put rows in without what triggers would add to them; afterwards the same triggers are there."""
    if connection.vendor == "postgresql":
        tables = [connection.ops.quote_name(model._meta.db_table) for model in models().values()]
        _each(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables)
        yield
        _each(["SET CONSTRAINTS ALL IMMEDIATE"])
        _each(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables)
        _each(["SET CONSTRAINTS ALL DEFERRED"])
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = cursor.fetchall()
    _each(f"DROP TRIGGER {connection.ops.quote_name(name)}" for name, _sql in found)
    yield
    connection.check_constraints()
    _each(sql for _name, sql in found)


def _each(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def versions() -> list[str]:
    """Return the migrations that were carried out, of apps that are here."""
    here = {config.label for config in apps.get_app_configs()}
    done = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in done if app in here)


def last_numbers() -> dict[str, int]:
    """Return the last number that each table gave to a row, so that no number comes twice after a restore."""
    tables = {model._meta.db_table for model in models().values()}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            return {name: number for name, number in cursor.fetchall() if name in tables}
        found: dict[str, int] = {}
        for table, sequence in _sequences():
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608  # names of ours
            found.update((table, number) for (number,) in cursor.fetchall())
        return found


def _sequences() -> list[tuple[str, str]]:
    """Return each table of PostgreSQL that numbers its rows, and its sequence."""
    found = []
    with connection.cursor() as cursor:
        for model in models().values():
            for one in connection.introspection.get_sequences(cursor, model._meta.db_table):
                found.append((one["table"], connection.ops.quote_name(one["name"])))
    return found


def go_on_from(numbers: Mapping[str, int]) -> None:
    """Have every table give numbers after those that it gave before."""
    _each(connection.ops.sequence_reset_sql(no_style(), list(models().values())))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table, number in numbers.items():
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
            return
        for table, sequence in _sequences():
            if numbers.get(table):  # 0: SQLite knows the table and gave no number yet
                cursor.execute("SELECT setval(%s, %s)", [sequence, numbers[table]])
