"""Rows that never change: triggers that refuse an UPDATE, for SQLite and PostgreSQL."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import StateApps


def _sqlite(table: str, condition: str) -> list[str]:
    body = f"BEGIN SELECT RAISE(ABORT, '{table} is immutable'); END"
    return [f"CREATE TRIGGER {table}_immutable BEFORE UPDATE ON {table} WHEN {condition} {body}"]


def _postgresql(table: str, condition: str) -> list[str]:
    function = f"{table}_immutable"
    return [
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is immutable' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {function} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({condition}) "
        f"EXECUTE FUNCTION {function}()",
    ]


def _changed(columns: Sequence[str], vendor: str) -> str:
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    cast = "::text" if vendor == "postgresql" else ""
    return " OR ".join(f"OLD.{name}{cast} {differs} NEW.{name}{cast}" for name in columns)


def forbid_update(table: str, columns: Sequence[str], when: str = "") -> RunPython:
    """Return a migration step after which `columns` of `table` cannot change (while `when`, if given, holds)."""

    def create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        vendor = editor.connection.vendor
        condition = f"({_changed(columns, vendor)})" + (f" AND ({when})" if when else "")
        for statement in (_sqlite if vendor == "sqlite" else _postgresql)(table, condition):
            editor.execute(statement)

    def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER {table}_immutable{on}")
        if on:
            editor.execute(f"DROP FUNCTION {table}_immutable()")

    return RunPython(create, drop)
