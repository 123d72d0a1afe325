"""Joining with a code, without an account."""

import pytest
from django.test import Client
from django.urls import reverse

from duiding.actions.joining import GUESSES
from duiding.actions.sessions import set_state
from duiding.models import Participant, Session
from people.access import Desk
from tests.duiding import builders

JOIN = reverse("duiding:join")
SARA = {"name": "Sara", "perspective": "parent"}


@pytest.fixture(autouse=True)
def _forget_guesses() -> None:
    GUESSES.clear()


def arrive(client: Client, session: Session, position: int = 0) -> str:
    """Join through the pages and return the address of the board."""
    client.post(JOIN, {"code": session.join_code})
    table = session.tables.all()[position].pk
    return client.post(reverse("duiding:arrive", args=[session.pk]), SARA | {"table": table})["Location"]


def test_two_with_the_same_name_at_a_table_are_told_so(client: Client, meeting: Session) -> None:
    builders.sit(meeting, "sara ")
    client.post(JOIN, {"code": meeting.join_code})
    there, next_to_it = (table.pk for table in meeting.tables.all())
    address = reverse("duiding:arrive", args=[meeting.pk])
    assert "Er zit al een Sara" in client.post(address, SARA | {"table": there}).content.decode()
    assert client.post(address, SARA | {"table": next_to_it}).status_code == 302


def test_an_empty_form_says_in_plain_words_what_is_missing(client: Client, meeting: Session) -> None:
    client.post(JOIN, {"code": meeting.join_code})
    page = client.post(reverse("duiding:arrive", args=[meeting.pk]), {"name": ""}).content.decode()
    assert all(words in page for words in ("Vul een naam in.", "Kies wie je bent.", "Kies een tafel."))
    assert "Dit veld is vereist" not in page


def test_the_code_takes_somebody_to_a_name_and_then_to_the_table(client: Client, meeting: Session) -> None:
    typed = f" {meeting.join_code[:3]}-{meeting.join_code[3:].lower()}"
    assert client.post(JOIN, {"code": typed})["Location"] == reverse("duiding:arrive", args=[meeting.pk])
    assert client.get(arrive(client, meeting)).status_code == 200
    assert Participant.objects.get().name == "Sara"


def test_the_square_is_exchanged_at_once_for_a_clean_address(client: Client, meeting: Session) -> None:
    found = client.get(JOIN, {"code": meeting.join_code, "table": meeting.tables.all()[1].pk})
    assert found["Location"] == reverse("duiding:arrive", args=[meeting.pk])
    page = client.get(found["Location"]).content.decode()
    assert meeting.join_code not in page


def test_the_token_is_kept_for_this_browser_only_and_never_stored(client: Client, meeting: Session) -> None:
    arrive(client, meeting)
    cookie = client.cookies[f"meet-{meeting.pk}"]
    assert cookie["httponly"]
    assert (cookie["path"], cookie["max-age"]) == ("/meet/", "")
    assert Participant.objects.get().token_digest != cookie.value


def test_who_joined_before_returns_to_the_same_table(client: Client, meeting: Session) -> None:
    board = arrive(client, meeting, 1)
    client.post(JOIN, {"code": meeting.join_code})
    assert client.get(reverse("duiding:arrive", args=[meeting.pk]))["Location"] == board
    assert Participant.objects.count() == 1
    assert "Sara" in client.get(JOIN).content.decode()


def test_without_a_code_nobody_comes_to_a_name(client: Client, meeting: Session) -> None:
    assert client.get(reverse("duiding:arrive", args=[meeting.pk]))["Location"] == JOIN
    client.post(reverse("duiding:arrive", args=[meeting.pk]), SARA)
    assert not Participant.objects.exists()


def test_a_wrong_code_gets_a_clear_sentence(client: Client, meeting: Session) -> None:
    answer = client.post(JOIN, {"code": "AAA AAA"}, headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert "do not know this code" in answer.content.decode()


@pytest.mark.parametrize(("state", "words"), [("finished", "is finished"), ("preparing", "not started yet")])
def test_a_session_that_is_not_open_says_so(
    client: Client, meeting: Session, dinas_desk: Desk, state: str, words: str
) -> None:
    set_state(desk=dinas_desk, session=meeting, state=state)
    answer = client.post(JOIN, {"code": meeting.join_code}, headers={"accept-language": "en"})
    assert answer.status_code == 409
    assert words in answer.content.decode()


def test_guessing_is_limited_even_when_the_last_guess_is_right(client: Client, meeting: Session) -> None:
    for _guess in range(GUESSES.most):
        client.post(JOIN, {"code": "AAAAAA"})
    assert client.post(JOIN, {"code": meeting.join_code}).status_code == 429
    assert client.get(JOIN, {"code": meeting.join_code})["Location"] == JOIN


def test_joining_after_the_session_was_finished_is_refused(client: Client, meeting: Session, dinas_desk: Desk) -> None:
    client.post(JOIN, {"code": meeting.join_code})
    set_state(desk=dinas_desk, session=meeting, state="finished")
    table = meeting.tables.all()[0].pk
    answer = client.post(reverse("duiding:arrive", args=[meeting.pk]), SARA | {"table": table})
    assert answer.status_code == 409
    assert not Participant.objects.exists()


def test_people_are_shared_out_over_the_tables_when_asked(meeting: Session) -> None:
    meeting.assigned = True
    meeting.save()
    tables = {builders.sit(meeting, name).participant.table for name in ("Sara", "Youssef")}
    assert len(tables) == 2


def test_who_leaves_is_not_known_any_more(client: Client, meeting: Session) -> None:
    board = arrive(client, meeting)
    client.post(reverse("duiding:leave", args=[meeting.pk]))
    assert client.get(board).status_code == 404


def test_when_a_table_was_removed_one_chooses_another(client: Client, meeting: Session) -> None:
    arrive(client, meeting)
    meeting.tables.all()[0].delete()
    page = reverse("duiding:arrive", args=[meeting.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, SARA)["Location"].startswith("/meet/")
    assert Participant.objects.get().table == meeting.tables.get()
