"""The bridge from stories to numbers: four answer states, all versions, nothing that is no pattern."""

from uuid import uuid4

import numpy as np
import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from patterns import cache
from patterns.dataset import load, read
from patterns.stats.columns import ANSWERED, NOT_APPLICABLE, NOT_ASKED, SKIPPED, Dataset
from patterns.stats.describe import describe_column
from patterns.stats.settings import Settings
from patterns.subsets import subset_of
from people.models import Coalition
from tests import world
from vertelpunt import answers
from vertelpunt.models import QuestionSetVersion, Story, Vertelpunt
from vertelpunt.questions import Question, write_questions


def loaded(at: Vertelpunt) -> Dataset:
    return load(at.stories.order_by("number"), at)


def test_the_four_states_stay_apart(point: Vertelpunt) -> None:
    for given in ({"heard": 0}, {"heard": answers.NOT_APPLICABLE}, {"heard": answers.SKIPPED}, {}):
        world.story(point, answers=given)
    heard = loaded(point).column("heard")
    found = sorted(zip(heard.state.tolist(), heard.values.tolist(), strict=True))
    assert found == [(ANSWERED, 0), (NOT_APPLICABLE, -1), (SKIPPED, -1), (NOT_ASKED, -1)]


def test_several_choices_become_bits_that_are_missing_together(point: Vertelpunt) -> None:
    world.story(point, answers={"themes": ["school", "waiting"]})
    assert loaded(point).column("themes").values.tolist() == [[1, 0, 1]]
    world.story(point, answers={"themes": answers.SKIPPED})
    assert [-1, -1, -1] in loaded(point).column("themes").values.tolist()


def test_permission_text_and_write_ins_are_no_columns(noord: Coalition) -> None:
    asked = [*world.questions(), world.choice("more", (), "text"), world.choice("where", (), "region")]
    keys = {column.key for column in loaded(world.vertelpunt(noord, asked=asked)).columns}
    assert not keys & {"may_quote", "more", "where"}
    assert {"consequences", "heard", "phase", "themes"} <= keys


def next_version(at: Vertelpunt, *asked: Question) -> QuestionSetVersion:
    definition = write_questions(asked)
    return QuestionSetVersion.objects.create(vertelpunt=at, number=2, definition=definition, published_on=world.DAY)


def test_a_retired_option_keeps_its_place_and_a_retired_question_stays(point: Vertelpunt) -> None:
    world.story(point, answers={"consequences": "neither", "heard": 10})
    left = tuple(step for step in world.STEPS if step != "neither")
    next_version(point, world.choice("consequences", left, "ordered"), world.slider("safe"))
    found = loaded(point)
    assert [option.code for option in found.column("consequences").options] == list(world.STEPS)
    assert found.column("consequences").values.tolist() == [2]
    assert [column.key for column in found.columns][:3] == ["consequences", "safe", "heard"]
    assert found.column("safe").state.tolist() == [NOT_ASKED]


def test_an_option_that_was_not_offered_is_missing_and_not_unchosen(point: Vertelpunt) -> None:
    first = world.story(point, answers={"themes": ["school"]})
    second = world.story(point, answers={"themes": ["money"]})
    second.version = next_version(point, world.choice("themes", ("waiting", "contact", "money"), "multi"))
    second.save()
    for _reading in ("from the database", "from disk"):
        found = loaded(point)
        themes = found.column("themes")
        places = {option.code: place for place, option in enumerate(themes.options)}
        rows = {story.number: themes.values[row].tolist() for row, story in enumerate((first, second))}
        assert {code: rows[first.number][place] for code, place in places.items()} == {
            "school": 1, "waiting": 0, "contact": 0, "money": -1,
        }  # fmt: skip
        assert {code: rows[second.number][place] for code, place in places.items()} == {
            "school": -1, "waiting": 0, "contact": 0, "money": 1,
        }  # fmt: skip
        assert themes.state.tolist() == [ANSWERED] * 2
    selection = subset_of(found, "themes=money")
    assert (selection.member.sum(), selection.unplaced) == (1, 1)
    assert sorted(bar.share or 0.0 for bar in describe_column(themes, Settings()).bars) == [0.0, 0.0, 1.0, 1.0]


def test_an_answer_that_no_version_knows_is_no_answer(point: Vertelpunt) -> None:
    world.story(point, answers={"phase": "on the moon", "heard": "loud", "themes": ["school", "moon"]})
    found = loaded(point)
    assert [found.column(key).state.tolist() for key in ("phase", "heard", "themes")] == [[NOT_ASKED]] * 3


