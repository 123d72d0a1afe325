"""Whatever comes in: a clear sentence, and the story is kept."""

import pytest
from django.core import signing
from django.test import Client

from people.models import Coalition
from tests import world
from tests.vertelpunt.teller import STORY, Teller, the_story
from vertelpunt import actions
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.questions import Question
from vertelpunt.telling import SALT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ["101", "-1", "abc", "5.5", "٥", "1e2", "0x10", "9" * 400])
def test_a_slider_takes_only_0_to_100(point: Vertelpunt, value: str) -> None:
    teller = Teller().tell().answer(heard=value, consequences="positive")
    assert teller.status == 422
    assert "Deze schuif gaat van 0 tot 100" in teller.page
    assert "Je verhaal is bewaard" in teller.page
    assert the_story().answers["consequences"] == "positive"
    assert "heard" not in the_story().answers


def test_an_option_of_another_question_is_not_taken(point: Vertelpunt) -> None:
    teller = Teller().tell().answer(consequences="school")
    assert teller.status == 422
    assert "hoort niet bij deze vraag" in teller.page


def test_more_answers_than_the_most_are_sent_back_in_words(point: Vertelpunt) -> None:
    teller = Teller().tell().answer().answer(themes=["waiting", "contact", "school"])
    assert "Kies er hoogstens 2" in teller.page
    assert teller.page.count("checked") == 3
    assert "themes" not in the_story().answers


def test_a_question_of_another_page_or_list_is_named_and_left_out(point: Vertelpunt) -> None:
    teller = Teller().tell().answer(heard="5", shoe_size="44")
    assert "op een vraag die niet op deze pagina staat" in teller.page
    assert set(the_story().answers) == {"consequences", "heard", "in_time"}


def test_questions_of_another_audience_are_faults_of_the_action(noord: Coalition) -> None:
    world.vertelpunt(noord, asked=[world.slider("heard", audiences=("youth",))])
    story = world.story(Vertelpunt.objects.get(), audience="parent")
    faults = actions.add_answers(story=story, answers={"heard": 5})
    assert [(fault.key, fault.code) for fault in faults] == [("heard", "unknown_question")]


def test_a_region_that_is_not_in_the_list_is_not_taken(noord: Coalition) -> None:
    world.vertelpunt(noord, asked=[Question("where", "region", {}, {"nl": "Waar?"})])
    assert "Deze regio staat niet in de lijst" in Teller().tell().answer(where="XX99").page


@pytest.mark.parametrize("text", ["", "   \n ", "\u200b\u200e", "\x00"])
def test_nothing_is_not_a_story(point: Vertelpunt, text: str) -> None:
    teller = Teller().tell(text)
    assert teller.status == 422
    assert "Er staat nog geen verhaal" in teller.page
    assert not Story.objects.exists()


def test_a_story_of_two_megabytes_comes_back_whole_with_a_sentence(point: Vertelpunt) -> None:
    text = "lang verhaal " * 160_000
    teller = Teller().tell(text)
    assert "te lang om in één keer te bewaren" in teller.page
    assert text.strip() in teller.page


def test_more_than_a_form_can_hold_is_answered_in_words(point: Vertelpunt) -> None:
    teller = Teller().tell("x" * 9_000_000)
    assert teller.status == 413
    assert "Ga terug met je browser" in teller.page


def test_a_title_that_is_too_long_loses_nothing(point: Vertelpunt) -> None:
    teller = Teller().tell(title="t" * 201)
    assert STORY in teller.page
    assert "t" * 201 in teller.page


def test_script_and_sql_are_only_text(point: Vertelpunt) -> None:
    text = "<script>alert(1)</script> '; DROP TABLE story; --"
    teller = Teller().tell(text).answer(button="back")
    assert the_story().text == text
    assert teller.client.post("/code/", {"code": teller.code}).content.count(b"<script>") == 0


