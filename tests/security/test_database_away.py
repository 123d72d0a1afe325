"""Without a database people get a page in style that says what was kept, never a stack trace."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, connection
from django.test import AsyncClient, Client, RequestFactory

from people.models import User
from vertelpunt.models import Vertelpunt
from vertelpunt.views import faults


def _gone(*_arguments: Any) -> Any:
    raise OperationalError("server closed the connection: DETAIL row (een verhaal)")


@pytest.mark.parametrize("path", ["/v/jeugdhulp/", "/c/noord/", "/", "/code/"])
def test_a_get_is_answered_in_style(path: str, point: Vertelpunt, lena: User) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(lena)
    with connection.execute_wrapper(_gone):
        page = client.get(path, headers={"accept-language": "en"})
    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    text = page.content.decode()
    assert "What was kept before is safe" in text
    assert 'lang="en"' in text
    assert "verhaal" not in text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_who_sends_something_reads_that_it_was_not_kept(point: Vertelpunt) -> None:
    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(_gone):
        page = client.post("/code/", {"code": "AAAA-BBBB-CCCC"})
    assert page.status_code == 503
    assert "niet bewaard" in page.content.decode()
    assert page.headers["Content-Language"] == "nl"


def test_the_same_over_asgi(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: Any) -> Any:
        raise OperationalError

    async def ask() -> int:
        return (await AsyncClient(raise_request_exception=False).get("/")).status_code

    monkeypatch.setattr("vertelpunt.views.public.render", broken)
    with ThreadPoolExecutor(1) as thread:  # the loop of a browser may run in this one
        assert thread.submit(asyncio.run, ask()).result() == 503


def test_too_much_at_once_and_what_cannot_be_read_have_a_page_of_their_own(db: None) -> None:
    request = RequestFactory().post("/home/")
    too_big = faults.bad_request(request, RequestDataTooBig())
    assert (too_big.status_code, b"niet bewaard" in too_big.content or b"niets van bewaard" in too_big.content) == (
        413,
        True,
    )
    assert faults.bad_request(request, ValueError()).status_code == 400
    for path in ("/nowhere/", "/v/nowhere/"):
        page = Client().get(path)
        assert page.status_code == 404
        assert "css/tokens.css" in page.content.decode() or "/look-" in page.content.decode()
