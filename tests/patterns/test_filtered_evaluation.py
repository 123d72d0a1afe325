"""An evaluation of the stories of one selection: as if only these were told, and nothing of it is stored."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from lib.errors import Refused
from patterns.filtering import whole_query
from patterns.models import Evaluation, Pattern, Track, TrackStory
from people.models import Coalition
from tests import world
from tests.patterns.test_evaluate_command import HEADER, written
from tests.patterns.told import answers
from vertelpunt.models import Story, Vertelpunt

FILTER = {"query", "label", "stories", "of", "unplaced", "untested", "stored"}
Fits = Callable[[Story], bool]


@pytest.fixture
def told(point: Vertelpunt) -> list[Story]:
    """Stories of two regions, several months and tellers, some of them on a track; not everybody answered all."""
    regions = [world.region("Noordveld"), world.region("Zuiderdam")]
    track = Track.objects.create(coalition=point.coalition, vertelpunt=point, slug="school", name="School")
    stories = []
    for place in range(150):
        given = answers(place) | ({"heard": {"none": "skipped"}} if place % 11 == 0 else {})
        audience = ("parent", "parent", "professional", "youth")[place % 4]
        day, text = date(2026, 3 + place % 5 % 4, 1 + place % 28), "Dat hielp. " * (10 + place)
        where: dict[str, Any] = {"region": regions[place % 7 % 2], "told_on": day, "text": text}
        stories.append(world.story(point, audience, answers=given, **where))
    for story in stories[::2]:
        TrackStory.objects.create(track=track, story=story, rejected=False)
    return stories


@pytest.fixture
def few(point: Vertelpunt) -> list[Story]:
    """Three stories of two regions."""
    regions = [world.region("Noordveld"), world.region("Zuiderdam"), None]
    return [world.story(point, answers=answers(place), region=regions[place]) for place in range(3)]


def numbers(found: dict[str, Any]) -> dict[str, Any]:
    """Return everything of a result that the stories decide."""
    header = {name: found["evaluation"][name] for name in ("stories", "patterns_tested", "digest", "settings")}
    return header | {"patterns": found["patterns"], "selections": found["evaluation"]["selections"]}


QUERIES: list[tuple[str, Fits]] = [
    ("audience=parent", lambda story: story.audience.key == "parent"),
    ("region=ZUID&from=2026-04", lambda story: story.region.code == "ZUID" and story.told_on.month >= 4),  # type: ignore[union-attr]
    ("heard=0..60", lambda story: isinstance(story.answers["heard"], int) and story.answers["heard"] <= 60),
    ("themes=school&audience=parent,professional",
     lambda story: "school" in story.answers["themes"] and story.audience.key in ("parent", "professional")),
]  # fmt: skip


@pytest.mark.parametrize(("query", "fits"), QUERIES, ids=[query for query, _fits in QUERIES])
def test_the_numbers_are_those_of_a_vertelpunt_with_only_these_stories(
    told: list[Story], tmp_path: Path, query: str, fits: Fits
) -> None:
    options = ("--min-n", "8", "--top", "5", "--three-way", "--subset", "consequences=negative,neither")
    part = written(tmp_path, "--stories", query, *options)
    inside = [story.pk for story in told if fits(story)]
    assert part["evaluation"]["filter"]["stories"] == len(inside)
    assert 20 < len(inside) < len(told)
    Story.objects.exclude(pk__in=inside).delete()
    assert numbers(part) == numbers(written(tmp_path, *options))
    assert part["evaluation"]["patterns_tested"] > 0


def test_the_file_says_what_was_counted(told: list[Story], tmp_path: Path) -> None:
    whole, part = written(tmp_path), written(tmp_path, "--stories", "?heard=0..60&sort=new")
    assert whole["evaluation"].keys() == HEADER
    assert part["evaluation"].keys() == HEADER | {"filter"}
    said = part["evaluation"]["filter"]
    assert said.keys() == FILTER
    assert (said["query"], said["of"], said["stored"]) == ("heard=0..60", 150, False)
    assert said["unplaced"] == 14  # who skipped the question is not counted as if hardly heard
    assert said["stories"] == part["evaluation"]["stories"]
    assert part["evaluation"]["digest"] != whole["evaluation"]["digest"]


def test_nothing_is_stored(told: list[Story], tmp_path: Path) -> None:
    whole = written(tmp_path)
    rows = list(Evaluation.objects.values()), list(Pattern.objects.order_by("pk").values("pk", "numbers", "rank"))
    terminal, file = StringIO(), tmp_path / "part.json"
    with override("en"):
        call_command(
            "evaluate", "jeugdhulp", "--stories", "audience=parent", "--json", str(file), stdout=terminal,
            stderr=terminal,
        )  # fmt: skip
    assert (
        list(Evaluation.objects.values()),
        list(Pattern.objects.order_by("pk").values("pk", "numbers", "rank")),
    ) == rows
    assert [pattern.result for pattern in Pattern.objects.all()] == whole["patterns"]
    count = json.loads(file.read_text())["evaluation"]["stories"]
    assert f": {count} of 150." in terminal.getvalue()
    assert "parent” were counted" in terminal.getvalue()
    assert "Nothing was stored" in terminal.getvalue()


def test_without_a_file_the_result_is_printed(few: list[Story]) -> None:
    out, said = StringIO(), StringIO()
    call_command("evaluate", "jeugdhulp", "--stories", "region=ZUID", stdout=out, stderr=said)
    header = json.loads(out.getvalue())["evaluation"]
    assert (header["stories"], header["filter"]["of"], header["filter"]["unplaced"]) == (1, 3, 1)
    assert ": 1." in said.getvalue()
    assert not Evaluation.objects.exists()


def test_a_waiting_evaluation_is_left_alone(few: list[Story], tmp_path: Path, point: Vertelpunt) -> None:
    waiting = Evaluation.objects.create(vertelpunt=point, coalition=point.coalition, number=1)
    assert written(tmp_path, "--stories", "audience=parent")["patterns"]
    waiting.refresh_from_db()
    assert waiting.state == Evaluation.State.WAITING


@pytest.mark.parametrize(
    ("query", "untested", "named"),
    [
        ("audience=parent", ["story.audience"], "Who tells."),
        ("audience=parent,youth&heard=none", ["heard", "story.audience"], "heard, Who tells."),
        ("region=NOOR,ZUID", [], ""),
    ],
)
def test_what_has_one_value_left_is_not_tested_and_that_is_said(
    few: list[Story], tmp_path: Path, query: str, untested: list[str], named: str
) -> None:
    Story.objects.filter(pk=few[2].pk).update(answers=few[2].answers | {"heard": {"none": "skipped"}})
    terminal, file = StringIO(), tmp_path / "part.json"
    with override("en"):
        call_command("evaluate", "jeugdhulp", "--stories", query, "--json", str(file), stderr=terminal)
    found = json.loads(file.read_text())
    assert found["evaluation"]["filter"]["untested"] == untested
    assert {column for pattern in found["patterns"] for column in pattern["questions"]}.isdisjoint(
        {"story.audience"} & set(untested)
    )
    assert (f"leaves one answer at most: {named}" in terminal.getvalue()) == bool(untested)


def test_a_coalition_counts_what_it_works_with(national: Coalition, noord: Coalition, tmp_path: Path) -> None:
    at = world.vertelpunt(national, lends_below=True)
    for place in range(6):
        world.story(at, "parent", answers=answers(place), released=False)
    with pytest.raises(CommandError, match="parent"):
        written(tmp_path, "--coalition", "noord", "--stories", "audience=parent")
    assert written(tmp_path, "--stories", "audience=parent")["evaluation"]["filter"]["of"] == 6


REFUSED = [
    (["colour=red"], "colour"),
    (["audience=robot"], "robot"),
    (["heard=low"], "heard"),
    ([""], "region=F01"),
    (["q=keukentafel"], "words"),
    (["audience=youth&consequences=none"], "No story fits"),
    (["audience=parent&region="], "region="),
    (["audience=parent&regionF01"], "regionF01"),
    (["audience=parent", "region=ZUID"], "one --stories"),
]


@pytest.mark.parametrize(("queries", "said"), REFUSED)
def test_what_cannot_be_counted_is_refused_and_no_file_is_written(
    few: list[Story], tmp_path: Path, queries: list[str], said: str
) -> None:
    options = [part for query in queries for part in ("--stories", query)]
    with override("en"), pytest.raises(CommandError, match=said):
        written(tmp_path, *options)
    assert not list(tmp_path.iterdir())
    assert not Evaluation.objects.exists()


def test_a_comparison_that_these_stories_cannot_give_is_refused(few: list[Story], tmp_path: Path) -> None:
    with override("en"), pytest.raises(CommandError, match="NOOR"):
        written(tmp_path, "--stories", "region=ZUID", "--subset", "region=NOOR")


def test_a_file_that_cannot_be_written_is_said(few: list[Story], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nothing was stored"):
        written(tmp_path / "nowhere", "--stories", "audience=parent")


@pytest.mark.parametrize("query", ["&".join(f"name{place}=x" for place in range(61)), f"region={'F01,' * 60}"])
def test_a_selection_is_never_cut_off(query: str) -> None:
    with pytest.raises(Refused):
        whole_query(query)