def test_background_says_who_where_how_when_and_how_long(point: Vertelpunt) -> None:
    place, way = world.region("Westerveld"), world.channel(point, "flyer")
    world.story(point, "youth", region=place, channel=way, told_on="2026-01-31", text="kort " * 51)
    found = loaded(point)
    chosen = {
        column.role: column.options[column.values[0]].code
        for column in found.columns
        if column.role not in ("question", "background")
    }
    assert chosen == {
        "audience": "youth",
        "region": "WEST",
        "channel": "flyer",
        "language": "nl",
        "period": "2026-01",
        "length": "words1",
    }


def test_labels_speak_the_readers_language(noord: Coalition) -> None:
    poles = ({"nl": "nee", "en": "no"}, {"nl": "ja", "en": "yes"})
    asked = [Question("heard", "slider", {"nl": "Gehoord", "en": "Heard"}, {"nl": "Gehoord?"}, poles=poles)]
    point = world.vertelpunt(noord, asked=asked)
    for language, label, pole in (("nl", "Gehoord", "nee"), ("en", "Heard", "no")):
        with translation.override(language):
            column = loaded(point).column("heard")
            assert (column.label, column.poles[0]) == (label, pole)


def test_stories_of_one_sitting_share_a_teller_and_others_have_none(point: Vertelpunt) -> None:
    same = "5f8d2a6e-3c5b-4a57-9d3f-0f2f6a1b7c11"
    first, second, alone = (world.story(point, teller=teller) for teller in (same, same, None))
    found = read(point.stories.all(), point)
    number = dict(zip(found.ids, np.asarray(found.tellers).tolist(), strict=True))
    assert number[first.pk.hex] == number[second.pk.hex] >= 0
    assert number[alone.pk.hex] == -1


def test_the_digest_follows_the_answers_and_not_the_order(point: Vertelpunt) -> None:
    story = world.story(point, answers={"heard": 1})
    world.story(point, answers={"heard": 2})
    before = loaded(point).digest
    assert load(point.stories.order_by("-number"), point).digest == before
    Story.objects.filter(pk=story.pk).update(answers={"heard": 3})
    assert loaded(point).digest != before


def test_the_second_time_numbers_come_from_disk_and_are_the_same(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in (1, 50, 99):
        world.story(point, answers={"heard": value, "themes": ["school"]})
    first = loaded(point)
    monkeypatch.setattr("patterns.dataset.read_answers", None)
    second = loaded(point)
    assert second.digest == first.digest
    assert sorted(second.column("heard").values.tolist()) == [1, 50, 99]


def test_a_story_that_comes_changes_or_goes_is_seen_at_once(point: Vertelpunt) -> None:
    stays, goes = world.story(point, answers={"heard": 1}), world.story(point, answers={"heard": 2})
    loaded(point)
    world.story(point, answers={"heard": 3})
    Story.objects.filter(pk=stays.pk).update(answers={"heard": 9})
    goes.delete()
    assert sorted(loaded(point).column("heard").values.tolist()) == [3, 9]


def test_what_is_kept_on_disk_forgets_stories_that_are_gone(point: Vertelpunt) -> None:
    goes = world.story(point, answers={"heard": 2})
    loaded(point)
    goes.delete()
    world.story(point, answers={"heard": 3})
    loaded(point)
    with np.load(cache.path_of(point.pk)) as file:
        assert len(file["ids"]) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a file", b"\x93NUMPY"])
def test_a_torn_file_is_read_again_from_the_database(point: Vertelpunt, content: bytes) -> None:
    world.story(point, answers={"heard": 7})
    loaded(point)
    cache.path_of(point.pk).write_bytes(content)
    assert loaded(point).column("heard").values.tolist() == [7]


def test_no_stories_give_empty_columns(point: Vertelpunt) -> None:
    found = loaded(point)
    assert (found.size, found.column("heard").values.shape, found.column("themes").values.shape) == (0, (0,), (0, 3))


def test_reading_asks_the_database_no_more_for_more_stories(
    point: Vertelpunt, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    way = world.channel(point, "flyer")
    for value in range(30):
        world.story(point, answers={"heard": value}, region=world.region(f"{value:04}"), channel=way)
    loaded(point)
    with django_assert_max_num_queries(6):
        loaded(point)


def test_stories_read_in_parts_are_the_same_stories(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    teller, way = uuid4(), world.channel(point, "flyer")
    for value in range(7):
        known = {"teller": teller} if value in (1, 5) else {}
        world.story(point, answers={"heard": value}, channel=way if value % 2 else None, **known)
    whole = loaded(point)
    cache.path_of(point.pk).unlink()
    monkeypatch.setattr("patterns.rows.BATCH", 2)
    assert loaded(point).digest == whole.digest
    world.story(point, answers={"heard": 8})
    found = loaded(point)
    assert found.tellers is not None
    heard = found.column("heard").values
    assert sorted(heard.tolist()) == [0, 1, 2, 3, 4, 5, 6, 8]
    assert sorted(heard[found.column("story.channel").values >= 0].tolist()) == [1, 3, 5]
    assert sorted(heard[found.tellers >= 0].tolist()) == [1, 5]
