"""Somebody tells in a frame on another site, without a cookie of ours; leaving quickly leaves all of it."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import world
from vertelpunt.models import Channel, Partner, Story, Vertelpunt
from vertelpunt.spreading.framing import Frame

pytestmark = pytest.mark.browser


@pytest.fixture
def site() -> Iterator[Any]:
    """The site of a partner, under another name than ours, with one page."""

    class Shows(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.server.page.encode()  # type: ignore[attr-defined]
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Shows) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def test_a_story_told_in_a_frame_and_left_quickly(
    live: str, site: Any, point: Vertelpunt, page: Page, settings: Any
) -> None:
    here = f"http://localhost:{site.server_address[1]}"
    settings.LEAVE_TO = f"{here}/weather"
    partner = Partner.objects.create(vertelpunt=point, name="Jeugd", sites=[here])
    link = Channel.objects.create(vertelpunt=point, code="jeugd-site", name="Jeugd", partner=partner)
    frame = Frame(f"{live}/v/jeugdhulp/", link.code, "Vertelpunt", False)
    site.page = f"<!doctype html><title>Partner</title><h1>Onze site</h1>{frame.html}"
    page.goto(here)
    inside = page.frame_locator("iframe")
    inside.locator("a.audience").nth(1).click()
    inside.locator("textarea").fill(world.TEXT)
    inside.locator("form#telling button.tell, form#telling button.main").first.click()
    expect(inside.locator("input[name^='q-']").first).to_be_attached()  # a question: the story was kept
    assert Story.objects.get().channel == link
    assert page.url.startswith(here)
    inside.locator("a.leave").click()
    page.wait_for_url("**/weather")
    Partner.objects.update(sites=["https://elsewhere.example"])
    with page.expect_event("framenavigated", lambda frame: frame.url.startswith("chrome-error:")):
        page.goto(here)
