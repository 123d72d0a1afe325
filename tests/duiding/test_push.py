"""What is pushed: the revision, to who may see the board, and only once the change is there."""

import asyncio
import uuid
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.testing import WebsocketCommunicator
from channels_redis.core import RedisChannelLayer
from django.conf import settings
from django.db import transaction
from django.test import Client

from duiding.actions.board import NoteData, add_note
from duiding.consumers import led
from duiding.models import Participant, Session
from people.models import User
from storycycle.asgi import application
from tests.duiding import builders

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 10.0  # seconds that a busy machine may take to lay out the first board
ORIGIN = (b"origin", b"http://localhost")


def socket(path: str, cookies: str) -> WebsocketCommunicator:
    """Return a screen that connects to `path`."""
    headers = [ORIGIN, (b"host", b"localhost"), (b"cookie", cookies.encode())]
    return WebsocketCommunicator(application, path, headers)


def board_path(session: Session, position: int = 0) -> str:
    """Return where a participant's screen connects."""
    return f"/meet/{session.pk}/table/{session.tables.all()[position].pk}/live/"


async def first_words(screen: WebsocketCommunicator) -> dict[str, Any]:
    """Return what a screen hears on connecting: a revision, or that it is closed."""
    await screen.connect()
    heard: dict[str, Any] = await screen.receive_output()
    return heard


def test_a_screen_hears_the_revision_on_connecting_and_after_a_note(meeting: Session) -> None:
    joined, other = builders.sit(meeting), builders.seat(builders.sit(meeting, "Youssef"))
    path = board_path(meeting)

    async def listen() -> tuple[int, int]:
        screen = socket(path, f"meet-{meeting.pk}={joined.token}")
        await screen.connect()
        before = (await screen.receive_json_from(PATIENCE))["revision"]
        await sync_to_async(add_note)(seat=other, client_id=uuid.uuid4(), data=NoteData("worry", "Wachten."))
        after = (await screen.receive_json_from(PATIENCE))["revision"]
        await screen.disconnect()
        return before, after

    before, after = async_to_sync(listen)()
    assert (before + 1, after) == (after, builders.board(meeting).revision)


def heard_of_a_note(meeting: Session, *, step: str = "ideas", lang: str = "nl") -> dict[str, Any]:
    """Return what a phone hears when somebody else at its table puts a note."""
    Session.objects.update(step=step)
    joined, other = builders.sit(meeting), builders.seat(builders.sit(meeting, "Youssef"))
    path = f"{board_path(meeting)}?lang={lang}"

    async def listen() -> dict[str, Any]:
        screen = socket(path, f"meet-{meeting.pk}={joined.token}")
        await screen.connect()
        await screen.receive_json_from(PATIENCE)
        note = NoteData("worry", "Wachten & wachten.")
        await sync_to_async(add_note)(seat=other, client_id=uuid.uuid4(), data=note)
        heard: dict[str, Any] = await screen.receive_json_from(PATIENCE)
        await screen.disconnect()
        return heard

    heard = async_to_sync(listen)()
    assert heard["revision"] == builders.board(meeting).revision
    return heard


@pytest.mark.parametrize(("lang", "words"), [("nl", "baart me zorgen"), ("en", "worries me")])
def test_what_all_phones_show_comes_along_in_the_language_of_the_page(meeting: Session, lang: str, words: str) -> None:
    parts = heard_of_a_note(meeting, lang=lang)["parts"]
    assert "Wachten &amp; wachten." in parts
    assert words in parts


@pytest.mark.parametrize("step", ["interpret", "ground", "evaluate"])
def test_a_phone_that_shows_its_own_choices_hears_that_it_has_to_ask(meeting: Session, step: str) -> None:
    assert "parts" not in heard_of_a_note(meeting, step=step)


def test_one_can_take_back_ones_own_note_only_and_no_token_goes_through_a_socket(meeting: Session) -> None:
    joined = builders.sit(meeting)
    own, path = builders.seat(joined), board_path(meeting)

    async def listen() -> str:
        screen = socket(path, f"meet-{meeting.pk}={joined.token}; csrftoken={'a' * 32}")
        await screen.connect()
        await screen.receive_json_from(PATIENCE)
        for seat in (own, other):
            await sync_to_async(add_note)(seat=seat, client_id=uuid.uuid4(), data=NoteData("worry", "Wachten."))
            heard: str = (await screen.receive_json_from(PATIENCE))["parts"]
        await screen.disconnect()
        return heard

    other = builders.seat(builders.sit(meeting, "Youssef"))
    parts = async_to_sync(listen)()
    assert (parts.count("Wachten."), parts.count("<form")) == (2, 1)
    assert 'name="csrfmiddlewaretoken" value=""' in parts


