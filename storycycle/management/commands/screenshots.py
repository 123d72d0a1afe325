"""Take the pictures of the documents from a demo that runs, so that they stay true."""

import subprocess
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

PHONE, DESK, LONG = (360, 740), (1280, 860), (1280, 1300)
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]
POINT, CARDS = "/c/landelijk/v/jeugdhulp/", "/c/landelijk/observations/"
PATTERN = "slider_slider:heard:own_say"


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the page, who looks and on what."""

    file: str
    path: str
    who: str | None = None
    size: tuple[int, int] = DESK


PICTURES = (
    Picture("landing.png", "/v/jeugdhulp/", size=PHONE),
    Picture("dashboard.png", "/c/landelijk/v/jeugdhulp/", "youssef"),
    Picture("patterns.png", "/c/landelijk/v/jeugdhulp/patterns/", "youssef"),
    Picture("card.png", "/c/landelijk/observations/1/card.pdf", "youssef"),
    Picture("board.png", "/c/zandhoven/sessions/1/tables/1/", "hakan"),
    Picture("outcomes.png", "/v/jeugdhulp/outcomes/", size=PHONE),
)
HANDBOOK = (
    Picture("verkennen.png", f"{POINT}?audience=parent&themes=waiting", "youssef", LONG),
    Picture("vergelijken.png", f"{POINT}compare/?a=audience%3Dyouth&b=audience%3Dparent", "youssef", LONG),
    Picture("patronen.png", f"{POINT}patterns/#findings", "youssef"),
    Picture("patroon.png", f"{POINT}patterns/{PATTERN}/#figure", "youssef"),
    Picture("nieuwe-kaart.png", f"{POINT}observations/new/?pattern={PATTERN}", "youssef"),
    Picture("kaart-schrijven.png", f"{CARDS}1/", "youssef", LONG),
    Picture("verhalen-kiezen.png", f"{CARDS}1/stories/#part-typical", "youssef"),
    Picture("citaat.png", f"{CARDS}1/stories/2019/", "youssef"),
    Picture("cijfers.png", f"{CARDS}1/numbers/", "youssef"),
    Picture("set.png", f"{CARDS}sets/1/", "youssef", LONG),
    Picture("printen.png", f"{CARDS}sets/1/print/", "youssef", LONG),
    Picture("eerst-raden.png", f"{CARDS}1/card/", "youssef", (360, 1100)),
)


class Command(BaseCommand):
    """Photograph the pages of the demo."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the demo runs")
        parser.add_argument("--browser", default="/usr/bin/chromium")
        parser.add_argument("--only", help="one file, or handleiding for those of the handbook")
        parser.add_argument("--to", type=Path, default=settings.BASE_DIR / "docs" / "img")

    def handle(self, *args: Any, **options: Any) -> None:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options["browser"], args=ARGUMENTS)
            for picture, folder in [*((one, "") for one in PICTURES), *((one, "handleiding") for one in HANDBOOK)]:
                if options["only"] in (None, picture.file, folder):
                    take(browser, options["address"], picture, options["to"] / folder / picture.file)
                    self.stdout.write(picture.file)
            browser.close()


def take(browser: Any, address: str, picture: Picture, target: Path) -> None:
    """Take one picture, when everything on the page is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    width, height = picture.size
    context = browser.new_context(locale="nl-NL", viewport={"width": width, "height": height})
    page = context.new_page()
    if picture.who:
        page.goto(f"{address}/demo/")
        page.locator(f"form:has(input[value^='{picture.who}@']) button").click()
    if picture.path.endswith(".pdf"):
        first_page(page.request.get(address + picture.path).body(), target)
    else:
        response = page.goto(address + picture.path)
        if response.status != 200:
            raise CommandError(f"{picture.path} answered {response.status}.")
        page.wait_for_load_state("networkidle")  # charts are drawn after the page came
        page.screenshot(path=target)
    context.close()


def first_page(pdf: bytes, target: Path) -> None:
    """Draw the first page of a PDF, with poppler's pdftoppm."""
    command = ["pdftoppm", "-png", "-r", "110", "-singlefile", "-", str(target.with_suffix(""))]
    subprocess.run(command, input=pdf, check=True)  # noqa: S603
