"""The board of a table, on a phone, with and without scripts."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duiding.actions.leading import set_step
from duiding.actions.sessions import set_state
from duiding.models import LookBack, Note, Participant, Session, TableStory
from people.access import Desk
from people.models import User
from tests import world
from tests.duiding import builders

JSON = {"accept": "application/json"}


@pytest.fixture
def sara(client: Client, meeting: Session) -> Client:
    """A parent at the first table."""
    return seated(client, meeting)


def seated(client: Client, meeting: Session, position: int = 0) -> Client:
    """Return `client` after sitting down."""
    joined = builders.sit(meeting, table=meeting.tables.all()[position])
    client.cookies[f"meet-{meeting.pk}"] = joined.token
    return client


def address(name: str, session: Session, position: int = 0, **more: int) -> str:
    """Return an address of the board of a table."""
    where = {"session": session.pk, "table": session.tables.all()[position].pk}
    return reverse(f"duiding:{name}", kwargs=where | more)


def body(**fields: str) -> dict[str, str]:
    """Return a note as a form sends it."""
    return {
        "client_id": str(uuid.uuid4()),
        "kind": "idea",
        "text": "Samen bellen",
        "so_that": "niemand wacht",
    } | fields


def test_a_note_is_on_everybodys_board_without_any_script(sara: Client, meeting: Session) -> None:
    answer = sara.post(address("note_add", meeting), body())
    assert answer.status_code == 302
    other = seated(Client(), meeting)
    assert "Samen bellen" in other.get(address("board", meeting)).content.decode()


def test_a_script_gets_the_revision_and_fetches_what_changed(sara: Client, meeting: Session) -> None:
    answer = sara.post(address("note_add", meeting), body(), headers=JSON).json()
    assert sara.get(address("board_revision", meeting)).json()["revision"] == answer["revision"]
    fragment = sara.get(address("board_notes", meeting)).content.decode()
    assert f'data-revision="{answer["revision"]}"' in fragment
    assert "Samen bellen" in fragment


def test_who_opens_somebody_elses_table_comes_to_their_own(sara: Client, meeting: Session) -> None:
    nowhere = reverse("duiding:board", args=[meeting.pk, 0])
    for asked in (address("board", meeting, 1), nowhere):
        assert sara.get(asked)["Location"] == address("board", meeting, 0)


@pytest.mark.parametrize("name", ["board_notes", "board_revision", "note_add"])
def test_somebody_elses_table_does_not_exist(sara: Client, meeting: Session, name: str) -> None:
    post = name == "note_add"
    answer = sara.post(address(name, meeting, 1), body()) if post else sara.get(address(name, meeting, 1))
    assert answer.status_code == 404
    assert not Note.objects.exists()


def test_a_participant_does_nothing_as_a_facilitator(sara: Client, meeting: Session) -> None:
    where = {"coalition": "noord", "pk": meeting.pk, "table": meeting.tables.all()[0].pk}
    assert "/accounts/login/" in sara.post(reverse("duiding:cluster_add", kwargs=where), {"name": "x"})["Location"]


def test_a_note_of_5000_characters_keeps_its_words_in_the_form(sara: Client, meeting: Session) -> None:
    words = "heel lang " * 500
    answer = sara.post(address("note_add", meeting), body(text=words), headers={"accept-language": "en"})
    assert answer.status_code == 400
    assert "at most 500 characters" in answer.content.decode()
    assert words.strip() in answer.content.decode()


def test_a_script_is_told_what_is_wrong_with_a_note(sara: Client, meeting: Session) -> None:
    answer = sara.post(address("note_add", meeting), body(text=" "), headers=JSON | {"accept-language": "en"})
    assert (answer.status_code, answer.json()["message"]) == (400, "Your note is empty. Write something first.")


def test_a_closed_session_says_so_to_a_script(sara: Client, meeting: Session) -> None:
    Session.objects.update(state="finished")
    answer = sara.post(address("note_add", meeting), body(), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (409, "session_closed")


def test_a_card_and_a_story_can_be_read_and_written_about(sara: Client, meeting: Session) -> None:
    table, story = meeting.tables.all()[0], world.story(meeting.vertelpunt)
    card = builders.card(meeting.coalition, meeting.vertelpunt)
    TableStory.objects.create(table=table, story=story)
    table.cards.create(observation=card)
    page = sara.get(address("board", meeting)).content.decode()
    assert card.title in page
    assert story.text in page
    sara.post(address("note_add", meeting), body(about=f"card-{card.pk}"))
    sara.post(address("note_add", meeting), body(about=f"story-{story.pk}"))
    assert [(note.observation, note.story) for note in Note.objects.all()] == [(card, None), (None, story)]


def test_a_hidden_card_and_an_unreleased_story_are_not_shown(sara: Client, meeting: Session) -> None:
    table = meeting.tables.all()[0]
    card = builders.card(meeting.coalition, meeting.vertelpunt, hidden=True)
    story = world.story(meeting.vertelpunt, released=False)
    table.cards.create(observation=card)
    TableStory.objects.create(table=table, story=story)
    page = sara.get(address("board", meeting)).content.decode()
    assert card.title not in page
    assert story.text not in page


def test_one_takes_back_ones_own_note(sara: Client, meeting: Session) -> None:
    sara.post(address("note_add", meeting), body())
    sara.post(address("note_remove", meeting, note=Note.objects.get().pk))
    assert not Note.objects.exists()


def test_a_facilitator_puts_a_note_for_somebody_without_a_phone(client: Client, meeting: Session, dina: User) -> None:
    client.force_login(dina)
    where = {"coalition": "noord", "pk": meeting.pk, "table": meeting.tables.all()[1].pk}
    client.post(reverse("duiding:table_note_add", kwargs=where), body(said_by="Oma Bep"))
    note = Note.objects.get()
    assert (note.said_by, note.member, note.participant) == ("Oma Bep", dina, None)
    assert "Oma Bep" in client.get(reverse("duiding:table", kwargs=where)).content.decode()


def test_a_facilitator_from_elsewhere_sees_nothing(client: Client, meeting: Session, zoe: User) -> None:
    client.force_login(zoe)
    for slug in ("noord", "zuid"):
        where = {"coalition": slug, "pk": meeting.pk, "table": meeting.tables.all()[0].pk}
        assert client.get(reverse("duiding:table", kwargs=where)).status_code == 404


def test_a_token_of_one_session_says_nothing_in_another(sara: Client, meeting: Session, dina: User) -> None:
    other = builders.session(builders.desk(dina, meeting.coalition), meeting.vertelpunt)
    sara.cookies[f"meet-{other.pk}"] = sara.cookies[f"meet-{meeting.pk}"].value
    assert sara.get(address("board", other)).status_code == 404
    assert Participant.objects.count() == 1


def test_a_note_that_came_too_late_keeps_its_words_without_any_script(sara: Client, meeting: Session) -> None:
    Session.objects.update(state="finished")
    page = sara.post(address("note_add", meeting), body(), headers={"accept-language": "en"}).content.decode()
    assert "Samen bellen" in page
    assert "This session is finished." in page
    assert not Note.objects.exists()


def test_who_looks_back_may_do_so_until_a_day_after_the_end(sara: Client, dinas_desk: Desk, meeting: Session) -> None:
    def shown() -> bool:
        return 'id="look-send"' in sara.get(address("board", meeting)).content.decode()

    def send(words: str) -> tuple[int, str]:
        sent = {"client_id": str(uuid.uuid4()), "grade": "4", "takes_along": words}
        answer = sara.post(address("look_back", meeting), sent, headers=JSON | {"accept-language": "en"})
        return answer.status_code, answer.json().get("message", "")

    set_step(desk=dinas_desk, session=meeting, step="evaluate")
    set_state(desk=dinas_desk, session=Session.objects.get(), state="finished")
    assert shown()
    assert send("x" * 719) == (400, "An answer has at most 500 characters; yours has 719. Make it shorter.")
    assert send("Dat luisteren helpt.")[0] == 200
    Session.objects.update(finished_at=timezone.now() - timedelta(hours=25))
    status, message = send("Te laat.")
    assert (status, "more than a day ago" in message, shown()) == (409, True, False)
    assert LookBack.objects.get().takes_along == "Dat luisteren helpt."
