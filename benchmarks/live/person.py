"""One participant: does over the wire what the scripts of the board do in a browser, no more and no less."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Coroutine
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

REVISION = re.compile(r'data-live="notes" data-revision="(\d+)"')
NOTE = re.compile(r'data-client="([0-9a-f-]{36})"')
CSRF = "a" * 32
HTML, JSON = "text/html", "application/json"
WORDS = {"kind": "idea", "text": "elkaar bellen voor het te lang duurt", "so_that": "niemand wacht", "about": ""}
Answer = tuple[int, str]
ASK_EVERY, LONGEST, TIMEOUT, LET_COME = 10.0, 10.0, 15.0, 0.4


@dataclass
class Line:
    """One kept-alive connection, as browsers have several; `proxied` stands in for the proxy that ends https."""

    port: int
    proxied: bool = False
    sender: str = "192.0.2.1"
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def send(self, method: str, path: str, cookies: str, body: str = "", accept: str = HTML) -> Answer:
        """Return the status and the text of an answer.

        As browsers do: where the server closed a connection that was idle, it is made anew at once; what breaks on a
        new connection is an error.
        """
        kept = self.writer is not None
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        scheme = "https" if self.proxied else "http"
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: {cookies}",
            f"Accept: {accept}",
            f"Origin: {scheme}://127.0.0.1:{self.port}",
            *([f"X-Forwarded-Proto: https\r\nX-Forwarded-For: {self.sender}"] if self.proxied else []),
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body.encode())}",
        ]
        try:
            self.writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
            await self.writer.drain()
            return await self._answer()
        except asyncio.IncompleteReadError as broken:
            self.close()
            if kept and not broken.partial:
                return await self.send(method, path, cookies, body, accept)
            raise ConnectionError from None
        except (OSError, ValueError):
            self.close()
            if kept:
                return await self.send(method, path, cookies, body, accept)
            raise ConnectionError from None

    async def _answer(self) -> Answer:
        assert self.reader is not None
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        found = re.search(r"content-length: (\d+)", head)
        text = await self.reader.readexactly(int(found.group(1))) if found else await self._chunks()
        return status, text.decode()

    async def _chunks(self) -> bytes:
        assert self.reader is not None
        whole = b""
        while size := int(await self.reader.readline(), 16):
            whole += await self.reader.readexactly(size)
            await self.reader.readline()
        await self.reader.readline()
        return whole

    def close(self) -> None:
        """Forget the connection."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


