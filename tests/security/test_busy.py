"""More people than can be helped at once: they wait, or read that it is busy, before anything fails."""

import asyncio
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import AsyncRequestFactory

from lib.crowd import Room
from storycycle.faults import Busy
from tests.vertelpunt.teller import STORY

TELL = "/v/jeugdhulp/tell/parent/"


class Crowd:
    """A web process with one seat and one place in the row, and a view that goes on until it is let go."""

    def __init__(self) -> None:
        self.go_on, self.came = asyncio.Event(), 0
        self.door = Busy(self.view)
        self.door.room = Room(1, 1, 20.0)
        self.at_work = [asyncio.ensure_future(self.ask()) for _each in range(2)]

    async def view(self, request: HttpRequest) -> HttpResponse:
        self.came += 1
        await self.go_on.wait()
        return HttpResponse("kept")

    async def ask(self, path: str = "/", accept: str = "text/html", **posted: str) -> HttpResponse:
        """Ask for a page, or post."""
        make: Any = AsyncRequestFactory()
        said = {"accept-language": "en", "accept": accept}
        request = make.post(path, posted) if posted else make.get(path, headers=said)
        answer: Any = self.door(request)
        return await answer  # type: ignore[no-any-return]


async def _at_the_door() -> None:
    crowd = Crowd()
    await asyncio.sleep(0)
    shown, sent = await crowd.ask("/v/jeugdhulp/"), await crowd.ask(TELL, text=STORY, token="a<b")
    for page in (shown, sent):
        assert (page.status_code, int(page.headers["Retry-After"]) > 0, crowd.came) == (503, True, 1)
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "It is very busy just now" in shown.content.decode()
    assert all(part in sent.content.decode() for part in (STORY, 'value="a&lt;b"', "Er zijn veel mensen tegelijk"))
    assert b'"busy"' in (await crowd.ask(accept="application/json")).content
    health = asyncio.ensure_future(crowd.ask("/health/"))
    await asyncio.sleep(0)
    assert crowd.came == 2
    crowd.go_on.set()
    answers = [*await asyncio.gather(*crowd.at_work, health), await crowd.ask()]
    assert {page.status_code for page in answers} == {200}


def test_who_comes_when_the_row_is_full_keeps_what_was_typed_and_the_others_are_helped(db: None) -> None:
    asyncio.run(_at_the_door())


async def _programs_at_the_door() -> None:
    crowd = Crowd()
    await asyncio.sleep(0)
    at = "/api/v1/coalitions/noord/cards/"
    for page in [
        *[await crowd.ask(at, accept=accept) for accept in ("*/*", "text/html", "application/json")],
        await crowd.ask(at, text=STORY),
    ]:
        told = json.loads(page.content)
        assert (page.status_code, int(page.headers["Retry-After"]) > 0) == (503, True)
        assert (set(told), told["code"], bool(told["detail"])) == ({"code", "detail"}, "busy", True)
    crowd.go_on.set()
    await asyncio.gather(*crowd.at_work)


def test_a_program_reads_that_it_is_busy_in_the_form_of_every_other_error(db: None) -> None:
    asyncio.run(_programs_at_the_door())


def test_who_waits_too_long_is_asked_to_come_back_and_leaves_no_place_taken() -> None:
    async def wait() -> list[bool]:
        room = Room(1, 5, 0.01)
        async with room.seat() as first, room.seat() as second:
            found = [first, second]
        async with room.seat() as third:
            return [*found, third, room.waiting == 0]

    assert asyncio.run(wait()) == [True, False, True, True]
