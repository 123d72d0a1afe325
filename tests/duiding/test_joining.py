"""Joining with a code, without an account."""

import pytest
from django.test import Client
from django.urls import reverse

from duiding.actions.joining import FAR, GUESSES, join
from duiding.actions.sessions import set_state
from duiding.models import Participant, Session
from people.access import Desk
from tests.duiding import builders
from vertelpunt.models import Vertelpunt

JOIN = reverse("duiding:join")
SARA = {"name": "Sara", "perspective": "parent"}


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
    asked = client.post(address, SARA | {"table": next_to_it})
    assert "aan een andere tafel" in asked.content.decode()
    assert reverse("duiding:back", args=[meeting.pk]) in asked.content.decode()
    assert 'name="sure"' in asked.content.decode()
    assert Participant.objects.count() == 1
    assert client.post(address, SARA | {"table": next_to_it, "sure": "on"}).status_code == 302


def test_who_has_another_perspective_than_their_namesake_is_asked_nothing(client: Client, meeting: Session) -> None:
    builders.sit(meeting, "Sara", "youth")
    assert arrive(client, meeting, 1)


def test_pressing_the_button_twice_makes_one_person(client: Client, meeting: Session) -> None:
    client.post(JOIN, {"code": meeting.join_code})
    address = reverse("duiding:arrive", args=[meeting.pk])
    key = client.get(address).context["form"]["key"].value()
    data = SARA | {"table": meeting.tables.all()[0].pk, "key": key}
    before = client.cookies.copy()
    first = client.post(address, data)
    client.cookies = before  # the first answer never arrived
    second = client.post(address, data)
    assert first["Location"] == second["Location"]
    assert Participant.objects.count() == 1
    assert client.get(second["Location"]).status_code == 200
    client.post(reverse("duiding:leave", args=[meeting.pk]))
    client.post(JOIN, {"code": meeting.join_code})
    client.post(address, data | {"name": "Tom"})  # somebody else, on the page that was open
    assert sorted(Participant.objects.values_list("name", flat=True)) == ["Sara", "Tom"]


def test_a_session_without_tables_says_so(client: Client, meeting: Session) -> None:
    client.post(JOIN, {"code": meeting.join_code})
    meeting.tables.all().delete()
    answer = client.post(reverse("duiding:arrive", args=[meeting.pk]), SARA)
    assert answer.status_code == 409
    assert "Er is nog geen tafel" in answer.content.decode()


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


def test_guessing_is_limited_even_when_the_last_guess_is_right(
    client: Client, meeting: Session, dinas_desk: Desk, point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GUESSES, "most", 2)
    later = builders.session(dinas_desk, point, state="preparing")
    wrong = [client.post(JOIN, {"code": code}) for code in ("AAAAAA", "AAAAAA", "AAAAAA", later.join_code)]
    assert [answer.status_code for answer in wrong] == [404, 404, 429, 429]
    said = [str(answer.context["form"].errors["code"]) for answer in wrong[2:]]
    assert said[0] == said[1]  # a code of a session that is still to come reads like a wrong one
    assert client.post(JOIN, {"code": meeting.join_code})["Location"] == reverse("duiding:arrive", args=[meeting.pk])
    for _guess in range(GUESSES.most * FAR - len(wrong)):
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


def test_a_table_for_young_people_is_given_to_them_first(meeting: Session) -> None:
    young, others = meeting.tables.all()
    meeting.tables.filter(pk=young.pk).update(only="youth")
    type(meeting).objects.filter(pk=meeting.pk).update(assigned=True)
    meeting.refresh_from_db()
    came = [join(session=meeting, name=name, perspective=who, table=None) for name, who in
            (("Ab", "administrator"), ("Bo", "parent"), ("Cas", "youth"))]  # fmt: skip
    assert [one.participant.table for one in came] == [others, others, young]


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
