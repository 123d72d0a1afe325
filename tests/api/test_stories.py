"""Stories through the API: handed in by the checks of the page, handed over by the rules of a file for others."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from people.models import Coalition, Event
from people.scopes import Scope
from tests import world
from tests.api.conftest import Give
from vertelpunt.actions.withdrawal import withdraw
from vertelpunt.models import Story, StoryRelease, Vertelpunt

STORIES = "/api/v1/coalitions/noord/vertelpunten/jeugdhulp/stories/"
TOLD = {"audience": "parent", "text": world.TEXT, "answers": {"heard": 70, "themes": ["school"], "may_quote": "yes"}}


def send(asks: Client, told: dict[str, Any], key: str = "form-0001") -> Any:
    """Hand a story in."""
    return asks.post(STORIES, told, content_type="application/json", headers={"Idempotency-Key": key})


def test_a_story_is_kept_once_with_its_answers_and_waits_for_a_reader(point: Vertelpunt, program: Give) -> None:
    Vertelpunt.objects.update(released_on_arrival=True)
    asks = program(Scope.WRITE_STORIES)
    first, again = send(asks, TOLD), send(asks, TOLD)
    assert (first.status_code, again.status_code, first.json()) == (201, 200, again.json())
    story = Story.objects.get()
    assert (story.answers, story.finished, story.may_quote, story.state) == (TOLD["answers"], True, "yes", "told")
    other = send(asks, TOLD | {"text": "Heel iets anders is er gebeurd."})
    assert (other.status_code, other.json()["code"]) == (409, "key_used")
    page = Client().post("/code/", {"code": first.json()["code"]})
    assert world.TEXT in page.content.decode()


def test_a_wrong_answer_is_named_and_nothing_is_half_kept(point: Vertelpunt, program: Give) -> None:
    asks = program(Scope.WRITE_STORIES)
    wrong = {"heard": 101, "themes": ["zzz"], "elsewhere": 3, "phase": "getting"}
    answer = send(asks, TOLD | {"answers": wrong}).json()
    assert answer["code"] == "bad_answers"
    assert answer["faults"] == {"elsewhere": "unknown_question"}
    answer = send(asks, TOLD | {"answers": {key: wrong[key] for key in ("heard", "themes", "phase")}}).json()
    assert answer["faults"] == {"heard": "bad_slider", "themes": "bad_multi"}
    assert not Story.everything.exists()


def test_a_name_that_is_not_known_is_refused_so_that_no_answer_is_lost(point: Vertelpunt, program: Give) -> None:
    asks = program(Scope.WRITE_STORIES)
    sent = {"antwoorden" if name == "answers" else name: value for name, value in TOLD.items()}
    answer = send(asks, sent)
    assert (answer.status_code, answer.json()["code"], list(answer.json()["faults"])) == (
        400,
        "invalid",
        ["antwoorden"],
    )
    assert not Story.everything.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "   "}, "empty_story"),
        ({"audience": "alderman"}, "unknown_audience"),
        ({"language": "la"}, "unknown_language"),
        ({"channel": "nowhere"}, "unknown_channel"),
        ({"version": 2}, "other_questions"),
        ({"answers": [1]}, "invalid"),
    ],
)
def test_what_the_page_would_not_take_is_refused(
    point: Vertelpunt, program: Give, change: dict[str, Any], code: str
) -> None:
    answer = send(program(Scope.WRITE_STORIES), TOLD | change)
    assert (answer.status_code in (400, 409), answer.json()["code"]) == (True, code)
    assert not Story.everything.exists()


def test_only_an_open_vertelpunt_of_the_own_coalition_takes_stories(
    point: Vertelpunt, national: Coalition, program: Give
) -> None:
    world.vertelpunt(national, "landelijk", lends_below=True)
    asks = program(Scope.WRITE_STORIES)
    lent = asks.post(STORIES.replace("jeugdhulp", "landelijk"), TOLD, content_type="application/json")
    assert lent.status_code == 404
    assert asks.post(STORIES, TOLD, content_type="application/json").json()["code"] == "bad_idempotency_key"
    Vertelpunt.objects.update(state="paused")
    assert (send(asks, TOLD).status_code, Story.everything.count()) == (409, 0)


def test_a_story_that_was_taken_back_does_not_come_back(point: Vertelpunt, program: Give) -> None:
    asks = program(Scope.WRITE_STORIES)
    send(asks, TOLD)
    withdraw(story=Story.objects.get())
    assert send(asks, TOLD).status_code == 410


def walked(asks: Client, limit: int) -> list[dict[str, Any]]:
    """Return all stories, page by page."""
    found, following = [], f"{STORIES}?limit={limit}"
    while following:
        page = asks.get(following).json()
        assert len(page["results"]) <= limit
        found += page["results"]
        following = page["next"]
    return found


def test_released_stories_come_by_the_rules_of_a_file_for_others(point: Vertelpunt, program: Give) -> None:
    told = [world.story(point, answers={"heard": place}) for place in range(11)]
    for _place in range(5):
        world.story(point, "professional")
    world.story(point, "youth", text="Dit mag niemand citeren.", may_quote="no")
    world.story(point, released=False)
    fresh = world.story(point)
    StoryRelease.objects.filter(story=fresh).delete()
    StoryRelease.objects.create(story=fresh, text="Van vandaag.", released_on=timezone.localdate())
    asks = program(Scope.READ_STORIES)
    found = walked(asks, 5)
    assert len(found) == len({one["id"] for one in found}) == 17
    assert Counter(one["audience"] for one in found) == {"parent": 11, None: 6}  # nobody is withheld alone
    silent = next(one for one in found if "text" in one["withheld"])
    assert (silent["text"], silent["audience"], silent["told_on"]) == (None, None, None)
    seen = str(found)
    assert not any(str(one.pk) in seen for one in told)
    assert "2026-05-12" not in seen
    assert Event.objects.filter(verb="stories-exported-api").count() == 1
    assert not {one["id"] for one in found} & {one["id"] for one in walked(program(Scope.READ_STORIES), 50)}


def test_fewer_stories_than_the_smallest_group_are_not_given(point: Vertelpunt, program: Give) -> None:
    for _place in range(4):
        world.story(point)
    asks = program(Scope.READ_STORIES)
    assert walked(asks, 50) == []
    world.story(point, told_on=timezone.localdate() - timedelta(days=8))
    assert len(walked(asks, 50)) == 5
    assert asks.get(f"{STORIES}?cursor=abc").json()["code"] == "bad_cursor"
