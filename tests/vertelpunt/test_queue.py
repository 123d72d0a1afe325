"""The stories that wait: in which order, for whom, and never the same one for two people at once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people.models import Coalition, User
from people.roles import Role
from tests import world
from tests.vertelpunt.test_moderation import QUEUE, at_desk
from vertelpunt.actions.claims import claim
from vertelpunt.actions.concerns import raise_concern
from vertelpunt.models import Claim, Screening, Vertelpunt
from vertelpunt.queue import Choice, next_story, waiting
from vertelpunt.screening import near_copies, screen, screen_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def dara(noord: Coalition) -> User:
    """Another moderator of Noord."""
    return world.person("Dara", noord, Role.MODERATOR)


def test_two_moderators_never_get_the_same_story(point: Vertelpunt, cem: User, dara: User) -> None:
    first, second = (world.story(point, released=False) for _ in range(2))
    assert next_story(at_desk(cem), point, Choice()) == first
    assert next_story(at_desk(dara), point, Choice()) == second
    assert next_story(at_desk(cem), point, Choice()) == first
    assert not claim(desk=at_desk(dara), story=first)


def test_a_claim_ends_by_itself(point: Vertelpunt, cem: User, dara: User) -> None:
    only = world.story(point, released=False)
    next_story(at_desk(cem), point, Choice())
    assert next_story(at_desk(dara), point, Choice()) is None
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert next_story(at_desk(dara), point, Choice()) == only


def test_who_goes_on_lets_the_story_before_go(point: Vertelpunt, cem: User) -> None:
    first, second = (world.story(point, released=False) for _ in range(2))
    next_story(at_desk(cem), point, Choice())
    assert next_story(at_desk(cem), point, Choice(), str(first.pk)) == second
    assert list(Claim.objects.values_list("story", flat=True)) == [second.pk]


def test_worries_come_first_then_what_is_to_be_read_first(point: Vertelpunt, cem: User) -> None:
    plain = world.story(point, released=False)
    danger = world.story(point, released=False, text="Mijn oom slaat mij en ik durf niet naar huis.")
    flagged = world.story(point, released=False)
    screen_waiting(point)
    raise_concern(desk=at_desk(cem), story=flagged)
    assert list(waiting(point)) == [flagged, danger, plain]
    assert list(waiting(point, Choice(only="worries"))) == [flagged]
    assert list(waiting(point, Choice(only="first"))) == [danger]


def test_the_queue_is_chosen_by_audience_and_source(point: Vertelpunt) -> None:
    world.story(point, "parent", released=False)
    young = world.story(point, "youth", released=False)
    brought = world.story(point, "parent", released=False, source="import")
    assert list(waiting(point, Choice(audience="youth"))) == [young]
    assert list(waiting(point, Choice(only="imported"))) == [brought]


def test_a_choice_stays_when_a_story_is_released(point: Vertelpunt, cem: User, client: Client) -> None:
    story = world.story(point, "youth", released=False)
    client.force_login(cem)
    answer = client.post(f"{QUEUE}{story.pk}/", {"do": "release", "text": story.text, "audience": "youth"})
    assert answer["Location"].endswith("?audience=youth")


def test_the_list_says_who_reads_and_has_pages(point: Vertelpunt, cem: User, dara: User, client: Client) -> None:
    for _ in range(51):
        world.story(point, released=False)
    next_story(at_desk(dara), point, Choice())
    client.force_login(cem)
    page = client.get(f"{QUEUE}list/").content.decode()
    assert "Dara leest dit" in page
    assert "pagina 1 van 2" in page


def test_a_thousand_waiting_stories_ask_few_questions_of_the_database(
    point: Vertelpunt, cem: User, client: Client, django_assert_max_num_queries: object
) -> None:
    for _ in range(60):
        world.story(point, released=False)
    client.force_login(cem)
    client.get(QUEUE)
    client.get(QUEUE)
    client.get(QUEUE)
    with django_assert_max_num_queries(45):  # type: ignore[operator]
        assert client.get(QUEUE).status_code == 200


def test_near_copies_are_shown_and_can_be_held_back(point: Vertelpunt, cem: User, client: Client) -> None:
    text = " ".join(f"woord{number} dat blijft staan" for number in range(30))
    old = world.story(point, text=text)
    new = world.story(point, released=False, text=f"{text} En nog iets.")
    other = world.story(point, released=False, text="Iets heel anders over een fiets en een lange weg terug.")
    screen(old)
    screen(other)
    assert near_copies(screen(new)) == [old]
    client.force_login(cem)
    assert f"Bijna hetzelfde als verhaal {old}" in client.get(f"{QUEUE}{new.pk}/").content.decode()
    client.post(f"{QUEUE}{new.pk}/", {"do": "copy"})
    new.refresh_from_db()
    assert (new.state, new.held_for) == ("held", "duplicate")


def test_what_was_noticed_holds_no_words_and_goes_with_the_story(point: Vertelpunt) -> None:
    story = world.story(point, released=False, text="Toen kwam Fatima uit Almelo bij ons thuis.")
    kept = screen(story)
    assert kept.spans == [[10, 16, "name"], [21, 27, "place"]]
    assert all(isinstance(value, int) for value in kept.sketch)
    story.delete()
    assert not Screening.objects.exists()


def test_a_name_in_the_title_is_pointed_out(point: Vertelpunt, cem: User, client: Client) -> None:
    story = world.story(point, released=False, title="Hoe Fatima thuiskwam")
    client.force_login(cem)
    assert "<strong>Fatima</strong>" in client.get(f"{QUEUE}{story.pk}/").content.decode()
