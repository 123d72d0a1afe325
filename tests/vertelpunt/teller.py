"""Somebody who tells without JavaScript: posts forms, and reads the token in the page that comes back."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from vertelpunt.models import Story

TOKEN = re.compile(r'name="token" value="([^"]*)"')
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")
STORY = "De brief kwam op vrijdagmiddag en niemand nam de telefoon nog op, dus wachtten wij het hele weekend."


@dataclass
class Teller:
    """A teller of an audience at a Vertelpunt; keeps the last page."""

    audience: str = "parent"
    slug: str = "jeugdhulp"
    client: Client = field(default_factory=Client)
    page: str = ""
    status: int = 0
    code: str = ""

    def _read(self, response: Any) -> "Teller":
        self.page, self.status = unescape(response.content.decode()), response.status_code
        found = CODE.search(self.page)
        self.code = found.group() if found else self.code
        return self

    @property
    def address(self) -> str:
        """Return the address of every page of telling."""
        return f"/v/{self.slug}/tell/{self.audience}/"

    @property
    def token(self) -> str:
        """Return the token in the page."""
        found = TOKEN.search(self.page)
        return found.group(1) if found else ""

    def open(self, query: str = "") -> "Teller":
        """Open the first page."""
        return self._read(self.client.get(self.address + query))

    def send(self, token: str | None = None, query: str = "", **fields: Any) -> "Teller":
        """Post the form on the page, with its token unless another is given."""
        data = {"token": self.token if token is None else token, **fields}
        return self._read(self.client.post(self.address + query, data))

    def tell(self, text: str = STORY, **fields: Any) -> "Teller":
        """Open the first page and send a story."""
        return self.open().send(text=text, **fields)

    def answer(self, button: str = "next", **answers: Any) -> "Teller":
        """Send a page of answers."""
        return self.send(**{button: "1"}, **{f"q-{key}": value for key, value in answers.items()})

    def finish(self) -> "Teller":
        """Skip all pages that are left."""
        while 'name="next"' in self.page:
            self.answer()
        return self


def the_story() -> Story:
    """Return the only story there is."""
    return Story.objects.get()


def type_code(client: Client, code: str) -> HttpResponse:
    """Type a code on the code page."""
    response: HttpResponse = client.post("/code/", {"code": code})
    return response
