"""What stands apart: stories of a test, stories from elsewhere, the public wall and the start page."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from duiding.queries.material import stories_to_choose
from lib.errors import Refused
from patterns.dataset import load
from people.access import Desk
from people.models import User
from tests import world
from tests.vertelpunt.teller import STORY, Teller, type_code
from vertelpunt import actions, queries
from vertelpunt.access import Workplace, counted_for
from vertelpunt.actions.trials import trial_key
from vertelpunt.models import Story, StoryRelease, Vertelpunt
from vertelpunt.wall import on_the_wall

HERE = "/c/noord/v/jeugdhulp/"


class Trying(Teller):
    """Somebody who tells as a test."""

    @property
    def address(self) -> str:
        """Return the address of every page of the test."""
        return "/v/jeugdhulp/try/parent/"


def trial_teller(desk: Desk, point: Vertelpunt) -> Teller:
    """Return somebody who opened the link and chose a group."""
    key = trial_key(actions.make_trial_link(desk=desk, point=point))

    teller = Trying()
    door = teller.client.get(f"/v/jeugdhulp/trial/{key}/")
    assert door.status_code == 200
    assert key in door.content.decode()
    return teller._read(teller.client.post(teller.address, {"trial": key}))


def nowhere(desk: Desk, point: Vertelpunt) -> None:
    """Check that no figure, list or dataset knows a story."""
    place = Workplace(desk, point)
    assert not place.counted().exists()
    assert not place.readable().exists()
    assert not counted_for(desk.coalition, point).exists()
    assert queries.response(place).told == 0
    assert not queries.to_moderate(point).exists()
    assert load(place.counted(), point).size <= 0


@pytest.mark.parametrize("arrival", [False, True])
def test_a_story_of_a_test_never_counts(desk: Desk, point: Vertelpunt, arrival: bool) -> None:
    Vertelpunt.objects.filter(pk=point.pk).update(state="draft", released_on_arrival=arrival)
    teller = trial_teller(desk, point)
    assert "test" in teller.page.lower()
    assert "/trial/" not in teller.page
    teller.send(text=STORY).finish()
    told = Story.everything.get()
    assert (told.source, told.finished, told.state) == ("test", True, "told")
    nowhere(desk, point)
    assert not stories_to_choose(desk).exists()


def test_a_test_asks_the_draft_and_tellers_do_not_meet_it(leader: Client, desk: Desk, point: Vertelpunt) -> None:
    leader.post(f"{HERE}questions/", {"do": "remove", "question": "phase"})
    trial_teller(desk, point).send(text=STORY).finish()
    Teller().tell().finish()
    assert Story.everything.get(source="test").version.number == 2
    assert Story.objects.get().version.number == 1


def test_a_token_of_a_test_is_worth_nothing_where_stories_count(desk: Desk, point: Vertelpunt) -> None:
    teller = trial_teller(desk, point).send(text=STORY)
    answer = teller.client.post("/v/jeugdhulp/tell/parent/", {"token": teller.token, "next": "1"})
    assert answer.status_code == 400
    real = Teller().tell()
    assert real.client.post("/v/jeugdhulp/try/parent/", {"token": real.token}).status_code == 400


def test_a_link_stops_when_a_new_one_is_made_or_its_time_is_over(
    desk: Desk, point: Vertelpunt, nobody: Client
) -> None:
    first = actions.make_trial_link(desk=desk, point=point)
    old = trial_key(first)
    new = actions.make_trial_link(desk=desk, point=point)
    assert nobody.get(f"/v/jeugdhulp/trial/{old}/").status_code == 404
    assert nobody.get(f"/v/jeugdhulp/trial/{trial_key(new)}/").status_code == 200
    type(new).objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert nobody.get(f"/v/jeugdhulp/trial/{trial_key(new)}/").status_code == 404


def test_stories_of_a_test_go_by_button_and_after_a_week(leader: Client, desk: Desk, point: Vertelpunt) -> None:
    teller = trial_teller(desk, point).send(text=STORY)
    assert leader.post(f"{HERE}trials/", {"do": "delete"}).status_code == 302
    assert not Story.everything.exists()
    assert teller.code
    trial_teller(desk, point).send(text=STORY)
    call_command("delete_test_stories")
    assert Story.everything.count() == 1
    Story.everything.update(told_on=timezone.localdate() - timedelta(days=7))
    world.story(point, told_on=timezone.localdate() - timedelta(days=70))
    call_command("delete_test_stories")
    assert [story.source for story in Story.everything.all()] == ["form"]


def test_the_code_of_a_test_takes_it_back(desk: Desk, point: Vertelpunt) -> None:
    teller = trial_teller(desk, point).send(text=STORY)
    assert STORY[:20] in type_code(teller.client, teller.code).content.decode()


FIELDS = {"origin": "Interview door studenten, lente 2026", "title": "Koffie", "text": "Ze zette koffie en luisterde."}


def add(leader: Client, point: Vertelpunt) -> Story:
    """Add a story from elsewhere on its page."""
    audience = point.audiences.get(key="youth").pk
    answer = leader.post(f"{HERE}elsewhere/", {**FIELDS, "audience": audience})
    assert answer.status_code == 302, answer.content.decode()
    return Story.everything.get(source="elsewhere")


def test_a_story_from_elsewhere_counts_nowhere_and_can_lie_on_a_table(
    leader: Client, desk: Desk, point: Vertelpunt
) -> None:
    story = add(leader, point)
    nowhere(desk, point)
    assert list(stories_to_choose(desk)) == [story]
    assert story.answers == {}
    assert not story.version.asked
    assert queries.current_version(point).number == 1  # type: ignore[union-attr]


def test_a_story_from_elsewhere_needs_its_source(desk: Desk, point: Vertelpunt) -> None:
    with pytest.raises(Refused, match="no_origin"):
        actions.add_elsewhere(
            desk=desk,
            point=point,
            audience=point.audiences.all()[0],
            title="",
            text="Een verhaal.",
            origin=" ",
            told_on=None,
        )


def test_a_story_from_elsewhere_goes_for_good_and_one_told_here_not_this_way(
    leader: Client, point: Vertelpunt
) -> None:
    told = world.story(point)
    story = add(leader, point)
    assert leader.post(f"{HERE}elsewhere/{story.pk}/remove/").status_code == 302
    assert list(Story.everything.all()) == [told]
    assert StoryRelease.objects.get().story == told
    assert leader.post(f"{HERE}elsewhere/{told.pk}/remove/").status_code == 404


@pytest.fixture
def wall(point: Vertelpunt, cem: User) -> Vertelpunt:
    """A Vertelpunt with a wall, and a story on it that Cem released."""
    Vertelpunt.objects.filter(pk=point.pk).update(wall=True)
    point.refresh_from_db()
    story = world.story(point, "youth", text="Mijn mentor geloofde mij.", answers={"may_publish": "yes"})
    StoryRelease.objects.filter(story=story).update(released_by=cem)
    return point


def test_the_wall_is_off_until_it_is_switched_on(nobody: Client, wall: Vertelpunt) -> None:
    page = nobody.get("/v/jeugdhulp/wall/")
    assert "Mijn mentor geloofde mij." in page.content.decode()
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert not page.cookies
    Vertelpunt.objects.update(wall=False)
    assert nobody.get("/v/jeugdhulp/wall/").status_code == 404


@pytest.mark.parametrize("answers", [{}, {"may_publish": "no"}, {"may_publish": {"none": "skipped"}}])
def test_only_who_said_yes_stands_on_the_wall(wall: Vertelpunt, cem: User, answers: dict[str, object]) -> None:
    Story.objects.update(answers=answers)
    assert not on_the_wall(wall).exists()


def test_what_no_person_released_does_not_stand_on_the_wall(wall: Vertelpunt) -> None:
    StoryRelease.objects.update(released_by=None)
    assert not on_the_wall(wall).exists()


def test_the_wall_is_searched_and_a_withdrawn_story_is_gone_at_once(nobody: Client, wall: Vertelpunt) -> None:
    assert "mentor" in nobody.get("/v/jeugdhulp/wall/?q=geloofde").content.decode()
    assert "mentor" not in nobody.get("/v/jeugdhulp/wall/?q=paard").content.decode()
    actions.withdraw(story=Story.objects.get())
    assert "mentor" not in nobody.get("/v/jeugdhulp/wall/").content.decode()


def test_the_wall_has_pages(nobody: Client, wall: Vertelpunt, cem: User) -> None:
    for at in range(13):
        world.story(wall, "youth", text=f"Verhaal nummer {at}.", answers={"may_publish": "yes"})
    StoryRelease.objects.update(released_by=cem)
    assert nobody.get("/v/jeugdhulp/wall/").content.decode().count('class="brick"') == 12
    assert nobody.get("/v/jeugdhulp/wall/?page=2").content.decode().count('class="brick"') == 2


def test_search_engines_need_a_wall(desk: Desk, point: Vertelpunt) -> None:
    with pytest.raises(Refused, match="no_wall"):
        actions.change_vertelpunt(desk=desk, point=point, values={"wall": False, "wall_in_search_engines": True})


def test_the_start_page_is_written_read_and_printed_on_one_a4(leader: Client, point: Vertelpunt) -> None:
    long = "Wij willen weten wat hulp met gezinnen doet, en wat er morgen anders kan. " * 7
    fields = {"aim": "improvement", "question": long, "plan": long, "back": long, "deadline": "2027-03-01"}
    rows = {f"people-{at}-{cell}": f"{cell} {at}" for at in range(8) for cell in ("role", "name", "hours")}
    rows |= {f"decisions-{at}-{cell}": f"{cell} {at}" for at in range(5) for cell in ("what", "who", "when")}
    assert leader.get(f"{HERE}start-page/").status_code == 200
    assert leader.post(f"{HERE}start-page/edit/", fields | rows).status_code == 302
    assert "name 7" in leader.get(f"{HERE}start-page/").content.decode()
    paper = PdfReader(BytesIO(leader.get(f"{HERE}start-page/print/").content))
    assert len(paper.pages) == 1
    assert "name 7" in paper.pages[0].extract_text()


def test_an_empty_start_page_prints_what_is_still_open(leader: Client, point: Vertelpunt) -> None:
    assert leader.get(f"{HERE}start-page/print/").content.startswith(b"%PDF")