def test_nul_and_direction_overrides_go_and_emoji_and_arabic_stay(point: Vertelpunt) -> None:
    Teller().tell("a\x00b \u202eomgekeerd\u202c 👩‍👧 مرحبا\u200f\r\nregel\rnog een")
    assert the_story().text == "ab omgekeerd 👩‍👧 مرحبا\u200f\nregel\nnog een"


def test_the_same_form_sent_twice_is_one_story(point: Vertelpunt) -> None:
    teller = Teller().open()
    first = teller.token
    teller.send(first, text=STORY)
    teller.send(first, text=STORY)
    assert Story.objects.count() == 1


def test_a_page_of_answers_sent_twice_is_the_same_answer(point: Vertelpunt) -> None:
    teller = Teller().tell()
    token = teller.token
    for _ in range(2):
        teller.send(token, next="1", **{"q-heard": "8"})
    assert the_story().answers["heard"] == 8


@pytest.mark.parametrize("token", ["", "onzin", "a:b:c"])
def test_a_story_with_a_broken_token_is_kept(point: Vertelpunt, token: str) -> None:
    Teller().open().send(token, text=STORY)
    assert the_story().text == STORY


def test_answers_with_a_broken_token_change_nothing(point: Vertelpunt) -> None:
    teller = Teller().tell()
    teller.send(teller.token + "x", next="1", **{"q-heard": "8"})
    assert teller.status == 400
    assert "stond te lang open" in teller.page
    assert the_story().answers == {}


def test_a_token_of_more_than_a_day_is_too_old(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    teller = Teller().tell()
    monkeypatch.setattr("vertelpunt.views.telling.unseal", _expired)
    teller.answer(heard="8")
    assert "zijn bewaard" in teller.page
    assert the_story().answers == {}


def _expired(token: str) -> object:
    raise signing.SignatureExpired


def test_a_token_made_for_something_else_is_not_taken(point: Vertelpunt) -> None:
    teller = Teller().tell()
    forged = signing.dumps(signing.loads(teller.token, salt=SALT), salt="vertelpunt.code")
    assert teller.send(forged, next="1").status == 400


def test_a_story_sent_after_closing_is_kept(point: Vertelpunt) -> None:
    teller = Teller().open()
    Vertelpunt.objects.update(state="closed")
    teller.send(text=STORY)
    assert "intussen gesloten" in teller.page
    assert the_story().text == STORY


def test_after_closing_without_a_token_the_text_stays_on_the_page(point: Vertelpunt) -> None:
    Vertelpunt.objects.update(state="closed")
    teller = Teller().send("", text=STORY)
    assert (teller.status, STORY in teller.page) == (409, True)
    assert not Story.objects.exists()


def test_a_withdrawn_story_does_not_come_back_by_sending_the_form_again(point: Vertelpunt) -> None:
    teller = Teller().open()
    first = teller.token
    teller.send(first, text=STORY)
    second = teller.token
    actions.withdraw(story=the_story())
    assert teller.send(first, text=STORY).status == 410
    assert teller.send(second, next="1", **{"q-heard": "8"}).status == 410
    assert not Story.objects.exists()


def test_a_text_that_a_moderator_has_read_stays_as_it_was(point: Vertelpunt) -> None:
    teller = Teller().open()
    token = teller.token
    teller.send(token, text=STORY)
    Story.objects.update(state="held")
    teller.send(token, text="Iets heel anders")
    assert "intussen gelezen" in teller.page
    assert the_story().text == STORY


def test_the_form_needs_no_csrf_token(point: Vertelpunt) -> None:
    Teller(client=Client(enforce_csrf_checks=True)).tell()
    assert Story.objects.exists()


def test_a_channel_of_control_characters_is_no_channel(point: Vertelpunt) -> None:
    assert Client().get("/v/jeugdhulp/?k=%00%1b").status_code == 200
    Teller().open("?k=%00" + "x" * 999).send(text=STORY)
    assert the_story().channel is None


def test_a_token_sealed_by_an_older_edition_is_too_old(point: Vertelpunt) -> None:
    teller = Teller().tell()
    older = signing.dumps({"story": "x"}, salt=SALT, compress=True)
    assert teller.send(older, next="1").status == 400
