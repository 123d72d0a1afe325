"""Numbers of stories: short, random, free, and mostly found without a question to the database."""

from typing import Any
from unittest.mock import Mock
from uuid import uuid4

import pytest
from django.db import connection

from tests import world
from tests.vertelpunt.teller import STORY, Teller
from vertelpunt import numbering
from vertelpunt.models import Story, Vertelpunt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "_size", {})


def test_numbers_are_random_of_four_digits_and_grow_when_crowded(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 1000 <= numbering.new_number(point) <= 9999
    taken = world.story(point)
    Story.objects.filter(pk=taken.pk).update(number=1007)
    monkeypatch.setattr("secrets.randbelow", lambda most: 7)
    assert numbering.new_number(point) == 10_007


def test_a_number_that_was_taken_at_the_same_moment_is_drawn_again(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = world.story(point).number
    drawn = iter([(None, taken), (None, 4321)])
    monkeypatch.setattr("vertelpunt.actions.telling.likely_free", lambda vertelpunt: taken)
    monkeypatch.setattr("vertelpunt.actions.telling.known_or_number", lambda story, vertelpunt: next(drawn))
    Teller().tell()
    assert Story.objects.get(text=STORY).number == 4321


def test_a_number_that_is_taken_is_no_error_of_the_database_that_would_write_the_story_in_its_log(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, asked = world.story(point).number, Mock(wraps=numbering.known_or_number)
    monkeypatch.setattr("vertelpunt.actions.telling.likely_free", lambda vertelpunt: taken)
    monkeypatch.setattr("vertelpunt.actions.telling.known_or_number", asked)
    errors: list[Exception] = []

    def hear(execute: Any, *args: Any) -> Any:
        try:
            return execute(*args)
        except Exception as error:
            errors.append(error)
            raise

    with connection.execute_wrapper(hear):
        Teller().tell()
    assert (asked.call_count, errors) == (1, [])
    assert Story.objects.get(text=STORY).number != taken


def test_most_stories_are_kept_without_asking_for_a_number(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vertelpunt.actions.telling.known_or_number", Mock(side_effect=AssertionError("asked")))
    Teller().tell()
    assert 1000 <= Story.objects.get(text=STORY).number <= 9999


def test_where_short_numbers_are_taken_the_next_ones_are_longer_at_once(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    Story.objects.filter(pk=world.story(point).pk).update(number=1007)
    with monkeypatch.context() as drawing:
        drawing.setattr("secrets.randbelow", lambda most: 7)
        assert numbering.known_or_number(uuid4(), point.pk) == (None, 10_007)
    assert 10_000 <= numbering.likely_free(point.pk) <= 99_999
    assert numbering.likely_free(point.pk + 1) <= 9999
