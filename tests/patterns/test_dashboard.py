"""The page with answers and stories: who may see what, and what a choice shows."""

import pytest
from django.test import Client

from people.models import Coalition, User
from people.roles import Role
from tests import world
from tests.patterns.told import tell_many
from vertelpunt import answers
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/"


@pytest.fixture
def seen(client: Client, bram: User) -> Client:
    """The browser of Bram, analyst of Noord."""
    client.force_login(bram)
    return client


def shown(browser: Client, query: str = "", page: str = PAGE) -> str:
    response = browser.get(page + query, headers={"accept-language": "en"})
    assert response.status_code == 200
    return str(response.content.decode())


def counted(browser: Client, query: str = "", page: str = PAGE) -> int:
    return int(browser.get(page + query).context["explored"].stories)


def test_all_stories_count_and_only_released_ones_are_read(seen: Client, point: Vertelpunt) -> None:
    world.story(point, title="Vrijgegeven", answers={"heard": 10})
    world.story(point, title="Nog niet", released=False, answers={"heard": 90})
    page = shown(seen)
    assert counted(seen) == 2
    assert "Vrijgegeven" in page
    assert "Nog niet" not in page


def test_a_choice_of_audience_and_region_narrows_numbers_and_stories(seen: Client, point: Vertelpunt) -> None:
    north, south = world.region("Noordland"), world.region("Zuidland")
    world.story(point, "youth", region=north, title="Noord jong")
    world.story(point, "parent", region=north, title="Noord oud")
    world.story(point, "youth", region=south, title="Zuid jong")
    assert [counted(seen, query) for query in ("", "?audience=youth", "?region=NOOR")] == [3, 2, 2]
    page = shown(seen, "?audience=youth&region=NOOR")
    assert "Noord jong" in page
    assert "Noord oud" not in page
    assert "Zuid jong" not in page


def test_a_choice_that_nobody_fits_says_so(seen: Client, point: Vertelpunt) -> None:
    world.story(point, "parent")
    assert "No stories fit this choice" in shown(seen, "?audience=youth")
    assert "No stories fit this choice" in shown(seen, "?audience=%27%00")


def test_a_vertelpunt_without_stories_says_so(seen: Client, point: Vertelpunt) -> None:
    assert "No stories yet" in shown(seen)


def test_the_middle_and_what_was_not_answered_are_seen(seen: Client, point: Vertelpunt) -> None:
    given = [{"heard": 5}, {"heard": 50}, {"heard": 55}, {"heard": 95}]
    for each in [*given, {"heard": answers.SKIPPED}, {"heard": answers.NOT_APPLICABLE}, {}]:
        world.story(point, answers=each)
    questions = seen.get(PAGE, headers={"accept-language": "en"}).context["explored"].questions
    heard = next(one for one in questions if one.key == "heard")
    assert heard.shares == ("25%", "50%", "25%")
    assert [part.label for part in heard.missing] == ["1 skipped it", "for 1 it did not apply", "1 was not asked"]


def test_htmx_gets_the_part_that_changes(seen: Client, point: Vertelpunt) -> None:
    part = seen.get(PAGE, headers={"hx-request": "true", "hx-target": "explorer"}).content.decode()
    assert part.lstrip().startswith('<div id="explorer"')


def test_a_story_shows_its_answers(seen: Client, point: Vertelpunt) -> None:
    given = {
        "heard": 31,
        "consequences": "neither",
        "themes": ["school"],
        "phase": answers.SKIPPED,
        "may_quote": "yes",
    }
    story = world.story(point, answers=given)
    page = shown(seen, f"stories/{story.number}/")
    assert "31 on a scale from 0 (not at all) to 100 (very)" in page
    assert "<strong>neither</strong>" in page
    assert "skipped" in page
    assert "may_quote" not in page


@pytest.mark.parametrize("released", [True, False])
def test_only_a_released_story_has_a_page(seen: Client, point: Vertelpunt, released: bool) -> None:
    story = world.story(point, released=released)
    assert seen.get(f"{PAGE}stories/{story.number}/").status_code == (200 if released else 404)


def test_a_moderator_goes_from_a_story_to_its_release(
    client: Client, point: Vertelpunt, cem: User, bram: User
) -> None:
    story = world.story(point)
    for user, may in ((cem, True), (bram, False)):
        client.force_login(user)
        assert (f"/moderation/{story.pk}/" in shown(client, f"stories/{story.number}/")) == may


def test_who_may_not_read_stories_sees_figures_only(client: Client, noord: Coalition, point: Vertelpunt) -> None:
    story = world.story(point, title="Vrijgegeven", answers={"heard": 10})
    client.force_login(world.person("Carla", noord, Role.COMMUNICATION))
    page = shown(client)
    assert counted(client) == 1
    assert "Vrijgegeven" not in page
    assert "Answers and stories" not in page
    assert "<title>Answers ·" in page
    assert client.get(f"{PAGE}stories/{story.number}/").status_code == 404


def test_a_region_below_sees_what_was_released(
    seen: Client, client: Client, national: Coalition, bram: User, noord: Coalition
) -> None:
    lent = world.vertelpunt(national, slug="landelijk", lends_below=True)
    tell_many(lent, 3)
    waiting = world.story(lent, title="Nog niet", released=False)
    page = "/c/noord/v/landelijk/"
    assert counted(seen, page=page) == 3
    assert "Nog niet" not in shown(seen, page=page)
    assert seen.get(f"{page}stories/{waiting.number}/").status_code == 404
    Vertelpunt.objects.filter(pk=lent.pk).update(lends_below=False)
    assert seen.get(page).status_code == 404


def test_a_withdrawn_story_is_out_at_once(seen: Client, point: Vertelpunt) -> None:
    from vertelpunt.actions import withdraw

    stays, goes = world.story(point, answers={"heard": 1}), world.story(point, answers={"heard": 99})
    assert counted(seen) == 2
    withdraw(story=goes)
    explored = seen.get(PAGE).context["explored"]
    heard = next(one for one in explored.questions if one.key == "heard")
    assert (explored.stories, heard.picture.mean) == (1, "1")
    assert seen.get(f"{PAGE}stories/{stays.number}/").status_code == 200
