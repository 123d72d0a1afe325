"""A selection written as a query is compared with the rest; what nobody was asked is refused in words."""

import json
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from lib.errors import Refused
from patterns.dataset import load
from patterns.stats.columns import Dataset, Subset
from patterns.subsets import subset_of
from tests import world
from tests.patterns.test_evaluate_command import written
from tests.patterns.told import tell_many
from vertelpunt.models import Vertelpunt


@pytest.fixture
def told(point: Vertelpunt) -> Dataset:
    """Three stories: two of parents, one of them hardly heard."""
    world.story(point, "parent", answers={"heard": 10, "themes": ["school", "contact"]})
    world.story(point, "parent", answers={"heard": 90, "themes": ["waiting"]})
    world.story(point, "youth", answers={"heard": 10})
    return load(point.stories.all(), point)


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("audience=parent", 2),
        ("audience=parent,youth", 3),
        ("heard=0..33", 2),
        ("audience=parent&heard=0..33", 1),
        ("themes=school", 1),
        ("heard=0..20,80..100", 3),
        ("heard=none", 0),
        ("consequences=none", 3),
        ("from=2026-05", 3),
    ],
)
def test_a_selection_holds_the_stories_that_fit(told: Dataset, query: str, size: int) -> None:
    assert np.count_nonzero(subset_of(told, query).member) == size


@pytest.mark.parametrize("query", ["", "colour=red", "audience=robot", "heard=low"])
def test_what_cannot_be_read_is_refused(told: Dataset, query: str) -> None:
    with pytest.raises(Refused):
        subset_of(told, query)


def test_the_command_compares_a_selection_with_the_rest(point: Vertelpunt, tmp_path: Path) -> None:
    tell_many(point, 70)
    found = written(tmp_path, "--subset", "consequences=negative,very_negative")
    families = {pattern["family"] for pattern in found["patterns"] if pattern["kind"].startswith("subset_")}
    assert len(families) == 1
    assert found["evaluation"]["settings"]["subsets"] == ["consequences=negative,very_negative"]


def test_a_selection_knows_who_it_cannot_place(point: Vertelpunt) -> None:
    world.story(point, "parent", answers={"heard": 10, "themes": ["school"]})
    world.story(point, "parent", answers={"themes": ["school", "contact"]})
    world.story(point, "youth", answers={"heard": 90})
    world.story(point, "youth", answers={"themes": ["contact"]})
    data = load(point.stories.all(), point)
    heard, both = subset_of(data, "heard=0..33"), subset_of(data, "heard=0..33&themes=school")
    assert (heard.defined_by, both.defined_by) == (("heard",), ("heard", "themes"))
    assert sides(heard) == (1, 1, 2)
    assert sides(both) == (1, 2, 1)
    assert sides(subset_of(data, "audience=parent")) == (2, 2, 0)


def sides(subset: Subset) -> tuple[int, int, int]:
    """Stories inside, in the rest, and on neither side."""
    values = subset.column().values
    return int((values == 0).sum()), int((values == 1).sum()), subset.unplaced


def test_the_command_does_not_compare_a_selection_by_what_it_is_made_of(point: Vertelpunt, tmp_path: Path) -> None:
    tell_many(point, 70)
    found = written(tmp_path, "--subset", "consequences=negative,very_negative")
    asked = [pattern["questions"][1] for pattern in found["patterns"] if pattern["kind"].startswith("subset_")]
    assert "consequences" not in asked
    assert "heard" in asked


def test_the_command_shows_a_selection_that_is_too_small(point: Vertelpunt, tmp_path: Path) -> None:
    tell_many(point, 70)
    for _ in range(3):
        world.story(point, "youth", answers={"heard": 10})
    said = StringIO()
    file = tmp_path / "result.json"
    call_command("evaluate", "jeugdhulp", "--json", str(file), "--subset", "audience=youth", stderr=said)
    found = json.loads(file.read_text())
    patterns = [pattern for pattern in found["patterns"] if pattern["kind"].startswith("subset_")]
    assert patterns
    assert {(pattern["test"], pattern["strong"]) for pattern in patterns} == {(None, False)}
    assert all("10" in pattern["why"] for pattern in patterns)
    inside = found["evaluation"]["selections"][0]["stories"]
    assert inside < 10
    assert f"{inside} inside" in said.getvalue() or f"{inside} erin" in said.getvalue()


def test_the_command_says_what_it_does_not_know(point: Vertelpunt) -> None:
    world.story(point)
    with pytest.raises(CommandError, match="robot"):
        call_command("evaluate", "jeugdhulp", "--subset", "audience=robot")
