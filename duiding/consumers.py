"""The push side of live boards: tells a screen the revision of what it should show, or shows it at once."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from channels.auth import get_user
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.core.handlers.asgi import ASGIRequest
from django.db import DatabaseError
from django.http import Http404
from django.utils import translation

from duiding.access import facilitator_seat, participant_seat, session_of
from duiding.live import board_group, session_group
from duiding.views.seated import Parts, pushed_parts
from lib.languages import best_language, offered_at
from people.access import desk
from people.roles import Permission
from people.second_step import lacks_second_step

NOT_HERE = 4404
Channel = tuple[str, int]


class Screen(AsyncJsonWebsocketConsumer):  # type: ignore[misc]
    """An open screen. It gets {"revision": n} on connecting and after every change; it sends nothing."""

    group: str | None = None

    async def channel(self) -> Channel | None:
        """Return the group that this screen may follow, with the revision as it is now; None refuses."""
        raise NotImplementedError

    async def connect(self) -> None:
        await self.accept()
        found = await self.channel()
        if found is None:
            await self.close(code=NOT_HERE)
            return
        self.group = found[0]
        await self.channel_layer.group_add(self.group, self.channel_name)
        latest = await self.channel()  # again: something may have changed before this screen was in the group
        await self.send_json({"revision": latest[1] if latest else found[1]})

    async def disconnect(self, code: int) -> None:
        if self.group is not None:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_rest: Any) -> None:
        """Ignore what screens send: everything is written by POST."""

    async def revision(self, event: dict[str, Any]) -> None:
        """Pass on a new revision."""
        await self.send_json({"revision": event["revision"]})


class ParticipantScreen(Screen):
    """The board of a participant's own table. What all phones show there comes along with the revision."""

    shown = -1

    async def revision(self, event: dict[str, Any]) -> None:
        """Show what changed, unless it was shown already; a phone that shows its own choices fetches them."""
        if event["revision"] <= self.shown:
            return
        parts = parts_for(self.scope, event["revision"], at_hand=True)  # as for all but the first of a table
        parts = parts or await database_sync_to_async(parts_for)(self.scope, event["revision"], at_hand=False)
        if parts is None:
            await super().revision(event)
            return
        self.shown = parts.revision
        await self.send_json({"revision": parts.revision, "parts": parts.text})

    async def channel(self) -> Channel | None:
        where = self.scope["url_route"]["kwargs"]
        found: Channel | None = await database_sync_to_async(own_board)(self.scope.get("cookies", {}), **where)
        return found


class FacilitatorScreen(Screen):
    """The board of any table, or of all tables, for a facilitator."""

    async def channel(self) -> Channel | None:
        where = self.scope["url_route"]["kwargs"]
        user = await get_user(self.scope)
        found: Channel | None = await database_sync_to_async(led)(user, **where)
        return found


class NotThere(Screen):
    """Any other address: it answers as one that is not yours."""

    async def channel(self) -> Channel | None:
        return None


def parts_for(scope: Any, heard: int, *, at_hand: bool) -> Parts | None:
    """Return what the screen of this socket shows now, as its page would; None where it has to ask for that."""
    request = ASGIRequest({**scope, "method": "GET"}, BytesIO())
    try:
        with translation.override(best_language(request, offered_at(request.path))):
            return pushed_parts(request, heard=heard, at_hand=at_hand, **scope["url_route"]["kwargs"])
    except (Http404, DatabaseError):
        return None


def own_board(cookies: Mapping[str, str], session: int, table: int) -> Channel | None:
    """Return the board of the participant that a browser is, if this is their table."""
    try:
        board = participant_seat(cookies, session, table).board
    except Http404:
        return None
    return board_group(board.pk), board.revision


def led(user: Any, coalition: str, pk: int, table: int | None = None) -> Channel | None:
    """Return what a facilitator follows: the board of a table, or the session with all its tables."""
    try:
        at = desk(user, coalition, Permission.PREPARE_SESSIONS)
        if lacks_second_step(at.user):
            return None
        if table is None:
            session = session_of(at, pk)
            return session_group(session.pk), session.revision
        board = facilitator_seat(at, pk, table).board
    except Http404:
        return None
    return board_group(board.pk), board.revision
