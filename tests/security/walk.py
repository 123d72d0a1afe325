"""Every address of the product, asked and posted to, by somebody who may do much."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http.response import HttpResponseBase
from django.test import Client

from tests.access.addresses import own_addresses
from tests.access.scene import Scene


class Fields(HTMLParser):
    """The names of all fields of all forms on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("name")
        if tag in ("input", "textarea", "select", "button") and name and name != "csrfmiddlewaretoken":
            self.names.add(name)


def undone(client: Client, method: str, url: str, data: dict[str, Any] | None = None) -> HttpResponseBase:
    """Ask or post, and leave the database as it was."""
    with transaction.atomic():
        found: HttpResponseBase = getattr(client, method)(url, data or {})
        if getattr(found, "streaming", False):
            request_finished.disconnect(close_old_connections)  # this one holds the transaction of the test
            found.close()
            request_finished.connect(close_old_connections)
        transaction.set_rollback(True)
    return found


def fields_of(answer: HttpResponseBase) -> set[str]:
    """Return the names of the fields on a page."""
    found = Fields()
    if "html" in answer.headers.get("Content-Type", "") and not getattr(answer, "streaming", False):
        found.feed(answer.content.decode())  # type: ignore[attr-defined]
    return found.names


def pages(scene: Scene, client: Client) -> Iterator[tuple[str, HttpResponseBase]]:
    """Ask every address once."""
    for address in own_addresses():
        url = scene.url(address)
        yield url, undone(client, "get", url)
