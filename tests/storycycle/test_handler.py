"""The door of the site in the application itself: how many work at once, and when the next one may."""

import asyncio
import logging
from collections.abc import Iterator
from threading import Event, Lock
from typing import Any

import pytest
from django.db import connection, connections
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from pytest_django import Settings

from lib.crowd import TurnedAway
from storycycle.handler import Handler

SEATS, PEOPLE = 2, 8
Message = dict[str, Any]


class Work:
    """What the view and the database saw: how many were at work at once, and how many connections were open."""

    def __init__(self) -> None:
        self.lock, self.go_on, self.all_there = Lock(), Event(), Event()
        self.now = self.most = self.open = self.most_open = 0

    def begin(self) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        if self.now == SEATS:
            self.all_there.set()

    def end(self) -> None:
        with self.lock:
            self.now -= 1

    def opened(self, **_sent: object) -> None:
        with self.lock:
            self.open += 1
            self.most_open = max(self.most_open, self.open)

    def closed(self) -> None:
        with self.lock:
            self.open -= 1


work = Work()


def slow(request: HttpRequest) -> HttpResponse:
    """Ask the database something, and take a moment."""
    work.begin()
    connection.ensure_connection()
    work.go_on.wait(0.05 if request.path == "/slow/" else 10)
    work.end()
    return HttpResponse("x" * 10)


urlpatterns = [path("slow/", slow), path("held/", slow), path("", include("storycycle.urls"))]


@pytest.fixture
def site(settings: Settings, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[Handler]:
    """The handler of the site with few seats, before a view that is watched."""
    settings.ROOT_URLCONF, settings.REQUESTS_AT_ONCE, settings.MIDDLEWARE = __name__, SEATS, []
    monkeypatch.setattr(f"{__name__}.work", Work())
    kind: Any = type(connections["default"])
    close = kind._close

    def closing(wrapper: Any) -> None:
        if wrapper.connection is not None:
            work.closed()
        close(wrapper)

    monkeypatch.setattr(kind, "_close", closing)
    connection_created.connect(work.opened, weak=False, dispatch_uid=__name__)
    yield Handler()
    connection_created.disconnect(dispatch_uid=__name__)


async def visit(site: Handler, address: str, gone: asyncio.Event | None = None, reads: float = 0.0) -> list[Message]:
    """Ask for a page as a server does for a browser, which may go away, or read slowly."""
    answers: list[Message] = []
    asked = [{"type": "http.request", "body": b""}]
    stays = gone or asyncio.Event()

    async def receive() -> Any:
        if asked:
            return asked.pop()
        await stays.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        await asyncio.sleep(reads)
        answers.append(message)

    headers = [(b"host", b"testserver")]
    where: Message = {"type": "http", "method": "GET", "path": address, "query_string": b"", "headers": headers}
    await site(where, receive, send)
    return answers


def test_no_more_work_at_once_than_there_are_seats_and_everybody_is_helped(site: Handler) -> None:
    async def all_of_them() -> list[list[Message]]:
        return await asyncio.gather(*(visit(site, "/slow/") for _each in range(PEOPLE)))

    answers = asyncio.run(all_of_them())
    assert {messages[0]["status"] for messages in answers} == {200}
    assert work.most == SEATS


def test_a_seat_is_free_only_when_its_connection_is_back(site: Handler) -> None:
    async def all_of_them() -> None:
        await asyncio.gather(*(visit(site, "/slow/", reads=0.1) for _each in range(PEOPLE)))

    asyncio.run(all_of_them())
    assert (work.most_open, work.open) == (SEATS, 0)


def test_who_goes_away_leaves_the_seat_when_the_work_has_ended(site: Handler) -> None:
    async def go_away() -> int:
        gone = asyncio.Event()
        left = [asyncio.ensure_future(visit(site, "/held/", gone)) for _each in range(SEATS)]
        assert await asyncio.to_thread(work.all_there.wait, 10)
        gone.set()
        after = [asyncio.ensure_future(visit(site, "/slow/")) for _each in range(SEATS)]
        await asyncio.sleep(0.2)
        most = work.most
        work.go_on.set()
        await asyncio.gather(*left, *after)
        return most

    assert asyncio.run(go_away()) == SEATS
    assert (work.most, work.most_open, work.open) == (SEATS, SEATS, 0)


def test_those_who_are_turned_away_make_one_line_a_minute_with_how_many_and_no_address(
    site: Handler, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REQUESTS_WAITING = 0
    counted = TurnedAway(pause=0.3)
    monkeypatch.setattr("vertelpunt.views.busy.turned_away", counted)
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)
    full = Handler()

    async def peak() -> list[list[Message]]:
        held = [asyncio.ensure_future(visit(full, "/held/")) for _each in range(SEATS)]
        assert await asyncio.to_thread(work.all_there.wait, 10)
        answers = [await visit(full, "/v/jeugdhulp/code/ABCD-EFGH/") for _each in range(50)]
        await asyncio.sleep(0.4)  # the minute is over: what came after the first line is said
        await asyncio.sleep(0.4)  # nobody came, so nothing is said
        work.go_on.set()
        await asyncio.gather(*held)
        return answers

    answers = asyncio.run(peak())
    assert [messages[0]["status"] for messages in answers] == [503] * 50
    said = [(one.levelname, one.getMessage()) for one in caplog.records]
    words = "It is too busy: requests that were turned away: "
    assert said == [("WARNING", f"{words}1"), ("WARNING", f"{words}49")]
    assert counted.total == 50