@dataclass
class Person:
    """A participant with a phone: what they wrote and when, and what their screen showed and when."""

    port: int
    session: int
    table: int
    token: str
    wrote: dict[str, float] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)
    doubled: int = 0
    fetches: int = 0
    refused: list[str] = field(default_factory=list)
    offline: bool = False
    proxied: bool = False

    def __post_init__(self) -> None:
        self.reads, self.posts = Line(self.port, self.proxied), Line(self.port, self.proxied)
        self.shown = self.wanted = 0
        self.fetching = self.comes = False
        self.heard_at, self.patience = perf_counter(), 1.0
        self.waiting: list[str] = []
        self.tasks: set[asyncio.Task[None]] = set()
        self.wake = asyncio.Event()
        self.here = f"/meet/{self.session}/table/{self.table}/"
        self.cookies = f"meet-{self.session}={self.token}; csrftoken={CSRF}"

    def begin(self) -> None:
        """Open the page: follow, ask now and then, send what waits."""
        for work in (self.follow(), self.ask(), self.send()):
            self.spawn(work)
        self.spawn(self.refresh())

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Let something run beside the rest."""
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def write(self) -> str:
        """Put a note, as when the button is pressed; return its id."""
        key = str(uuid4())
        self.wrote[key] = perf_counter()
        self.waiting.append(urlencode(WORDS | {"client_id": key, "csrfmiddlewaretoken": CSRF}))
        self.wake.set()
        return key

    async def _send(self, line: Line, *what: str) -> Answer:
        if self.offline:
            raise ConnectionError
        status, text = await asyncio.wait_for(line.send(*what), TIMEOUT)
        if self.offline:  # the answer did not get through any more
            raise ConnectionError
        return status, text

    async def send(self) -> None:
        """One after the other, again and again until the server has it: later and later."""
        wait = 1.0
        while True:
            if not self.waiting:
                self.wake.clear()
                await self.wake.wait()
            body = self.waiting[0]
            try:
                status, text = await self._send(self.posts, "POST", f"{self.here}notes/", self.cookies, body, JSON)
                if status >= 500:
                    raise ConnectionError
            except (ConnectionError, OSError, TimeoutError):
                self.posts.close()
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST)
                continue
            wait = 1.0
            self.waiting.pop(0)
            if status == 200:
                self.later(json.loads(text)["revision"])
            else:
                self.refused.append(f"{status}: {text[:80]}")

    def heard(self, revision: int) -> None:
        """Fetch what changed, when there is something new."""
        self.wanted = max(self.wanted, revision)
        if self.wanted > self.shown and not self.fetching:
            self.spawn(self.refresh())

    def later(self, revision: int) -> None:
        """Give what was written a moment to come by itself."""
        asyncio.get_running_loop().call_later(LET_COME if self.comes else 0.0, self.heard, revision)

    def pushed(self, revision: int, parts: str = "") -> None:
        """Show what came along with the revision, else fetch it."""
        self.heard_at = perf_counter()
        self.comes = bool(parts)
        if not parts:
            self.heard(revision)
            return
        self.wanted = max(self.wanted, revision)
        if self.wanted > self.shown and not self.fetching:
            self._show(parts)

    def _show(self, page: str) -> None:
        found = REVISION.search(page)
        if found and int(found.group(1)) >= self.shown:
            self._see(NOTE.findall(page))
            self.shown = int(found.group(1))

    async def refresh(self) -> None:
        """Fetch the board, and see which notes are on it now."""
        if self.fetching:
            return
        begun = perf_counter()
        self.fetching, again = True, 1.0
        try:
            heard = f"?heard={self.wanted}" if self.wanted > self.shown else ""
            status, page = await self._send(self.reads, "GET", f"{self.here}board/{heard}", self.cookies)
            if status == 200:
                self.fetches += 1
                before = self.shown
                self._show(page)
                again = min(perf_counter() - begun, 1.0) if self.shown > before else 1.0
        except (ConnectionError, OSError, TimeoutError):
            self.reads.close()
        finally:
            self.fetching = False
        if self.wanted > self.shown:
            await asyncio.sleep(again)
            await self.refresh()

    def _see(self, keys: list[str]) -> None:
        now = perf_counter()
        self.doubled += len(keys) - len(set(keys))
        for key in keys:
            self.seen.setdefault(key, now)

    def silent(self) -> float:
        """Return for how many seconds this screen may still hear nothing before it asks."""
        return self.heard_at + ASK_EVERY * self.patience - perf_counter()

    async def ask(self) -> None:
        """Ask for the revision when nothing was heard for ten seconds: the push may be silent."""
        self.heard_at -= random.random() * ASK_EVERY
        line = Line(self.port, self.proxied)
        while True:
            while (left := self.silent()) > 0:
                await asyncio.sleep(left)
            self.heard_at, self.patience = perf_counter(), 0.7 + random.random() * 0.3
            try:
                status, text = await self._send(line, "GET", f"{self.here}revision/", self.cookies, "", JSON)
                if status == 200:
                    self.heard(json.loads(text)["revision"])
            except (ConnectionError, OSError, TimeoutError):
                line.close()

    async def follow(self) -> None:
        """Follow the revision over a websocket, and connect again, not all at the same moment."""
        wait = 0.5
        address = f"ws://127.0.0.1:{self.port}{self.here}live/"
        scheme = "https" if self.proxied else "http"
        more = {"Cookie": self.cookies, "Origin": f"{scheme}://127.0.0.1:{self.port}"}
        more |= {"X-Forwarded-Proto": "https"} if self.proxied else {}
        while True:
            try:
                if self.offline:
                    raise ConnectionError
                async with connect(address, additional_headers=more, proxy=None) as self.socket:
                    wait = 0.5
                    async for message in self.socket:
                        self.pushed(**json.loads(message))
            except (OSError, WebSocketException, ConnectionError, TimeoutError):
                pass
            self.comes = False
            await asyncio.sleep(wait * (0.7 + random.random() * 0.6))
            wait = min(wait * 2, LONGEST)

    def drop(self) -> None:
        """Lose the connection, as in a lift."""
        self.offline = True
        self.reads.close()
        self.posts.close()
        if getattr(self, "socket", None) is not None:
            self.socket.transport.abort()

    def back(self) -> None:
        """Have a connection again; a browser then asks at once."""
        self.offline = False
        self.spawn(self.refresh())

    def leave(self) -> None:
        """Close the page."""
        for task in list(self.tasks):
            task.cancel()
