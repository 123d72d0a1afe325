"""What others may know of a child is said of the shipped questions, also in sets that were published before."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from people.models import Coalition
from tests import world
from vertelpunt import pool
from vertelpunt.models import QuestionSetVersion
from vertelpunt.questions import Condition, of_the_story

MIGRATION: Any = import_module("vertelpunt.migrations.0021_what_others_know_of_a_child")
BEFORE = [
    world.choice("age_band", ("0_5", "6_11"), "ordered"),
    world.choice("help_kind", ("at_home",), "choice"),
    world.choice("phase", ("looking",)),
    world.choice("role", ("mother",), about="teller"),
]


def about() -> dict[str, str]:
    """Return what each question of the only set is about."""
    return {one["key"]: one["about"] for one in QuestionSetVersion.objects.get().definition["questions"]}


def carry_out(step: Any) -> None:
    """Do a step of the migration, which is not atomic."""
    with connection.schema_editor(atomic=False) as editor:
        step(apps, editor)


@pytest.mark.django_db(transaction=True)
def test_published_sets_say_it_too_and_stay_guarded(noord: Coalition) -> None:
    world.vertelpunt(noord, asked=BEFORE)
    was = QuestionSetVersion.objects.get().definition
    carry_out(MIGRATION.say)
    assert about() == {"age_band": "child", "help_kind": "child", "phase": "story", "role": "teller"}
    with pytest.raises(DatabaseError), transaction.atomic():
        QuestionSetVersion.objects.update(definition={"questions": []})
    carry_out(MIGRATION.take_back)
    assert QuestionSetVersion.objects.get().definition == was


@pytest.mark.django_db(transaction=True)
def test_a_question_of_ones_own_with_that_name_and_another_kind_is_left_alone(noord: Coalition) -> None:
    world.vertelpunt(noord, asked=[world.slider("age_band")])
    carry_out(MIGRATION.say)
    assert about() == {"age_band": "story"}


def test_the_shipped_questions_that_the_migration_names_are_those_about_children() -> None:
    shipped = {(one.key, one.kind) for module in pool.modules() for one in module.questions if one.about == "child"}
    assert shipped == MIGRATION.SHIPPED


def test_what_is_asked_after_something_about_people_tells_of_them() -> None:
    after = world.choice("safe", ("yes", "no"), show_if=Condition("age", ("0_5",)))
    asked = [world.slider("heard"), world.choice("age", ("0_5",), about="child"), after]
    asked += [world.slider("why", show_if=Condition("safe", ("no",)))]
    assert of_the_story(asked) == {"heard"}
