"""Migrations are named by hand."""

from tests.architecture.source import ROOT, tracked


def test_no_migration_has_a_name_made_by_a_machine() -> None:
    migrations = [path for path in tracked(".py") if path.parent.name == "migrations"]
    assert not [
        str(path.relative_to(ROOT)) for path in migrations if "_auto_" in path.name or path.name == "0001_initial.py"
    ]
