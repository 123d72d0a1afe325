"""A live address that is not there answers as one that is not yours, and is no fault of ours."""

from typing import Any

import pytest
from asgiref.sync import async_to_sync
from channels.testing import WebsocketCommunicator

from storycycle.asgi import application


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "path", ["/", "/nowhere/", "/meet/0/table/0/live/", "/c/noord/sessions/0/live/", "/meet/x/live/"]
)
def test_what_is_not_there_is_closed_alike(path: str) -> None:
    async def ask() -> Any:
        screen = WebsocketCommunicator(application, path, [(b"origin", b"http://localhost"), (b"host", b"localhost")])
        await screen.connect()
        return await screen.receive_output()

    heard = async_to_sync(ask)()
    assert (heard["type"], heard["code"]) == ("websocket.close", 4404)
