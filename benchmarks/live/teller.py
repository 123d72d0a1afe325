"""One teller over the wire: every page from the first to the thanks, and what the server said it had kept."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from benchmarks.live.person import Answer, Line
from vertelpunt.proof import proves

TOKEN = re.compile(r'name="token" value="([^"]*)"')
CHOICE = re.compile(r'<input[^>]*type="(?:radio|checkbox)"[^>]*name="(q-[^"]+)"[^>]*value="([^"]+)"')
FILES = re.compile(r'(?:<link rel="stylesheet" href|<script src)="(/[^"]+)"')
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")
TELLS = "We zaten met z'n vieren aan tafel en niemand wist hoe we moesten beginnen. Toen schonk ze eerst thee in. "
PLAIN = ("bewaard", "veilig", "druk")  # every page in style that says 503 speaks of what was kept, or of a crowd
PATIENCE, AGAIN, LONGEST = 40.0, 1.0, 90.0
MARK = "merkteken"


@dataclass
class Seen:
    """What all tellers together met: how long each kind of page took, and what went wrong."""

    waits: dict[str, list[float]] = field(default_factory=dict)
    broken: int = 0  # connections that ended without an answer
    away: int = 0  # plain pages that said to wait
    shed: int = 0  # of those, the page that says it is busy
    odd: list[str] = field(default_factory=list)

    def took(self, what: str, seconds: float) -> None:
        """Keep how long a page took."""
        self.waits.setdefault(what, []).append(seconds)


@dataclass
class Teller:
    """Somebody who tells one story; `think` gives the seconds between two pages, `stop` when to give up."""

    port: int
    number: int
    seen: Seen
    path: str = "/v/jeugdhulp/"
    audience: str = "parent"
    think: Callable[[], float] = lambda: 0.0
    files: bool = False
    longest: float = LONGEST  # seconds after which a person gives up
    kept_text: str = ""
    kept_answers: dict[str, list[str]] = field(default_factory=dict)
    code: str = ""
    done: bool = False

    def __post_init__(self) -> None:
        place = self.number % 60_000
        self.line = Line(self.port, proxied=True, sender=f"198.{18 + place % 2}.{place // 250 % 250}.{place % 250}")
        self.text = f"{TELLS}{MARK} {self.number} {random.Random(self.number).getrandbits(48):x}. " + TELLS * 3
        self.address = f"{self.path}tell/{self.audience}/"

    async def tell(self) -> Teller:
        """Go the whole way; what the server does not take is sent again, as a person or a browser does."""
        page = await self.page("first page", "GET", self.path)
        if self.files:
            for name in sorted(set(FILES.findall(page))):
                await self.page("files", "GET", name)
        await self.pause()
        page = await self.page("open question", "GET", self.address)
        await self.pause()
        found = await self._story(page)
        while 'name="next"' in found:
            await self.pause()
            found = await self._answers(found)
        code = CODE.search(found)
        self.done, self.code = code is not None, code.group() if code else ""
        if not self.done:
            self.seen.odd.append("the last page has no code")
        self.line.close()
        return self

    async def pause(self) -> None:
        """Read or write for a while."""
        await asyncio.sleep(self.think())

    async def _story(self, page: str) -> str:
        body = self.story_body(page)
        found = await self.page("story", "POST", f"{self.address}?on=1", body, holds=self.text[:60])
        self.kept_text = self.text
        return found

    def story_body(self, page: str) -> str:
        """Return what a browser sends from the page with the open question, proof of work included."""
        token = unescape(TOKEN.findall(page)[0])
        proof = next(str(one) for one in count() if proves(token, str(one)))
        return urlencode({"token": token, "proof": proof, "text": self.text, "title": ""})

    async def _answers(self, page: str) -> str:
        draw = random.Random(f"{self.number}{len(self.kept_answers)}")
        given: dict[str, list[str]] = {}
        for name, value in CHOICE.findall(page):
            if value != "na" and (name not in given or draw.random() < 0.4):
                given[name] = [unescape(value)]
        fields: dict[str, Any] = given | {"token": unescape(TOKEN.findall(page)[0]), "next": "1"}
        found = await self.page("answers", "POST", f"{self.address}?on=1", urlencode(fields, doseq=True))
        self.kept_answers |= given
        return found

    async def page(self, what: str, method: str, path: str, body: str = "", holds: str = "") -> str:
        """Return the page that came, asking again while it does not; keep what was seen meanwhile."""
        until, started, wait = perf_counter() + self.longest, perf_counter(), AGAIN
        while True:
            try:
                status, text = await self._ask(method, path, body)
            except (ConnectionError, OSError, TimeoutError):
                self.line.close()
                self.seen.broken += 1
            else:
                if status in (200, 302):
                    self.seen.took(what, perf_counter() - started)
                    return text
                self._judge(what, status, text, holds)
            if perf_counter() > until:
                raise RuntimeError(f"{what} never came")
            await asyncio.sleep(wait * (0.7 + random.random() * 0.6))
            wait, started = min(wait * 1.5, 10.0), perf_counter()

    async def _ask(self, method: str, path: str, body: str) -> Answer:
        return await asyncio.wait_for(self.line.send(method, path, "", body), PATIENCE)

    def _judge(self, what: str, status: int, text: str, holds: str) -> None:
        """Count a page that asks to wait; one that is not plain, or lost what was typed, is odd."""
        shown = unescape(text)
        if status != 503 or not any(word in shown for word in PLAIN) or "Traceback" in shown:
            self.seen.odd.append(f"{what}: {status}")
        elif holds and holds not in shown:
            self.seen.odd.append(f"{what}: {status} without what was typed")
        else:
            self.seen.away += 1
            self.seen.shed += "druk" in shown
