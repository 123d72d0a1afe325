"""Steps of migrations that let people go on telling: they do on this database what the plain ones do."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from lib.migrating import AddCheckInUse, AddIndexInUse
from tests import world
from vertelpunt.models import Story, Vertelpunt

INDEX = AddIndexInUse("story", models.Index(fields=["words"], name="try_index"))
CHECK = AddCheckInUse("story", models.CheckConstraint(condition=models.Q(words__lt=1000), name="try_check"))
pytestmark = pytest.mark.django_db(transaction=True)


def carry_out(step: Operation, back: bool = False) -> None:
    """Do a step, or take it back, as a migration that is not atomic does."""
    before = ProjectState.from_apps(apps)
    after = before.clone()
    step.state_forwards("vertelpunt", after)
    with connection.schema_editor(atomic=False) as editor:
        if back:
            step.database_backwards("vertelpunt", editor, after, before)
        else:
            step.database_forwards("vertelpunt", editor, before, after)


def made() -> set[str]:
    """Return the names of what the table of stories has."""
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, Story._meta.db_table))


def test_an_index_is_there_and_goes_again() -> None:
    carry_out(INDEX)
    assert "try_index" in made()
    carry_out(INDEX, back=True)
    assert "try_index" not in made()


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite makes the table anew, by Django's own step")
def test_what_was_broken_off_is_made_anew_and_a_check_refuses(point: Vertelpunt) -> None:
    story = world.story(point)
    for step in (INDEX, INDEX, CHECK, CHECK):
        carry_out(step)
    try:
        with pytest.raises(IntegrityError), transaction.atomic():
            Story.everything.filter(pk=story.pk).update(words=1001)
    finally:
        for step in (INDEX, CHECK):
            carry_out(step, back=True)
    assert not {"try_index", "try_check"} & made()