def test_who_left_the_table_hears_only_that_something_changed(meeting: Session) -> None:
    joined, other = builders.sit(meeting), builders.seat(builders.sit(meeting, "Youssef"))
    path = board_path(meeting)

    async def listen() -> dict[str, Any]:
        screen = socket(path, f"meet-{meeting.pk}={joined.token}")
        await screen.connect()
        await screen.receive_json_from(PATIENCE)
        await sync_to_async(Participant.objects.filter(pk=joined.participant.pk).update)(table=None)
        await sync_to_async(add_note)(seat=other, client_id=uuid.uuid4(), data=NoteData("worry", "Wachten."))
        heard: dict[str, Any] = await screen.receive_json_from(PATIENCE)
        await screen.disconnect()
        return heard

    assert "parts" not in async_to_sync(listen)()


@pytest.mark.skipif(not settings.REDIS_URL, reason="only Redis has a connection that can give up")
def test_a_screen_that_heard_nothing_for_a_while_still_hears(meeting: Session) -> None:
    joined, other = builders.sit(meeting), builders.seat(builders.sit(meeting, "Youssef"))
    path = board_path(meeting)

    async def listen() -> int:
        screen = socket(path, f"meet-{meeting.pk}={joined.token}")
        await screen.connect()
        await screen.receive_json_from(PATIENCE)
        await asyncio.sleep(RedisChannelLayer.brpop_timeout + 2)
        await sync_to_async(add_note)(seat=other, client_id=uuid.uuid4(), data=NoteData("worry", "Wachten."))
        heard: int = (await screen.receive_json_from(PATIENCE))["revision"]
        await screen.disconnect()
        return heard

    assert async_to_sync(listen)() == builders.board(meeting).revision


def test_nothing_is_pushed_when_the_change_does_not_happen(meeting: Session) -> None:
    joined = builders.sit(meeting)
    seat, path = builders.seat(joined), board_path(meeting)

    def fail() -> None:
        with transaction.atomic():
            add_note(seat=seat, client_id=uuid.uuid4(), data=NoteData("worry", "Wachten."))
            transaction.set_rollback(True)

    async def listen() -> bool:
        screen = socket(path, f"meet-{meeting.pk}={joined.token}")
        await screen.connect()
        await screen.receive_json_from(PATIENCE)
        await sync_to_async(fail)()
        silent: bool = await screen.receive_nothing()
        await screen.disconnect()
        return silent

    assert async_to_sync(listen)()


def test_another_tables_screen_is_closed(meeting: Session) -> None:
    joined = builders.sit(meeting)
    path = board_path(meeting, 1)
    heard = async_to_sync(first_words)(socket(path, f"meet-{meeting.pk}={joined.token}"))
    assert (heard["type"], heard["code"]) == ("websocket.close", 4404)


@pytest.mark.parametrize("who", ["dina", "lena", "zoe"])
def test_only_facilitators_of_the_coalition_follow_all_tables(
    request: pytest.FixtureRequest, meeting: Session, client: Client, who: str
) -> None:
    user: User = request.getfixturevalue(who)
    client.force_login(user)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    table = meeting.tables.all()[1].pk
    for path in (f"/c/noord/sessions/{meeting.pk}/live/", f"/c/noord/sessions/{meeting.pk}/tables/{table}/live/"):
        heard = async_to_sync(first_words)(socket(path, cookie))
        assert ("text" in heard) == (who == "dina")


def test_a_push_layer_that_is_down_costs_nobody_a_note(meeting: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    class Down:
        async def group_send(self, _group: str, _message: object) -> None:
            raise ConnectionError

    monkeypatch.setattr("duiding.live.get_channel_layer", Down)
    note = builders.note(builders.seat(builders.sit(meeting)))
    assert note.board.revision == builders.board(meeting).revision


def test_who_still_needs_a_second_step_follows_nothing(meeting: Session, anna: User, settings: Any) -> None:
    assert led(anna, "noord", meeting.pk) is not None
    settings.DEMO = False
    assert led(anna, "noord", meeting.pk) is None
