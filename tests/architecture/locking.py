"""Which steps of a migration would keep tellers waiting: those that lock or rewrite a table with many rows."""

from collections.abc import Iterator
from typing import Any

from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, UniqueConstraint

from lib.migrating import AddCheckInUse, AddIndexInUse

OURS = ("people", "vertelpunt", "patterns", "duiding")
MANY = {  # tables with a row for every story, pattern, answer or action
    *(("vertelpunt", name) for name in ("story", "storyrelease", "screening", "sketchpart", "recording")),
    *(("patterns", name) for name in ("pattern", "revision", "typicalstory")),
    ("people", "event"),
}


def faults() -> dict[str, list[str]]:
    """Return what would lock for long, for each migration of ours that has such a step."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    state, found = ProjectState(), dict[str, list[str]]()
    for key in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True):
        migration = loader.graph.nodes[key]
        if key[0] in OURS and (said := list(in_migration(migration, state))):
            found[f"{key[0]}.{key[1]}"] = said
        state = migration.mutate_state(state, preserve=False)
    return found


def in_migration(migration: Migration, state: ProjectState) -> Iterator[str]:
    """Say what would lock for long in `migration`, which begins with `state`."""
    state, there = state.clone(), set(state.models)
    for operation in migration.operations:
        at = (migration.app_label, str(getattr(operation, "model_name_lower", "")))
        if not hasattr(operation, "model_name") or (at in MANY and at in there):
            yield from _fault(operation, migration, state, at)
        operation.state_forwards(migration.app_label, state)


def _fault(operation: Any, migration: Migration, state: ProjectState, at: tuple[str, str]) -> Iterator[str]:
    name = f"{type(operation).__name__} {at[1]}"
    if isinstance(operation, operations.RunPython | operations.RunSQL):
        if migration.atomic and not _makes_triggers(operation):
            yield f"{type(operation).__name__}: all in one transaction; go in batches, with atomic = False"
    elif isinstance(operation, operations.AddIndex) and not isinstance(operation, AddIndexInUse):
        yield f"{name}: nobody can write until it is there; use lib.migrating.AddIndexInUse"
    elif isinstance(operation, operations.AddConstraint) and not isinstance(operation, AddCheckInUse):
        yield from _constraint(operation, name)
    elif isinstance(operation, operations.AddField):
        yield from _new_field(operation.field, f"{name}.{operation.name}")
    elif isinstance(operation, operations.AlterField):
        before = state.models[at].fields[operation.name]
        yield from _changed_field(before, operation.field, f"{name}.{operation.name}")


def _makes_triggers(operation: Any) -> bool:
    """Tell whether it only makes triggers, which takes an instant whatever there is."""
    return getattr(getattr(operation, "code", None), "__module__", "") == "lib.immutable"


def _constraint(operation: Any, name: str) -> Iterator[str]:
    if isinstance(operation.constraint, UniqueConstraint):
        yield f"{name}: an index is made while nobody can write"
    else:
        yield f"{name}: every row is checked while nobody can write; use lib.migrating.AddCheckInUse"


def _new_field(field: Any, name: str) -> Iterator[str]:
    if field.unique or field.db_index:
        yield f"{name}: an index is made while nobody can write; add it without, then the index by AddIndexInUse"
    empty = field.blank and field.empty_strings_allowed
    if not (field.null or field.has_default() or empty) and field.db_default is NOT_PROVIDED:
        yield f"{name}: has no default, so rows that are there cannot be"


def _changed_field(before: Any, after: Any, name: str) -> Iterator[str]:
    if before.get_internal_type() != after.get_internal_type() or (before.max_length or 0) > (
        after.max_length or before.max_length or 0
    ):
        yield f"{name}: another type, so every row is written anew"
    if before.null and not after.null:
        yield f"{name}: every row is read for a value that is missing, while nobody can write"
    if (after.unique and not before.unique) or (after.db_index and not before.db_index):
        yield f"{name}: an index is made while nobody can write"
