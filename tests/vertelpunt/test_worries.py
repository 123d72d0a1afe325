"""A worrying story: raised, told, closed, with nothing of the story in any of it; and texts as told that go."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.http import Http404
from django.test import Client
from django.utils import timezone

from lib.errors import Refused
from people.models import Event, User
from tests import world
from tests.vertelpunt.test_moderation import QUEUE, at_desk, release
from vertelpunt import actions
from vertelpunt.actions.concerns import change_rules, close_concern, expire_concerns, raise_concern, write_told
from vertelpunt.actions.expiring import expire_originals
from vertelpunt.models import Concern, ModerationRules, Screening, Story, StoryRelease, Vertelpunt
from vertelpunt.screening import screen

pytestmark = pytest.mark.django_db


def test_a_worry_is_raised_once_told_and_closed(point: Vertelpunt, cem: User) -> None:
    story = world.story(point, released=False)
    desk = at_desk(cem)
    assert raise_concern(desk=desk, story=story) == raise_concern(desk=desk, story=story)
    write_told(desk=desk, story=story, who="  Vertrouwenspersoon \n van Noord ")
    close_concern(desk=desk, story=story, done="Advies gevraagd.")
    worry = Concern.objects.get()
    assert worry.told.get().who == "Vertrouwenspersoon van Noord"
    assert (worry.closed_by, worry.done) == (cem, "Advies gevraagd.")
    assert set(Event.objects.values_list("verb", flat=True)) == {"concern-raised", "concern-told", "concern-closed"}


def test_a_story_waits_while_a_worry_is_open_unless_somebody_says_so(point: Vertelpunt, cem: User) -> None:
    story = world.story(point, released=False)
    raise_concern(desk=at_desk(cem), story=story)
    with pytest.raises(Refused, match="open"):
        release(cem, story)
    actions.release(desk=at_desk(cem), story=story, title="", text="Zonder namen.", in_spite=True)
    assert StoryRelease.objects.exists()


def test_the_page_says_what_stands_in_the_way(point: Vertelpunt, cem: User, client: Client) -> None:
    story = world.story(point, released=False)
    client.force_login(cem)
    client.post(f"{QUEUE}{story.pk}/worry/", {"do": "raise"})
    answer = client.post(f"{QUEUE}{story.pk}/", {"do": "release", "text": story.text})
    assert answer.status_code == 422
    assert "Veilig Thuis" in answer.content.decode()
    client.post(f"{QUEUE}{story.pk}/", {"do": "release", "text": story.text, "in_spite": "1"})
    assert StoryRelease.objects.exists()


@pytest.mark.parametrize("do", ["told", "close"])
def test_an_empty_line_is_asked_again(point: Vertelpunt, cem: User, client: Client, do: str) -> None:
    story = world.story(point, released=False)
    client.force_login(cem)
    client.post(f"{QUEUE}{story.pk}/worry/", {"do": "raise"})
    page = client.post(f"{QUEUE}{story.pk}/worry/", {"do": do, "who": " ", "done": " "}, follow=True)
    assert "Schrijf" in page.content.decode()
    assert Concern.objects.get().closed_at is None


def test_a_reader_and_somebody_elsewhere_raise_nothing(point: Vertelpunt, lena: User, zoe: User) -> None:
    story = world.story(point)
    for desk in (at_desk(lena), at_desk(zoe, "zuid")):
        with pytest.raises(Http404):
            raise_concern(desk=desk, story=story)


def test_a_worry_goes_with_the_story_and_a_year_after_it_was_closed(point: Vertelpunt, cem: User) -> None:
    stories = [world.story(point, released=False) for _ in range(2)]
    for story in stories:
        raise_concern(desk=at_desk(cem), story=story)
    actions.withdraw(story=stories[0])
    close_concern(desk=at_desk(cem), story=stories[1], done="Gebeld.")
    today = timezone.localdate()
    assert expire_concerns(on=today + timedelta(days=300)) == 0
    assert expire_concerns(on=today + timedelta(days=370)) == 1
    assert not Concern.objects.exists()


def test_open_worries_stand_on_the_page_of_the_coalition_for_moderators_only(
    point: Vertelpunt, cem: User, lena: User, client: Client
) -> None:
    raise_concern(desk=at_desk(cem), story=world.story(point, released=False))
    client.force_login(cem)
    assert "zorgsignaal" in client.get("/c/noord/").content.decode()
    client.force_login(lena)
    assert "zorgsignaal" not in client.get("/c/noord/").content.decode()


def test_a_coalition_writes_its_own_rules_and_what_waits_is_looked_at_again(point: Vertelpunt, anna: User) -> None:
    story = world.story(point, released=False, text="Wij gingen naar de blauwe kei en weer terug.")
    assert screen(story).spans == []
    values = {"protocol": "Bel Ans.", "hours": 4, "places": "", "organisations": "De Blauwe Kei\n"}
    change_rules(desk=at_desk(anna), **values)  # type: ignore[arg-type]
    assert not Screening.objects.exists()
    assert screen(story).spans == [[16, 29, "organisation"]]


def test_only_who_sets_up_changes_the_rules(point: Vertelpunt, anna: User, cem: User, client: Client) -> None:
    client.force_login(cem)
    assert client.get(f"{QUEUE}rules/").status_code == 404
    client.force_login(anna)
    posted = {"protocol": "Bel Ans.", "hours": 4, "places": "", "organisations": ""}
    assert client.post(f"{QUEUE}rules/", posted).status_code == 302
    assert ModerationRules.objects.get().protocol == "Bel Ans."
    assert client.post(f"{QUEUE}rules/", posted | {"hours": 0}).status_code == 422


def test_the_text_as_told_is_destroyed_a_set_time_after_release(point: Vertelpunt, cem: User) -> None:
    story = world.story(point, released=False, text="Fatima uit Almelo lachte.")
    release(cem, story, "[naam] uit [plaats] lachte.")
    today = timezone.localdate()
    assert expire_originals(on=today + timedelta(days=29)) == 0
    assert expire_originals(on=today + timedelta(days=30)) == 1
    assert expire_originals(on=today + timedelta(days=30)) == 0
    story.refresh_from_db()
    assert (story.text, story.title) == ("[naam] uit [plaats] lachte.", "Titel")
    assert story.original_gone_on == today + timedelta(days=30)
    assert story.release.text == story.text
    assert not Screening.objects.exists()


def test_a_story_that_waits_or_is_held_keeps_its_text(point: Vertelpunt, cem: User) -> None:
    world.story(point, released=False, text="Wacht nog.")
    held = world.story(point, text="Tegengehouden.")
    actions.hold(desk=at_desk(cem), story=held)
    assert expire_originals(on=timezone.localdate() + timedelta(days=400)) == 0
    assert set(Story.objects.values_list("text", flat=True)) == {"Wacht nog.", "Tegengehouden."}


def test_the_command_says_only_how_many(point: Vertelpunt, cem: User) -> None:
    story = world.story(point, released=False, text="Fatima lachte.")
    release(cem, story, "[naam] lachte.")
    StoryRelease.objects.all().delete()
    StoryRelease.objects.create(story=story, text="[naam] lachte.", released_on=world.DAY)
    out = StringIO()
    call_command("expire_originals", stdout=out)
    assert out.getvalue().startswith("1 texts as told destroyed")
    assert Event.objects.filter(verb="originals-destroyed").count() == 1


def test_what_is_ticked_is_taken_out_without_javascript(point: Vertelpunt, cem: User, client: Client) -> None:
    told = "Toen kwam Fatima uit Almelo bij ons en wij dronken samen lang thee aan de grote tafel."
    story = world.story(point, released=False, text=told)
    client.force_login(cem)
    page = client.get(f"{QUEUE}{story.pk}/").content.decode()
    assert 'value="10-16-name" checked' in page
    posted = {"do": "release", "text": told, "shown": told, "tick": ["10-16-name", "21-27-place"]}
    client.post(f"{QUEUE}{story.pk}/", posted)
    assert StoryRelease.objects.get().text == told.replace("Fatima", "[naam]").replace("Almelo", "[plaats]")
