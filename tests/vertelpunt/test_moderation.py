"""A moderator reads first: releases an immutable text, or holds a story back; others cannot."""

import pytest
from django.http import Http404
from django.test import Client

from lib.errors import Refused
from people.access import Desk, desk
from people.models import Event, User
from people.roles import Permission
from tests import world
from vertelpunt import actions
from vertelpunt.models import Story, StoryRelease, Vertelpunt
from vertelpunt.signals import Change, story_changed

pytestmark = pytest.mark.django_db
QUEUE = "/c/noord/v/jeugdhulp/moderation/"


def at_desk(user: User, slug: str = "noord") -> Desk:
    """Return the desk of `user`."""
    return desk(user, slug, Permission.READ_FIGURES)


def release(user: User, story: Story, text: str = "Zonder namen.") -> StoryRelease:
    """Release `story` as `user`."""
    return actions.release(desk=at_desk(user), story=story, title="Titel", text=text)


def test_a_release_is_a_text_of_its_own_and_the_original_stays_apart(point: Vertelpunt, cem: User) -> None:
    story = world.story(point, released=False, text="Jan van school De Linde.")
    release(cem, story, "J. van school.")
    story.refresh_from_db()
    assert (story.state, story.text, story.release.text) == ("released", "Jan van school De Linde.", "J. van school.")
    assert Event.objects.filter(verb="story-released", actor=cem).exists()


def test_a_new_release_destroys_the_old_one(point: Vertelpunt, cem: User) -> None:
    story = world.story(point, released=False)
    release(cem, story, "Een")
    release(cem, story, "Twee")
    assert list(StoryRelease.objects.values_list("number", "text")) == [(2, "Twee")]


def test_higher_floors_hear_of_a_release_with_its_text(point: Vertelpunt, cem: User) -> None:
    heard: list[tuple[str, str]] = []

    def listen(story: Story, change: Change, **_rest: object) -> None:
        heard.append((change, story.release.text))

    story_changed.connect(listen, weak=False, dispatch_uid="test")
    release(cem, world.story(point, released=False), "Nieuw")
    story_changed.disconnect(dispatch_uid="test")
    assert heard == [(Change.RELEASED, "Nieuw")]


def test_a_story_that_is_held_back_is_gone_for_everybody_else(point: Vertelpunt, cem: User) -> None:
    story = world.story(point)
    actions.hold(desk=at_desk(cem), story=story)
    assert Story.objects.get().state == "held"
    assert not StoryRelease.objects.exists()


def test_an_empty_text_is_not_released(point: Vertelpunt, cem: User) -> None:
    with pytest.raises(Refused):
        release(cem, world.story(point, released=False), " \u200b ")


def test_a_reader_may_not_release(point: Vertelpunt, lena: User) -> None:
    with pytest.raises(Http404):
        release(lena, world.story(point, released=False))


def test_elsewhere_a_story_does_not_exist(point: Vertelpunt, zoe: User) -> None:
    with pytest.raises(Http404):
        actions.release(desk=at_desk(zoe, "zuid"), story=world.story(point), title="", text="x")


def test_a_lent_story_is_not_moderated_below(national: object, noord: object, cem: User, client: Client) -> None:
    world.vertelpunt(national, "landelijk", lends_below=True)  # type: ignore[arg-type]
    client.force_login(cem)
    assert client.get("/c/noord/v/landelijk/moderation/").status_code == 404


def test_the_queue_shows_one_story_at_a_time_the_oldest_finished_first(
    point: Vertelpunt, cem: User, client: Client
) -> None:
    for text, finished in (("Half verteld", False), ("Helemaal verteld", True)):
        world.story(point, released=False, text=text, finished=finished)
    client.force_login(cem)
    page = client.get(QUEUE).content.decode()
    assert "Helemaal verteld" in page
    assert "Half verteld" not in page
    assert "Er wachten 2 verhalen" in page


def test_the_page_releases_what_the_moderator_made_of_it(point: Vertelpunt, cem: User, client: Client) -> None:
    story = world.story(point, released=False)
    client.force_login(cem)
    told = story.text.replace("keukentafel", "tafel")
    page = client.post(f"{QUEUE}{story.pk}/", {"do": "release", "title": "", "text": told}, follow=True)
    assert "is vrijgegeven" in page.content.decode()
    assert StoryRelease.objects.get().text == told


