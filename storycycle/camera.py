"""Photograph pages of a demo that runs, and keep what is there already when nothing visibly changed."""

import io
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from PIL import Image, ImageChops

PHONE, DESK, LONG = (360, 740), (1280, 860), (1280, 1300)
BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]
SAME, NOTICEABLE = 0.004, 40  # a share of the points, and a step in grey of 256: a date may differ, a button not
PATIENCE = 300


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the page, who looks and on what; `first` does on the page what must be done before."""

    file: str
    path: str
    who: str | None = None
    size: tuple[int, int] = DESK
    first: Callable[[Any, str], None] | None = None


@contextmanager
def browser() -> Iterator[Any]:
    """Start the browser of this machine."""
    from playwright.sync_api import sync_playwright

    path = next((path for path in BROWSERS if Path(path).exists()), None)
    if path is None:
        raise CommandError("Pictures need Chromium. On Debian: sudo apt install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@contextmanager
def demo_beside(port: int = 8199) -> Iterator[str]:
    """Fill and start a demo of its own in a temporary folder, give its address, and end it."""
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DEMO": "1", "VAR_DIR": folder, "PUBLIC_URL": "https://vertelpunt.example"}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "manage.py", "demo", "--port", str(port)]
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)  # noqa: S603
        try:
            _wait_for(f"{address}/demo/", process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the demo is filled and answers."""
    for _attempt in range(PATIENCE):
        if process.poll() is not None:
            raise CommandError("The demo did not start: see the lines above.")
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310  our own, on this machine
            return
        except OSError:
            time.sleep(1)
    raise CommandError("The demo does not answer.")


def take(browser: Any, address: str, picture: Picture, target: Path) -> bool:
    """Take one picture when everything on the page is there; tell whether it was written, since it looks different."""
    made = first_page(browser, address, picture) if picture.path.endswith(".pdf") else shot(browser, address, picture)
    if target.exists() and looks_the_same(target.read_bytes(), made):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(made)
    return True


@contextmanager
def page_for(browser: Any, address: str, picture: Picture) -> Iterator[Any]:
    """Open a page as the person who looks, in Dutch."""
    width, height = picture.size
    context = browser.new_context(locale="nl-NL", viewport={"width": width, "height": height})
    page = context.new_page()
    if picture.who:
        page.goto(f"{address}/demo/")
        page.locator(f"form:has(input[value^='{picture.who}@']) button").click()
    yield page
    context.close()


def shot(browser: Any, address: str, picture: Picture) -> bytes:
    """Return what somebody sees on a page."""
    with page_for(browser, address, picture) as page:
        response = page.goto(address + picture.path)
        if response.status != 200:
            raise CommandError(f"{picture.path} answered {response.status}.")
        if picture.first:
            picture.first(page, address)
        page.wait_for_load_state("networkidle")  # charts are drawn after the page came
        return bytes(page.screenshot())


def first_page(browser: Any, address: str, picture: Picture) -> bytes:
    """Return the first page of a PDF, drawn by poppler's pdftoppm."""
    with page_for(browser, address, picture) as page:
        pdf = page.request.get(address + picture.path).body()
    command = ["pdftoppm", "-png", "-r", "110", "-singlefile", "-"]
    drawn: bytes = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout  # noqa: S603
    return drawn


def looks_the_same(old: bytes, new: bytes) -> bool:
    """Tell whether two pictures differ by less than one notices, such as a date."""
    before, after = (Image.open(io.BytesIO(one)).convert("L") for one in (old, new))
    if before.size != after.size:
        return False
    steps = ImageChops.difference(before, after).reduce(2).histogram()
    return sum(steps[NOTICEABLE:]) <= SAME * sum(steps)
