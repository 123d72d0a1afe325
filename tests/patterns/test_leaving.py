"""Patterns, observations and cards as files: what is in them, what never is, and that it is written down."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from patterns.models import Evaluation
from people.models import Event, User
from tests import world
from tests.patterns.cards import add_story, observation, pattern
from tests.patterns.told import answers, evaluate, tell_many
from vertelpunt.actions import withdraw
from vertelpunt.models import Story, Vertelpunt

PATTERNS, CARDS = "/c/noord/v/jeugdhulp/patterns/file/", "/c/noord/observations/cards/"
SAID = "En toen stond ik daar alleen."


@pytest.fixture
def reader(client: Client, bram: User) -> Client:
    """The browser of Bram, analyst of Noord."""
    client.force_login(bram)
    return client


@pytest.fixture
def counted(point: Vertelpunt) -> Evaluation:
    """An evaluation of sixty stories."""
    tell_many(point, 60)
    return evaluate(point)


def file(client: Client, address: str) -> bytes:
    """Return a file by its address."""
    response = client.get(address)
    assert "attachment" in response.headers["Content-Disposition"]
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_patterns_leave_as_they_are_chosen_with_the_numbers_of_the_public_format(
    reader: Client, counted: Evaluation
) -> None:
    one = pattern(counted)
    found = json.loads(file(reader, f"{PATTERNS}?as=json&list=every"))["rows"]
    row = next(row for row in found if row["key"] == one.key)
    public = one.result
    assert [row[name] for name in ("questions", "n", "p", "verdict")] == [
        public[name] for name in ("questions", "n", "p", "verdict")
    ]
    assert row["value"] == public["effect"]["value"]
    assert len(found) == counted.patterns.filter(n__gte=5).count()
    single = list(csv.reader(StringIO(file(reader, f"{PATTERNS}?list=every&kind=single").decode()), delimiter=";"))
    assert 1 < len(single) < len(found)
    assert Event.objects.filter(verb__in=("patterns-exported-json", "patterns-exported-csv")).count() == 2


def test_no_small_group_and_no_name_of_a_partner_leaves(reader: Client, point: Vertelpunt) -> None:
    partner, other = world.channel(point, "bieb"), world.channel(point, "club")
    type(partner).objects.filter(pk=partner.pk).update(name="Bibliotheek Noord")
    tell_many(point, 60, channel=partner)
    tell_many(point, 40, channel=other)
    run = evaluate(point)
    run.patterns.filter(kind="slider").update(n=4)
    found = json.loads(file(reader, f"{PATTERNS}?as=json&list=every"))["rows"]
    assert any("story.channel" in row["questions"] for row in found)
    assert not [row for row in found if row["kind"] == "slider" or "Bibliotheek" in json.dumps(row)]
    assert not [part for row in found for part in row["parts"] if part["n"] < 5]


def test_results_that_count_a_story_that_went_are_not_a_file(reader: Client, counted: Evaluation) -> None:
    withdraw(story=Story.objects.filter(vertelpunt=counted.vertelpunt)[0])
    assert reader.get(PATTERNS).status_code == 404


def test_cards_leave_with_quotes_that_may_be_said_and_none_of_a_story_that_went(
    reader: Client, point: Vertelpunt
) -> None:
    tell_many(point, 60)
    may = world.story(point, text=f"{SAID} Het was koud.", may_quote="yes", answers=answers(3))
    may_not = world.story(point, text="Zeg dit nooit hardop.", may_quote="no", answers=answers(4))
    card = observation(pattern(evaluate(point)))
    add_story(card, may, SAID)
    add_story(card, may_not, "Zeg dit nooit hardop.")
    (row,) = json.loads(file(reader, f"{CARDS}?as=json"))["rows"]
    assert row["quotes"] == [{"audience": "ouder of verzorger", "text": SAID}]
    assert {"name": "getelde verhalen", "value": 62} in row["numbers"]
    assert row["typical"] == [may.number, may_not.number]
    sheet = load_workbook(BytesIO(file(reader, f"{CARDS}?as=xlsx"))).worksheets[0]
    assert SAID in str([cell.value for cell in sheet[2]])
    withdraw(story=may)
    text = file(reader, CARDS).decode()
    assert SAID not in text
    assert f"{may.number}" not in text


def test_observations_leave_without_notes_for_oneself_and_without_hidden_ones(
    reader: Client, counted: Evaluation
) -> None:
    observation(pattern(counted), notes="Alleen voor mij.", title="=gevaarlijk")
    observation(pattern(counted), hidden=True, title="Herhaalt een verhaal")
    text = file(reader, "/c/noord/observations/file/").decode()
    rows = list(csv.reader(StringIO(text.lstrip("\ufeff")), delimiter=";"))
    assert (len(rows), rows[1][1]) == (2, "'=gevaarlijk")
    assert "Alleen voor mij" not in text
    assert "Wie luistert, helpt al. | Wie geholpen is" in text
    assert reader.get("/c/noord/observations/file/?as=pdf").status_code == 404
