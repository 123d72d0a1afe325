"""What was published or released never changes: the database itself refuses."""

import pytest
from django.db import DatabaseError, transaction

from tests import world
from vertelpunt.models import QuestionSetVersion, StoryRelease, Vertelpunt


def test_a_published_question_set_cannot_be_changed(point: Vertelpunt) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        QuestionSetVersion.objects.filter(vertelpunt=point).update(definition={"questions": []})


def test_a_version_that_is_being_edited_can(point: Vertelpunt) -> None:
    draft = QuestionSetVersion.objects.create(vertelpunt=point, number=2, definition={"questions": []})
    assert QuestionSetVersion.objects.filter(pk=draft.pk).update(definition={"questions": [1]}) == 1


def test_a_released_text_cannot_be_changed(point: Vertelpunt) -> None:
    story = world.story(point)
    with pytest.raises(DatabaseError), transaction.atomic():
        StoryRelease.objects.filter(story=story).update(text="iets anders")


def test_a_story_and_its_release_can_be_deleted(point: Vertelpunt) -> None:
    world.story(point).delete()
    assert not StoryRelease.objects.exists()
