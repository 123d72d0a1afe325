"""Steps of migrations that let people go on telling while they run; their migrations say `atomic = False`."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddIndex, RemoveConstraint, RemoveIndex
from django.db.migrations.state import ProjectState

Editor = BaseDatabaseSchemaEditor


class AddIndexInUse(AddIndex):
    """Add an index while others write to the table: PostgreSQL makes it beside them, SQLite in an instant.

    One that was broken off leaves an index that is not valid: the next try removes it first.
    """

    atomic = False

    def database_forwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the index."""
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        editor: Any = schema_editor
        editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {editor.quote_name(self.index.name)}")
        editor.add_index(to_state.apps.get_model(app_label, self.model_name), self.index, concurrently=True)

    def database_backwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take it away again."""
        RemoveIndex(self.model_name, self.index.name).database_forwards(app_label, schema_editor, from_state, to_state)


class AddCheckInUse(AddConstraint):
    """Add a check while others write to the table: from now on it holds, then the rows that are there are read."""

    atomic = False
    model_name: str
    constraint: Any

    def database_forwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Add it, and look whether every row passes."""
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        table, name = map(schema_editor.quote_name, (model._meta.db_table, self.constraint.name))
        schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
        schema_editor.execute(f"{self.constraint.create_sql(model, schema_editor)} NOT VALID", params=None)
        schema_editor.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")

    def database_backwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take it away again."""
        back = RemoveConstraint(self.model_name, self.constraint.name)
        back.database_forwards(app_label, schema_editor, from_state, to_state)
