"""A teller without JavaScript, account or cookie walks from the open question to the code."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from lib.secrets import code_digest
from people.models import Coalition
from tests import world
from tests.vertelpunt.proofs import proof_of
from tests.vertelpunt.teller import STORY, Teller, the_story
from vertelpunt.models import QuestionSetVersion, Story, Vertelpunt
from vertelpunt.questions import Condition, Question
from vertelpunt.signals import Change, story_changed
from vertelpunt.views import drawn

AWAY = Condition("kind", ("away",))
pytestmark = pytest.mark.django_db


@pytest.fixture
def changes() -> Iterator[list[str]]:
    """What the signal said."""
    heard: list[str] = []

    def listen(change: Change, **_rest: object) -> None:
        heard.append(change)

    story_changed.connect(listen, weak=False, dispatch_uid="test")
    yield heard
    story_changed.disconnect(dispatch_uid="test")


def test_opening_the_page_stores_nothing_and_sets_no_cookie(point: Vertelpunt) -> None:
    teller = Teller().open()
    assert teller.status == 200
    assert not teller.client.cookies
    assert not Story.objects.exists()


def test_the_story_is_kept_at_the_first_next_and_the_page_says_so(point: Vertelpunt) -> None:
    teller = Teller().tell(title="Vrijdagmiddag")
    story = the_story()
    assert (story.text, story.title, story.audience.key) == (STORY, "Vrijdagmiddag", "parent")
    assert teller.code in teller.page
    assert "Je verhaal is bewaard" in teller.page
    assert story.code_digest == code_digest("story", teller.code)


def test_a_story_knows_its_day_and_nothing_of_its_sender(point: Vertelpunt) -> None:
    Teller().tell()
    assert the_story().told_on == timezone.localdate()
    assert {field.name for field in Story._meta.fields if "time" in field.get_internal_type().lower()} == set()


def test_each_page_adds_its_answers(point: Vertelpunt) -> None:
    teller = Teller().tell().answer(consequences="negative", heard="73", in_time="na")
    assert the_story().answers == {"consequences": "negative", "heard": 73, "in_time": {"none": "not_applicable"}}
    teller.answer(themes=["waiting", "school"], phase="ended")
    assert the_story().answers["themes"] == ["waiting", "school"]


def test_what_was_not_touched_is_skipped_and_what_was_not_reached_is_not_asked(point: Vertelpunt) -> None:
    Teller().tell().answer(consequences="negative", heard="")
    answers = the_story().answers
    assert answers["heard"] == answers["in_time"] == {"none": "skipped"}
    assert "themes" not in answers


def test_the_last_page_finishes_the_story_and_shows_the_code(point: Vertelpunt) -> None:
    teller = Teller().tell()
    code = teller.code
    teller.finish()
    assert code in teller.page
    assert the_story().finished


def test_back_keeps_everything(point: Vertelpunt) -> None:
    teller = Teller().tell().answer(heard="73", consequences="positive")
    teller.answer(button="back", themes=["school"])
    assert 'value="73" disabled data-kept' in teller.page
    teller.answer(button="back", heard="73", consequences="positive")
    assert STORY in teller.page
    teller.send(text=STORY + " Meer.")
    story = the_story()
    assert (story.text, story.answers["heard"], story.answers["themes"]) == (STORY + " Meer.", 73, ["school"])


def test_going_back_from_a_story_that_is_not_kept_asks_first_and_loses_nothing(point: Vertelpunt) -> None:
    page = Teller().open().send(text=STORY, title="Vrijdag", back="1").page
    assert "nog niet bewaard" in page
    assert STORY in page
    assert 'value="Vrijdag"' in page
    assert not Story.objects.exists()


@pytest.mark.parametrize("typed", ["", " \n"])
def test_going_back_from_an_empty_page_just_goes_back(point: Vertelpunt, typed: str) -> None:
    world.channel(point, "flyer")
    page = Teller().open("?k=flyer")
    response = page.client.post(page.address, {"token": page.token, "text": typed, "back": "1"})
    assert response.headers["Location"] == "/v/jeugdhulp/?k=flyer"


def test_going_back_from_a_kept_story_just_goes_back(point: Vertelpunt) -> None:
    page = Teller().tell().answer("back")
    assert page.send(text=STORY, back="1").status == 302


def test_browsers_may_show_every_page_of_telling_again(point: Vertelpunt) -> None:
    page = Teller().tell()
    for answer in (page.client.get(page.address), page.client.post(page.address, {"token": page.token})):
        assert answer.headers["Cache-Control"] == "private, no-cache"


def test_another_language_keeps_what_is_on_the_page(point: Vertelpunt) -> None:
    teller = Teller().open().send(query="?lang=en", text="Half a story", stay="1")
    assert "Half a story" in teller.page
    assert "Keep and go on" in teller.page
    assert not Story.objects.exists()


def test_the_channel_of_the_link_is_kept(point: Vertelpunt) -> None:
    world.channel(point, "flyer")
    assert "/v/jeugdhulp/tell/parent/?k=flyer" in Client().get("/v/jeugdhulp/?k=flyer").content.decode()
    Teller().open("?k=flyer").send(text=STORY)
    channel = the_story().channel
    assert channel is not None
    assert channel.code == "flyer"


def test_an_unknown_channel_is_no_channel(point: Vertelpunt) -> None:
    Teller().open("?k=bestaatniet").send(text=STORY)
    assert the_story().channel is None


def test_a_complete_story_is_told_so(point: Vertelpunt) -> None:
    Vertelpunt.objects.update(complete_min_words=5, complete_min_answers=2)
    Teller().tell().answer(consequences="positive", heard="12")
    assert the_story().complete


def test_higher_floors_hear_that_a_story_came(point: Vertelpunt, changes: list[str]) -> None:
    Teller().tell().answer(heard="1")
    assert changes == [Change.ARRIVED, Change.ARRIVED]


def test_higher_floors_hear_that_an_answer_was_changed(point: Vertelpunt, changes: list[str]) -> None:
    teller = Teller().tell()
    first = teller.token
    for heard in ("1", "1", "2"):
        teller.send(first, next="1", **{"q-heard": heard})
    assert changes == [Change.ARRIVED] * 3 + [Change.ANSWERED]


def test_taking_back_the_permission_to_quote_is_told_apart(point: Vertelpunt, changes: list[str]) -> None:
    teller = Teller().tell().answer().answer()
    last = teller.token
    teller.send(last, next="1", **{"q-may_quote": "yes"})
    teller.send(last, next="1", **{"q-may_quote": "no"})
    assert Change.PERMISSION in changes
    assert the_story().may_quote == "no"


def test_a_region_is_kept_as_answer_and_as_region(noord: Coalition) -> None:
    region = world.region("Noord")
    asked = [world.choice("phase", ("now", "then")), Question("where", "region", {}, {"nl": "Waar?"})]
    world.vertelpunt(noord, asked=asked)
    Teller().tell().answer(where="NOOR")
    assert the_story().region == region
    assert the_story().answers["where"] == "NOOR"


def test_a_question_that_depends_on_another_comes_only_when_it_applies(noord: Coalition) -> None:
    asked = [
        world.choice("kind", ("home", "away")),
        world.slider("safe", show_if=AWAY),
    ]
    world.vertelpunt(noord, asked=asked)
    assert "q-safe" in Teller().tell().answer(kind="away").page
    assert "q-safe" not in Teller().tell().answer(kind="home").page


def test_an_answer_whose_question_falls_away_goes(noord: Coalition) -> None:
    asked = [world.choice("kind", ("home", "away")), world.slider("safe", show_if=AWAY)]
    world.vertelpunt(noord, asked=asked)
    teller = Teller().tell().answer(kind="away").answer(button="back", safe="3")
    teller.answer(kind="home")
    assert the_story().answers == {"kind": "home"}


def test_telling_another_keeps_the_teller_and_what_was_said_about_her(noord: Coalition) -> None:
    asked = [world.slider("heard"), world.choice("age", ("young", "old"), about="teller")]
    world.vertelpunt(noord, asked=asked)
    teller = Teller().tell().answer(heard="9", age="old").finish()
    teller.send(another="1")
    assert STORY not in teller.page
    teller.send(text="Een tweede verhaal.")
    first, second = Story.objects.get(text=STORY), Story.objects.exclude(text=STORY).get()
    assert first.teller == second.teller
    assert first.code_digest != second.code_digest
    assert second.answers == {"age": "old"}


def test_without_moderation_a_finished_story_is_released_at_once(point: Vertelpunt) -> None:
    Vertelpunt.objects.update(released_on_arrival=True)
    teller = Teller().open()
    teller.send(text=STORY, proof=proof_of(teller.token)).finish()
    assert the_story().release.text == STORY


def test_without_moderation_a_form_filled_by_a_machine_still_waits_for_a_person(point: Vertelpunt) -> None:
    Vertelpunt.objects.update(released_on_arrival=True)
    Teller().tell(website="https://spam.example").finish()
    assert the_story().state == Story.State.TOLD


def test_who_began_with_a_version_goes_on_with_it(point: Vertelpunt) -> None:
    teller = Teller().tell()
    newer = {"questions": [{"key": "new", "kind": "slider", "short": {}, "text": {"nl": "Nieuw?"}}]}
    QuestionSetVersion.objects.create(vertelpunt=point, number=2, definition=newer, published_on=world.DAY)
    teller.answer(heard="40")
    assert the_story().answers["heard"] == 40
    assert "q-new" in Teller().open().send(text="Nog een").page


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_where_nobody_can_tell_now_the_first_page_says_so(point: Vertelpunt, state: str) -> None:
    Vertelpunt.objects.update(state=state)
    response = Client().get("/v/jeugdhulp/tell/parent/", follow=True)
    assert response.redirect_chain == [("/v/jeugdhulp/", 302)]
    assert "/tell/" not in response.content.decode()
    assert 'role="status"' in response.content.decode()


def test_an_audience_of_elsewhere_is_not_here(point: Vertelpunt) -> None:
    assert Client().get("/v/jeugdhulp/tell/mayor/").status_code == 404


def test_an_audience_may_read_the_open_question_in_its_own_words(point: Vertelpunt) -> None:
    point.audiences.filter(key="youth").update(prompt={"nl": "Wat maakte jij mee?"})
    assert "Wat maakte jij mee?" in Teller("youth").open().page
    assert "prompt nl" in Teller("parent").open().page


def test_the_first_questions_are_drawn_once_and_nobody_gets_words_of_another(point: Vertelpunt) -> None:
    drawn.forget()
    tellers = [Teller().open() for _each in range(4)]
    first, second = (one.send(query="?on=1", text=STORY) for one in tellers[:2])
    drawn.forget()
    third = tellers[2].send(query="?on=1", text=STORY)
    kept = [(one.code, one.token, one.page) for one in (first, second, third)]
    assert len({code for code, _token, _page in kept}) == len({token for _code, token, _page in kept}) == 3
    pages = [page.replace(token, "TOKEN").replace(code, "CODE") for code, token, page in kept]
    assert len({re.sub(r'data-draft="[^"]*"', "", page) for page in pages}) == 1
    assert "TOKEN" in pages[1]
    assert "CODE" in pages[1]
    point.title = {"nl": "Een andere naam"}
    point.save()
    assert "Een andere naam" in tellers[3].send(query="?on=1", text=STORY).page
