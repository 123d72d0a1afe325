"""The stories behind every part of a figure, and those that go against the pattern."""

import re

import pytest
from django.test import Client

from patterns.behind import Behind
from patterns.explorer.conditions import Conditions
from patterns.models import Evaluation, Pattern
from people.access import Desk
from people.models import User
from tests import world
from tests.patterns.told import evaluate, tell_many
from vertelpunt.access import Workplace
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/patterns/"
KEY = "slider_ordered:heard:consequences"


@pytest.fixture
def run(point: Vertelpunt) -> Evaluation:
    """Ninety stories and two that contradict what the others show, evaluated."""
    tell_many(point, 90)
    for place in range(2):
        answers = {"heard": 98 + place, "consequences": "very_negative", "in_time": 50, "phase": "ended"}
        world.story(point, answers=answers, title=f"Tegendraads {place}")
    return evaluate(point)


def behind(run: Evaluation, desk: Desk, key: str = KEY, asked: str = "") -> Behind:
    pattern = run.patterns.select_related("evaluation").get(key=key)
    return Behind(Workplace(desk, run.vertelpunt), pattern, Conditions.of(asked))


def test_every_part_of_the_figure_leads_to_exactly_its_stories(run: Evaluation, desk: Desk) -> None:
    [crossing] = behind(run, desk).crossings
    cells = [cell for _name, row in crossing.rows for cell in row]
    assert sum(n for n, _query in cells) == 92
    for n, query in cells:
        chosen = behind(run, desk, asked=query).chosen(None)
        assert chosen is not None
        assert chosen.page.paginator.count == n
        assert not chosen.problems


def test_parts_that_stand_out_come_first_with_some_of_their_stories(run: Evaluation, desk: Desk) -> None:
    first = behind(run, desk).parts[0]
    assert first.n >= len(first.stories) > 0
    for story in first.stories:
        assert story.answers["consequences"] in first.query


def test_those_against_it_are_the_contrary_ones_with_their_answers(run: Evaluation, desk: Desk) -> None:
    contrary = behind(run, desk).contrary
    assert contrary is not None
    assert {one.story.title for one in contrary.stories[:2]} == {"Tegendraads 0", "Tegendraads 1"}
    assert re.search(
        r"heard: 9[89] (of|van) 100, (and yet|en toch) consequences: very_negative", contrary.stories[0].reason
    )
    assert contrary.of == 92
    assert contrary.n >= len(contrary.stories)


def test_every_kind_of_pattern_has_parts_and_none_breaks(run: Evaluation, desk: Desk) -> None:
    for kind in Pattern.objects.values_list("kind", flat=True).distinct():
        found = behind(run, desk, run.patterns.filter(kind=kind)[0].key)
        assert found.crossings, kind
        assert found.contrary is None or found.contrary.n >= 0
        assert isinstance(found.parts, list)


def test_within_one_audience_only_its_stories_are_listed(run: Evaluation, desk: Desk) -> None:
    key = run.patterns.filter(audience="parent", kind="slider_ordered")[0].key
    found = behind(run, desk, key)
    assert all(story.audience.key == "parent" for part in found.parts for story in part.stories)
    assert all("audience=parent" in part.query for part in found.parts)


def test_without_the_right_to_read_there_is_no_story_at_all(client: Client, run: Evaluation, noord: object) -> None:
    adviser = world.person("Carla", run.coalition, "communication")
    client.force_login(adviser)
    page = client.get(f"{PAGE}{KEY}/?heard=67..100")
    assert page.status_code == 200
    assert "/stories/" not in page.content.decode()
    assert not page.context["behind"].any


def test_unreleased_stories_are_never_listed(point: Vertelpunt, desk: Desk) -> None:
    tell_many(point, 70, released=False)
    found = behind(evaluate(point), desk)
    assert not found.any
    assert found.parts == []


def test_a_withdrawn_story_is_listed_no_more(run: Evaluation, desk: Desk) -> None:
    story = run.vertelpunt.stories.get(title="Tegendraads 0")
    withdraw(story=story)
    contrary = behind(run, desk).contrary
    assert contrary is not None
    assert "Tegendraads 0" not in {one.story.title for one in contrary.stories}


def test_a_clicked_part_comes_as_a_part_of_the_page(client: Client, run: Evaluation, bram: User) -> None:
    client.force_login(bram)
    part = client.get(f"{PAGE}{KEY}/?heard=95..100&consequences=very_negative", headers={"hx-request": "true"})
    content = part.content.decode()
    assert "Tegendraads 0" in content
    assert "<html" not in content
    assert "HX-Request" in part.headers["Vary"]


def test_a_part_that_means_nothing_says_so(client: Client, run: Evaluation, bram: User) -> None:
    client.force_login(bram)
    page = client.get(f"{PAGE}{KEY}/?nothing=1", headers={"accept-language": "en"})
    assert "There is no question or background" in page.content.decode()
