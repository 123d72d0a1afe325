"""A real browser against the real application: uvicorn in a thread, Debian's Chromium, axe."""

import asyncio
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, expect

BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
expect.set_options(timeout=20_000)  # what a machine with other work needs; nothing waits longer than it must


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start Debian's Chromium: playwright's own is not needed. Its shell without a window is three times as fast."""
    browser = next(path for path in BROWSERS if Path(path).exists())
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    return {"executable_path": browser, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A Dutch reader with a phone."""
    return {"locale": "nl-NL", "viewport": PHONE}


def its_loop(thing: Any) -> Iterator[Any]:
    """Give what lives in the loop of now, and put that loop back before it ends: other tests run without it."""
    loop = asyncio._get_running_loop()
    yield thing
    asyncio._set_running_loop(loop)


@pytest.fixture(scope="session")
def playwright(playwright: Playwright) -> Iterator[Playwright]:
    """What drives the browsers."""
    yield from its_loop(playwright)


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Iterator[Browser]:
    """The browser of most tests."""
    yield from its_loop(browser)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def live(transactional_db: None) -> Iterator[str]:
    """Serve the application; give its address."""
    from storycycle.asgi import application

    port = free_port()
    config = uvicorn.Config(
        application, host="127.0.0.1", port=port, log_level="warning", lifespan="off", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


def check_axe(page: Page) -> None:
    """Fail with axe's findings on this page, seen whole: bars that stick would cover parts of what lies under them."""
    page.wait_for_load_state("load")  # the page that the last click leads to may still be on its way
    page.wait_for_selector("body", state="attached")
    size, whole = page.viewport_size or PHONE, page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], whole)})
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": STANDARD}}
    if "phone]" in os.environ.get(
        "PYTEST_CURRENT_TEST", ""
    ):  # on a desk nothing is folded: colours, which take most time, there
        options["rules"] = {"color-contrast": {"enabled": False}}
    found = Axe().run(page, options=options).response["violations"]
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    assert not found, [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found]
