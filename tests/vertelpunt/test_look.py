"""Tellers' pages fetch one stylesheet, small, kept by the browser under its digest."""

import gzip
import re

from django.test import Client

from vertelpunt.look import PARTS, look
from vertelpunt.models import Vertelpunt

LINK = re.compile(r'rel="stylesheet" href="([^"]+)"')


def test_the_first_page_asks_for_one_stylesheet_with_everything_in_it(client: Client, point: Vertelpunt) -> None:
    found = LINK.findall(client.get("/v/jeugdhulp/").content.decode())
    assert found == [f"/look-{look().digest}.css"]
    sent = client.get(found[0])
    assert sent.headers["Content-Type"] == "text/css; charset=utf-8"
    assert len(PARTS) == len(set(PARTS))
    assert all(rule in sent.content for rule in (b".audience", b"--tell:", b".pill"))
    assert "url(" not in sent.content.decode()  # nothing that is looked for beside another address


def test_it_is_sent_packed_and_kept_for_long_but_never_an_older_one(client: Client) -> None:
    packed = client.get(f"/look-{look().digest}.css", headers={"accept-encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.content) == look().plain
    assert len(packed.content) < 7_000
    assert "immutable" in packed.headers["Cache-Control"]
    assert not packed.cookies
    older = client.get("/look-000000000000.css")
    assert older.content == look().plain
    assert older.headers["Cache-Control"] == "no-cache"
