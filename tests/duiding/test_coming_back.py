"""Coming back to one's own seat: with a code, on another device, or let in; and nobody takes a seat quietly."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duiding.access import participant_with
from duiding.actions.coming_back import (
    GUESSES,
    GUESSES_OF,
    MOST_WAITING,
    REQUESTS,
    ask_to_return,
    come_back,
    come_back_code,
    let_in,
    pass_on,
    passing_key,
)
from duiding.actions.joining import Joined
from duiding.actions.sessions import set_state
from duiding.models import FormerSeat, Note, Participant, ReturnRequest, Session
from lib.errors import Refused
from people.access import Desk
from tests.duiding import builders

ENGLISH = {"accept-language": "en"}
JOIN = reverse("duiding:join")


def browser(session: Session, token: str = "") -> Client:
    """Return a browser of somebody who typed the code of the session; with `token` of somebody at a table."""
    client = Client(headers=ENGLISH)
    client.post(JOIN, {"code": session.join_code})
    if token:
        client.cookies[f"meet-{session.pk}"] = token
    return client


def to(name: str, session: Session) -> str:
    return reverse(f"duiding:{name}", args=[session.pk])


def lead(name: str, session: Session, *rest: int) -> str:
    return reverse(f"duiding:{name}", args=["noord", session.pk, *rest])


def wait(session: Session, name: str = "Sara", client: Client | None = None) -> Client:
    """Return a browser that waits to be let in."""
    phone = client or browser(session)
    phone.post(to("back_ask", session), {"ask-name": name, "ask-perspective": "parent", "ask-key": str(uuid.uuid4())})
    return phone


def back_as(client: Client, session: Session, joined: Joined, **fields: str) -> str:
    """Return where somebody comes with name and code."""
    said = {"name": joined.participant.name, "code": come_back_code(joined.participant)} | fields
    return client.post(to("back", session), said).headers.get("Location", "")


def test_with_name_and_code_somebody_is_at_their_own_table_with_their_notes(meeting: Session) -> None:
    joined = builders.sit(meeting, table=meeting.tables.all()[1])
    builders.note(builders.seat(joined), "Dat er thee was.")
    phone = browser(meeting)
    assert back_as(phone, meeting, joined, name=" sara", code=come_back_code(joined.participant).lower())
    board = phone.get(to("arrive", meeting))["Location"]
    assert board == reverse("duiding:board", args=[meeting.pk, meeting.tables.all()[1].pk])
    assert "Dat er thee was." in phone.get(board).content.decode()
    assert Participant.objects.count() == 1
    assert Note.objects.get().participant_id == joined.participant.pk


def test_the_device_of_before_stops_and_says_why(meeting: Session) -> None:
    joined = builders.sit(meeting)
    old = browser(meeting, joined.token)
    before = builders.board(meeting).revision
    back_as(browser(meeting), meeting, joined)
    assert participant_with(joined.token, meeting.pk) is None
    assert builders.board(meeting).revision > before
    page = old.get(reverse("duiding:board", args=[meeting.pk, meeting.tables.all()[0].pk]))
    assert page.status_code == 404
    assert "Somebody went on as Sara on another device" in page.content.decode()


def test_the_code_stays_the_same_and_is_stored_nowhere(meeting: Session) -> None:
    joined = builders.sit(meeting)
    code = come_back_code(joined.participant)
    assert len(code) == 5
    back_as(browser(meeting), meeting, joined)
    stored = Participant.objects.values().get()
    assert come_back_code(Participant.objects.get()) == code
    assert code not in str(stored)


def test_pressing_the_button_twice_is_one_coming_back(meeting: Session) -> None:
    joined, key = builders.sit(meeting), uuid.uuid4()
    who: Any = {"name": "Sara", "code": come_back_code(joined.participant), "address": "here", "key": key}
    first, second = come_back(session=meeting, **who), come_back(session=meeting, **who)
    assert first.token == second.token
    assert FormerSeat.objects.count() == 1
    pass_on(key=passing_key(Participant.objects.get()))
    third = come_back(session=meeting, **who)  # the page of before, sent once more
    assert third.token != first.token


@pytest.mark.parametrize(
    ("name", "code"), [("Sara", "AAAAA"), ("Tom", "right"), ("Sara", "ééééé"), ("Sara", "' OR 1")]
)
def test_a_wrong_name_or_code_takes_no_seat(meeting: Session, name: str, code: str) -> None:
    joined = builders.sit(meeting)
    typed = come_back_code(joined.participant) if code == "right" else code
    answer = browser(meeting).post(to("back", meeting), {"name": name, "code": typed})
    assert answer.status_code == 404
    assert "do not belong together" in answer.content.decode()
    assert f'value="{name}"' in answer.content.decode()
    assert participant_with(joined.token, meeting.pk) is not None


def test_the_code_of_somebody_with_the_same_name_opens_their_seat_only(meeting: Session) -> None:
    first, second = (builders.sit(meeting, "Sara", table=table) for table in meeting.tables.all())
    back_as(browser(meeting), meeting, second)
    assert participant_with(first.token, meeting.pk) is not None
    assert participant_with(second.token, meeting.pk) is None


def test_guessing_is_limited_for_one_name_from_wherever_and_says_what_to_do(
    meeting: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GUESSES_OF, "most", 2)
    joined = builders.sit(meeting)
    for address in ("here", "there"):
        with pytest.raises(Refused, match="wrong_come_back"):
            come_back(session=meeting, name="Sara", code="AAAAA", address=address)
    right = come_back_code(joined.participant)
    with pytest.raises(Refused, match="too_many_guesses"):
        come_back(session=meeting, name="SARA ", code=right, address="elsewhere")
    assert participant_with(joined.token, meeting.pk) is not None


def test_guessing_is_limited_for_one_address_over_all_names(meeting: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GUESSES, "most", 2)
    joined = builders.sit(meeting)
    for name in ("Tom", "Ans"):
        with pytest.raises(Refused, match="wrong_come_back"):
            come_back(session=meeting, name=name, code="AAAAA", address="here")
    right: Any = {"session": meeting, "name": "Sara", "code": come_back_code(joined.participant)}
    with pytest.raises(Refused, match="too_many_guesses"):
        come_back(address="here", **right)
    assert come_back(address="there", **right).participant == joined.participant


def test_who_gave_up_waiting_is_not_shown_for_ever(meeting: Session, dinas: Client) -> None:
    wait(meeting)
    ReturnRequest.objects.update(asked_at=timezone.now() - timedelta(hours=3))
    assert "wants back in" not in dinas.get(lead("lead", meeting), headers=ENGLISH).content.decode()


def test_without_the_code_of_the_session_nobody_comes_back(client: Client, meeting: Session) -> None:
    joined = builders.sit(meeting)
    assert back_as(client, meeting, joined) == JOIN
    assert participant_with(joined.token, meeting.pk) is not None


def test_a_finished_session_lets_nobody_back_in(meeting: Session, dinas_desk: Desk) -> None:
    joined, phone = builders.sit(meeting), browser(meeting)
    wait(meeting, client=browser(meeting))
    set_state(desk=dinas_desk, session=meeting, state="finished")
    answer = phone.post(to("back", meeting), {"name": "Sara", "code": come_back_code(joined.participant)})
    assert answer.status_code == 409
    assert not ReturnRequest.objects.exists()


def test_the_facilitator_sees_who_waits_and_lets_them_in_with_one_tap(meeting: Session, dinas: Client) -> None:
    joined = builders.sit(meeting)
    before = Session.objects.get().revision
    phone = wait(meeting, "sara")
    assert phone.get(to("back_wait", meeting), headers={"accept": "application/json"}).json() == {"state": "waiting"}
    assert Session.objects.get().revision == before + 1
    page = dinas.get(lead("lead", meeting), headers=ENGLISH).content.decode()
    assert "1 person wants back in" in page
    assert "Let in as Sara (parent or carer), Tafel blue" in page
    asked = ReturnRequest.objects.get()
    dinas.post(lead("return_let_in", meeting, asked.pk), {"participant": joined.participant.pk})
    assert phone.get(to("back_wait", meeting), headers={"accept": "application/json"}).json() == {"state": "in"}
    assert phone.get(to("back_wait", meeting))["Location"] == to("arrive", meeting)
    board = phone.get(to("arrive", meeting))["Location"]
    assert phone.get(board).status_code == 200
    assert participant_with(joined.token, meeting.pk) is None
    assert not ReturnRequest.objects.exists()


def test_after_being_let_in_the_old_code_opens_nothing(meeting: Session, dinas_desk: Desk) -> None:
    joined = builders.sit(meeting)
    lost = come_back_code(joined.participant)
    ask_to_return(session=meeting, name="Sara", perspective="parent", key=None, address="here")
    asked = ReturnRequest.objects.get().pk
    assert let_in(desk=dinas_desk, session=meeting, request=asked, participant=joined.participant.pk)
    assert not let_in(desk=dinas_desk, session=meeting, request=asked, participant=joined.participant.pk)
    with pytest.raises(Refused, match="wrong_come_back"):
        come_back(session=meeting, name="Sara", code=lost, address="here")


def test_who_is_refused_reads_so_and_can_sit_down_anew(meeting: Session, dinas: Client) -> None:
    builders.sit(meeting)
    phone = wait(meeting)
    dinas.post(lead("return_refuse", meeting, ReturnRequest.objects.get().pk))
    page = phone.get(to("back_wait", meeting)).content.decode()
    assert "did not let you in as Sara" in page
    assert "wants back in" not in dinas.get(lead("lead", meeting), headers=ENGLISH).content.decode()
    phone.post(to("back_wait", meeting))
    assert not ReturnRequest.objects.exists()


def test_asking_twice_with_one_form_is_one_request_and_stopping_takes_it_back(meeting: Session) -> None:
    key = uuid.uuid4()
    asks: Any = {"name": "Sara", "perspective": "parent", "key": key, "address": "here"}
    assert ask_to_return(session=meeting, **asks) == ask_to_return(session=meeting, **asks)
    phone = wait(meeting, "Tom")
    assert ReturnRequest.objects.count() == 2
    phone.post(to("back_wait", meeting))
    assert [one.name for one in ReturnRequest.objects.all()] == ["Sara"]


def test_a_flood_of_requests_is_refused_in_clear_words(meeting: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(REQUESTS, "most", 1)
    wait(meeting)
    page = wait(meeting, "Tom").post(to("back_ask", meeting), {"ask-name": "Tom", "ask-perspective": "parent"})
    assert page.status_code == 429
    assert "Walk to the facilitator" in page.content.decode()
    assert MOST_WAITING > ReturnRequest.objects.count() == 1


def test_only_facilitators_of_the_coalition_let_in(
    meeting: Session, nobody: Client, zoe: object, client: Client
) -> None:
    joined = builders.sit(meeting)
    wait(meeting)
    asked = ReturnRequest.objects.get()
    where, who = lead("return_let_in", meeting, asked.pk), {"participant": joined.participant.pk}
    assert "/accounts/login/" in nobody.post(where, who)["Location"]
    client.force_login(zoe)  # type: ignore[arg-type]
    assert client.post(where, who).status_code == 404
    assert participant_with(joined.token, meeting.pk) is not None
    with pytest.raises(Refused, match="person_gone"):
        let_in(desk=_dinas(meeting), session=meeting, request=asked.pk, participant=0)


def _dinas(meeting: Session) -> Desk:
    created = meeting.created_by
    assert created is not None
    return builders.desk(created, meeting.coalition)


def test_the_cookie_ends_with_the_browser_unless_the_phone_is_ones_own(meeting: Session) -> None:
    table = meeting.tables.all()[0].pk
    for name, own, seconds in (("Sara", {}, ""), ("Tom", {"own": "on"}, 12 * 60 * 60)):
        phone = browser(meeting)
        phone.post(to("arrive", meeting), {"name": name, "perspective": "parent", "table": table} | own)
        assert phone.cookies[f"meet-{meeting.pk}"]["max-age"] == seconds


def test_the_page_for_the_code_leads_to_coming_back(client: Client, meeting: Session) -> None:
    assert client.post(JOIN, {"code": meeting.join_code, "back": "1"})["Location"] == to("back", meeting)


def test_words_sent_without_a_script_after_the_seat_went_are_shown_to_copy(meeting: Session) -> None:
    joined = builders.sit(meeting)
    old = browser(meeting, joined.token)
    back_as(browser(meeting), meeting, joined)
    where = reverse("duiding:note_add", args=[meeting.pk, meeting.tables.all()[0].pk])
    page = old.post(where, {"client_id": str(uuid.uuid4()), "kind": "worry", "text": "Dit was nog niet weg."})
    assert page.status_code == 404
    assert "Dit was nog niet weg." in page.content.decode()