def test_a_text_of_which_little_is_left_is_shown_first_and_not_released(
    point: Vertelpunt, cem: User, client: Client
) -> None:
    story = world.story(point, released=False)
    client.force_login(cem)
    page = client.post(f"{QUEUE}{story.pk}/", {"do": "release", "text": "Korter."}).content.decode()
    assert "Een groot deel van het verhaal verandert" in page
    assert "<del>" in page
    assert not StoryRelease.objects.exists()


def test_who_is_sure_releases_a_short_text_all_the_same(point: Vertelpunt, cem: User, client: Client) -> None:
    story = world.story(point, released=False)
    client.force_login(cem)
    client.post(f"{QUEUE}{story.pk}/", {"do": "sure", "text": "Korter."})
    assert StoryRelease.objects.get().text == "Korter."


def test_a_release_can_be_undone_from_the_list(point: Vertelpunt, cem: User, client: Client) -> None:
    story = world.story(point, released=False)
    release(cem, story)
    client.force_login(cem)
    assert f"{QUEUE}{story.pk}/" in client.get(QUEUE).content.decode()
    client.post(f"{QUEUE}{story.pk}/", {"do": "undo"})
    assert Story.objects.get().state == "told"
    assert not StoryRelease.objects.exists()


def test_a_reader_may_not_undo(point: Vertelpunt, lena: User) -> None:
    with pytest.raises(Http404):
        actions.reopen(desk=at_desk(lena), story=world.story(point))


def test_a_doubtful_story_can_wait_while_the_next_is_read(point: Vertelpunt, cem: User, client: Client) -> None:
    first = world.story(point, released=False, text="Eerste verhaal")
    world.story(point, released=False, text="Tweede verhaal")
    client.force_login(cem)
    assert f"?after={first.pk}" in client.get(QUEUE).content.decode()
    assert "Tweede verhaal" in client.get(QUEUE, {"after": str(first.pk)}).content.decode()


def test_after_the_last_story_the_first_comes_again(point: Vertelpunt, cem: User, client: Client) -> None:
    only = world.story(point, released=False, text="Enig verhaal")
    client.force_login(cem)
    assert "Enig verhaal" in client.get(QUEUE, {"after": str(only.pk)}).content.decode()


def test_holding_back_without_a_reason_is_asked_again(point: Vertelpunt, cem: User, client: Client) -> None:
    story = world.story(point, released=False)
    client.force_login(cem)
    response = client.post(f"{QUEUE}{story.pk}/", {"do": "hold", "text": story.text})
    assert response.status_code == 422
    assert "Kies waarom" in response.content.decode()
    assert Story.objects.get().state == "told"


def test_a_reason_goes_when_a_held_story_is_released(point: Vertelpunt, cem: User) -> None:
    story = world.story(point, released=False)
    actions.hold(desk=at_desk(cem), story=story, why="known")
    release(cem, story)
    assert Story.objects.get().held_for == ""


def test_the_page_holds_back_and_finds_it_again(point: Vertelpunt, cem: User, client: Client) -> None:
    story = world.story(point, released=False)
    client.force_login(cem)
    page = client.post(f"{QUEUE}{story.pk}/", {"do": "hold", "why": "short"}, follow=True)
    assert f"{QUEUE}{story.pk}/" in page.content.decode()
    assert Story.objects.get().held_for == "short"


def test_an_empty_text_on_the_page_is_said_in_words(point: Vertelpunt, cem: User, client: Client) -> None:
    story = world.story(point, released=False)
    client.force_login(cem)
    response = client.post(f"{QUEUE}{story.pk}/", {"do": "release", "text": ""})
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()


def test_the_queue_is_not_for_readers(point: Vertelpunt, lena: User, client: Client) -> None:
    client.force_login(lena)
    assert client.get(QUEUE).status_code == 404


def test_a_moderator_comes_from_a_released_story_to_its_redaction(
    point: Vertelpunt, cem: User, lena: User, client: Client
) -> None:
    story = world.story(point)
    address = f"/c/noord/v/jeugdhulp/stories/{story.number}/"
    client.force_login(cem)
    assert f"{QUEUE}{story.pk}/" in client.get(address).content.decode()
    client.force_login(lena)
    assert f"{QUEUE}{story.pk}/" not in client.get(address).content.decode()
