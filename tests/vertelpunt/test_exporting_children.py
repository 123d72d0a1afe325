"""A file for others tells of nobody apart: not by what tellers said of the child, nor by which questions they got."""

import json
from collections import Counter
from itertools import combinations
from random import Random
from typing import Any

import pytest
from django.test import Client

from people.models import Coalition, User
from tests import world
from tests.vertelpunt.exported import made, place_of, rows
from tests.vertelpunt.test_exporting_pair import files
from vertelpunt.access import Workplace
from vertelpunt.models import QuestionSetVersion, Story
from vertelpunt.queries import answers_about_teller
from vertelpunt.questions import Condition, write_questions

LEAST = 5
AGE = world.choice("age", ("0_5", "6_11", "12_15"), "ordered", about="child")
HELP = world.choice("help", ("home", "group"), about="child")
ROLE = world.choice("role", ("mother", "father"), about="teller")
SAFE = world.choice("safe", ("yes", "no"), show_if=Condition("help", ("group",)))
AFTER = world.slider("after", show_if=Condition("safe", ("no",)))  # asked of nobody whose child lived at home
SCHOOL = world.slider("school", audiences=("youth",))
ASKED = [world.slider("heard"), AGE, HELP, ROLE, SAFE, AFTER, SCHOOL]
KNOWN = ("told_on", "audience", "region", "language", "age", "help", "role")
HINTING = ("safe", "after", "school")  # asked of some only, because of what others may know


@pytest.fixture
def place(noord: Coalition, anna: User) -> Workplace:
    """The workplace of Anna, where a hundred and fifty stories were told, most of them by people like each other."""
    point = world.vertelpunt(noord, asked=ASKED)
    chance, regions = Random(8), [world.region("Aa"), world.region("Bee")]

    def pick(first: Any, *more: Any) -> Any:
        return first if chance.random() < 0.8 else chance.choice((first, *more))

    for number in range(150):
        audience, child = pick("parent", "youth", "professional"), pick("home", "group")
        answers: dict[str, Any] = {"heard": number % 100, "help": child, "role": pick("mother", "father")}
        answers["age"] = pick("6_11", "0_5", "12_15", {"none": "skipped"})
        if child == "group":
            answers["safe"] = chance.choice(("yes", "no"))
            answers |= {"after": 40} if answers["safe"] == "no" else {}
        answers |= {"school": 50} if audience == "youth" else {}
        more = {"told_on": pick("2026-05-12", "2026-06-02"), "language": pick("nl", "en"), "region": pick(*regions)}
        world.story(point, audience, answers=answers, may_quote=pick("yes", "no"), **more)
    return place_of(anna, point)


def seen(row: dict[str, str]) -> dict[str, str]:
    """Return what a row tells of people: what others may know, and what follows from which questions were asked."""
    told = {name: row[name] for name in KNOWN if name in row}
    help_, audience = row.get("help", "[withheld]"), row.get("audience", "[withheld]")
    if help_ == "[withheld]":
        told["help"] = _followed(row, "safe", "group", "home") or _followed(row, "after", "group", "") or help_
    if audience == "[withheld]":
        told["audience"] = _followed(row, "school", "youth", "somebody else") or audience
    return told


def _followed(row: dict[str, str], name: str, asked: str, not_asked: str) -> str:
    """Return what follows from whether a question was asked; nothing where that is not in the file."""
    cell = row.get(name, "[withheld]")
    return {"[withheld]": "", "[not asked]": not_asked}.get(cell, asked)


def smallest(found: list[dict[str, str]]) -> int:
    """Return how many rows are alike at least, in any combination of what they tell of people."""
    told = [seen(row) for row in found]
    some = [names for size in range(1, len(told[0]) + 1) for names in combinations(told[0], size)]
    return min(min(Counter(tuple(one[name] for name in names) for one in told).values()) for names in some)


def test_no_row_is_nearly_alone_in_anything_that_others_may_know(place: Workplace) -> None:
    found = rows(place, outside=True)
    assert len(found) == 150
    assert smallest(found) >= LEAST
    assert smallest(rows(place)) == 1  # for the coalition itself nothing is withheld


@pytest.mark.parametrize("chosen", ["told_on age", "help safe after", "after", "role school age"])
def test_nor_where_only_some_columns_were_chosen(place: Workplace, chosen: str) -> None:
    assert smallest(rows(place, outside=True, parts=chosen.split())) >= LEAST


def test_what_is_said_of_the_child_is_withheld_first(place: Workplace) -> None:
    found = rows(place, outside=True)
    steps = Counter((row["age"] == "[withheld]", row["audience"] == "[withheld]") for row in found)
    assert set(steps) == {(False, False), (True, False), (True, True)}
    assert all(row["safe"] == "[withheld]" for row in found if row["age"] == "[withheld]")
    assert all(row["heard"] != "[withheld]" for row in found)


def test_a_question_that_an_older_version_asked_of_some_only_still_hints(place: Workplace) -> None:
    always = world.choice("safe", ("yes", "no"))
    newer = write_questions([*(one for one in ASKED if one.key not in ("safe", "after")), always])
    QuestionSetVersion.objects.create(vertelpunt=place.vertelpunt, number=2, definition=newer, published_on=world.DAY)
    assert smallest(rows(place, outside=True)) >= LEAST


def test_the_pair_counts_only_stories_that_are_in_it(place: Workplace, anna: User) -> None:
    chosen = ["heard", "age", "help", "language", "title", "text"]
    lines = files(place.vertelpunt, anna, outside=True, parts=chosen)["stories.csv"].decode().splitlines()[1:]
    told = Counter(tuple(line.split(",")[-2:]) for line in lines)
    assert len(lines) == Story.objects.filter(vertelpunt=place.vertelpunt, may_quote="yes").count()
    assert min(told.values()) >= LEAST


def test_programs_get_no_more_than_that(place: Workplace, anna: User, client: Client) -> None:
    told: list[dict[str, Any]] = []
    client.force_login(anna)
    url = "/api/v1/coalitions/noord/vertelpunten/jeugdhulp/stories/?limit=100"
    while url:
        page = client.get(url).json()
        told, url = [*told, *page["results"]], page["next"]
    assert len(told) == 150
    flat = [
        {name: one[name] or "[withheld]" for name in KNOWN[:4]}
        | {name: _said(one["answers"][name]) for name in ("age", "help", "role", *HINTING)}
        for one in told
    ]
    assert smallest(flat) >= LEAST


def _said(answer: dict[str, Any]) -> str:
    return str(answer["value"]) if "value" in answer else f"[{answer['state'].replace('_', ' ')}]"


def test_an_answer_about_the_child_is_not_kept_for_the_next_story(place: Workplace) -> None:
    story = Story.objects.filter(vertelpunt=place.vertelpunt).exclude(answers__role=None).first()
    assert story is not None
    assert answers_about_teller(str(story.pk), story.version) == {"role": story.answers["role"]}


def test_the_pair_takes_it_for_a_question_about_the_story(place: Workplace, anna: User) -> None:
    form = files(place.vertelpunt, anna)["form.csv"].decode().splitlines()
    about = {line.split(",")[0]: line.split(",")[2] for line in form}
    assert (about["age"], about["role"]) == ("story", "participant")


def test_json_lines_and_the_workbook_withhold_the_same(place: Workplace) -> None:
    lines = [json.loads(line) for line in made(place, "jsonl", outside=True).splitlines()]
    withheld = sum(one["answers"]["age"] == {"state": "withheld"} for one in lines)
    assert withheld == sum(row["age"] == "[withheld]" for row in rows(place, outside=True)) > LEAST
