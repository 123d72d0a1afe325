"""The response against targets, and where people stop."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from people.models import Coalition, User
from tests import world
from tests.vertelpunt import spread
from vertelpunt.models import Story, Target, Vertelpunt
from vertelpunt.questions import read_questions
from vertelpunt.spreading import response
from vertelpunt.spreading.stopping import stopped_at

PAGE = "/c/noord/v/jeugdhulp/spread/response/"
SKIP = {"none": "skipped"}


def told(point: Vertelpunt, audience: str, count: int, **fields: object) -> None:
    for _ in range(count):
        world.story(point, audience, released=False, **{"complete": True} | fields)


def words(client: Client, address: str = PAGE) -> str:
    """Return the text of a page, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())


def test_a_group_that_is_hardly_heard_jumps_out(point: Vertelpunt, lena: User, client: Client) -> None:
    told(point, "parent", 30)
    told(point, "professional", 8)
    told(point, "youth", 2)
    client.force_login(lena)
    page = words(client)
    assert "2 van de 40 volledige verhalen: youth (5%)." in page
    assert "volledige verhalen: professional (" not in page


def test_response_is_counted_by_link_group_region_and_day(point: Vertelpunt, noord: Coalition) -> None:
    link, region = spread.link(point), world.region("Noorderland")
    told(point, "parent", 3, channel=link, region=region)
    told(point, "youth", 2, complete=False)
    told(point, "parent", 1, told_on=world.DAY + timedelta(days=2))
    stories = response.told_at(point)
    assert response.total(stories) == response.Told(6, 4)
    lines = {line.name: (line.count.told, line.count.complete) for line in response.lines(point, stories, "channel")}
    assert lines["poster"] == (3, 3)
    assert sorted(lines.values()) == [(3, 1), (3, 3)]
    crossed = response.lines(point, stories, "channel", "audience")[0]
    assert [part.complete for part in crossed.parts] == [0, 3, 0]
    assert [bar.count.told for bar in response.days(stories).bars] == [5, 0, 1]
    one = response.Choice(channel=link.pk, region=region.pk, first=date(2026, 1, 1), last=world.DAY)
    assert response.total(one.of(stories)).told == 3
    assert response.total(response.Choice(channel=0).of(stories)).told == 3


def test_a_held_or_test_story_is_not_counted(point: Vertelpunt) -> None:
    told(point, "parent", 2)
    first, second = Story.objects.all()
    Story.objects.filter(pk=first.pk).update(state="held", held_for="short")
    Story.objects.filter(pk=second.pk).update(source="test")
    assert response.total(response.told_at(point)) == response.Told(0, 0)


def test_targets_stand_beside_what_is_there(point: Vertelpunt, lena: User, client: Client) -> None:
    told(point, "youth", 3)
    Target.objects.create(vertelpunt=point, stories=12, before=date(2999, 1, 1))
    Target.objects.create(vertelpunt=point, audience=point.audiences.get(key="youth"), stories=4)
    client.force_login(lena)
    page = words(client)
    assert "3 van de gehoopte 12: 25%." in page
    assert "nog 9 te gaan" in page
    assert "gehoopt: 4, daarvan is 75% er" in page


def test_where_people_stop_is_read_from_what_was_not_finished(point: Vertelpunt) -> None:
    told(point, "parent", 2, finished=False, answers={})
    told(point, "parent", 1, finished=False, answers=dict.fromkeys(("consequences", "heard", "in_time"), SKIP))
    told(point, "parent", 1, answers={})
    found = response.where_people_stop(response.told_at(point))
    assert [(stop.page, stop.key, stop.count) for stop in found] == [(1, "consequences", 2), (2, "phase", 1)]


def test_a_page_that_was_sent_with_everything_skipped_was_seen(point: Vertelpunt) -> None:
    questions = read_questions(point.versions.get().definition)
    every = {question.key: SKIP for question in questions}
    assert stopped_at(questions, "parent", every)[0] == 0
    assert stopped_at(questions, "parent", {})[0] == 1


def test_the_poll_gets_the_figures_only(point: Vertelpunt, lena: User, client: Client) -> None:
    client.force_login(lena)
    part = client.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="reach"')
    assert "<html" not in part


@pytest.mark.parametrize("query", ["channel=x", "region=99999", "first=gisteren", "rows=text&across=told_on", "day=1"])
def test_nonsense_in_the_address_is_no_fault(point: Vertelpunt, lena: User, client: Client, query: str) -> None:
    told(point, "parent", 1)
    client.force_login(lena)
    assert client.get(f"{PAGE}?{query}").status_code == 200
    assert Story.objects.count() == 1
