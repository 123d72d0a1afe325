"""Figures as files: whole pictures and safe tables, never a handful of people, never the name of a partner."""

import csv
from io import StringIO

import pytest
from django.test import Client
from django.utils.translation import override

from lib.csvfile import csv_text
from patterns.models import Pattern
from people.models import User
from tests import world
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import Vertelpunt

PLACE = "/c/noord/v/jeugdhulp/"
FORMS = (("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbf"))


@pytest.fixture
def seen(client: Client, bram: User) -> Client:
    """The browser of Bram, analyst of Noord."""
    client.force_login(bram)
    return client


def table(browser: Client, path: str) -> list[list[str]]:
    response = browser.get(PLACE + path, headers={"accept-language": "en"})
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/csv")
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_becomes_a_formula(start: str) -> None:
    body = csv_text(["name", "n"], [[f"{start}1+1", 3]])
    (cell, number) = list(csv.reader(StringIO(body.lstrip("\ufeff")), delimiter=";"))[1]
    assert cell.startswith("'")
    assert number == "3"


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    with override("nl"):
        assert "0,25;-1,5;" in csv_text(["a", "b", "c"], [[0.25, -1.5, None]])
    with override("en"):
        assert "0.25;-1.5;" in csv_text(["a", "b", "c"], [[0.25, -1.5, None]])


def test_every_pattern_is_a_file(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 90)
    evaluate(point)
    for kind in ("slider", "slider_ordered", "slider_slider", "slider_multi", "ordered_nominal", "nominal_multi"):
        key = Pattern.objects.filter(kind=kind)[0].key
        for form, opening in FORMS:
            response = seen.get(f"{PLACE}patterns/{key}/figure.{form}")
            assert response.status_code == 200, (kind, form)
            assert response.content.startswith(opening)
            assert "attachment" in response.headers["Content-Disposition"]


def test_a_file_follows_the_conditions(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 60)
    whole = table(seen, "figures/consequences/figure.csv")
    part = table(seen, "figures/consequences/figure.csv?audience=parent")
    assert sum(int(row[1]) for row in whole[1:]) == 60
    assert sum(int(row[1]) for row in part[1:]) == 40


def test_a_handful_is_not_in_a_file(seen: Client, point: Vertelpunt) -> None:
    for step, count in zip(world.STEPS[:2], (4, 6), strict=True):
        for _each in range(count):
            world.story(point, answers={"consequences": step})
    rows = table(seen, "figures/consequences/figure.csv")
    assert [row[1] for row in rows[1:]] == ["6"]
    world.story(point, answers={"heard": 50})
    for form, _opening in FORMS:
        response = seen.get(f"{PLACE}figures/heard/figure.{form}", headers={"accept-language": "en"})
        assert "Fewer than five stories stay on the page" in response.content.decode()


def test_channels_have_letters_in_a_file(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 12, channel=world.channel(point, "flyer"))
    rows = table(seen, "figures/story.channel/figure.csv")
    assert rows[1][0] == "channel A"


@pytest.mark.parametrize(
    "path", ["figures/robot/", "figures/may_quote/figure.csv", "figures/heard/figure.exe", "patterns/robot/figure.svg"]
)
def test_what_is_not_there_is_not_found(seen: Client, point: Vertelpunt, path: str) -> None:
    tell_many(point, 6)
    assert seen.get(PLACE + path).status_code == 404


def test_one_question_large_says_what_it_counts(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 30)
    response = seen.get(f"{PLACE}figures/heard/?audience=parent", headers={"accept-language": "en"})
    text = response.content.decode()
    assert "20 stories: Who tells: " in text
    assert "figure.csv?audience=parent" in text
    assert response.context["chart"].figure.n == 20
