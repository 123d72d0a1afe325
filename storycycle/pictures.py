"""Every picture of the documents: which page of the demo it is, who looks at it, and what is done there first."""

from typing import Any

from storycycle.camera import LONG, PHONE, Picture

POINT, CARDS = "/c/landelijk/v/jeugdhulp/", "/c/landelijk/observations/"
AHEAD = "/c/merendal/sessions/2/"
PATTERN = "slider_slider:heard:own_say"
FILE = "verhalen-2024.csv"
ROWS = (
    ("Verhaal", "Titel", "Gehoord", "Cijfer", "Wie hielp"),
    ("Ze belde elke week en vroeg hoe het met mij ging, ook toen het al beter ging.", "Elke week", "1", "9", "school"),
    ("We wachtten een jaar op een plek. Niemand belde om te zeggen hoe lang nog.", "Wachten", "7", "99", "huisarts"),
    ("Mijn mentor ging mee naar het eerste gesprek. Dat maakte het makkelijker.", "Samen heen", "2", "8", "school"),
    ("Elke keer een ander, en elke keer weer het hele verhaal vertellen.", "Opnieuw", "9", "4", "wijkteam"),
    ("Wij kregen hulp bij het papierwerk, en toen kwam er rust in huis.", "Rust", "3", "8", "None"),
)

README = (
    Picture("landing.png", "/v/jeugdhulp/", size=PHONE),
    Picture("dashboard.png", "/c/landelijk/v/jeugdhulp/", "youssef"),
    Picture("patterns.png", "/c/landelijk/v/jeugdhulp/patterns/", "youssef"),
    Picture("card.png", "/c/landelijk/observations/1/card.pdf", "youssef"),
    Picture("board.png", "/c/zandhoven/sessions/1/tables/1/", "hakan"),
    Picture("outcomes.png", "/v/jeugdhulp/outcomes/", size=PHONE),
)


def bring_in(page: Any, address: str) -> None:
    """Choose a file of stories and look at its columns."""
    data = "\n".join(";".join(row) for row in ROWS).encode()
    page.locator("input[type=file]").first.set_input_files({"name": FILE, "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Bekijk het bestand").click()
    page.get_by_role("heading", name=f"De kolommen van {FILE}").wait_for()


def check_it(page: Any, address: str) -> None:
    """Bring a file in as far as the report: say what was asked, and have everything checked."""
    bring_in(page, address)
    check = page.get_by_role("button", name="Controleer alles")
    check.click()
    page.locator(".import-open").first.wait_for()
    for box in page.locator('.import-ask input[type="checkbox"]').all():
        box.check()
    check.click()
    page.get_by_role("button", name="verhalen in").wait_for()


def open_session(page: Any, address: str) -> None:
    """Open the session, if that was not done for another picture, and come back."""
    here = page.url
    page.goto(address + AHEAD)
    for name in ("Bijeenkomst openen", "Ja, nu openen"):
        button = page.get_by_role("button", name=name)
        if button.is_visible():
            button.click()
            page.wait_for_load_state()
    page.goto(here)


HANDBOOK = (
    Picture("beginnen.png", "/c/kustland/", "noor", (1280, 1010)),
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
    Picture("lezen.png", f"{POINT}moderation/", "tessa", LONG),
    Picture("inlezen.png", f"{POINT}import/", "marjan"),
    Picture("inlezen-kolommen.png", f"{POINT}import/", "marjan", (1280, 1250), bring_in),
    Picture("inlezen-controle.png", f"{POINT}import/", "marjan", (1280, 1100), check_it),
    Picture("programma.png", f"{AHEAD}programme/", "samira", LONG),
    Picture("mensen.png", f"{AHEAD}people/", "samira", LONG),
    Picture("plekken.png", f"{AHEAD}seats/", "samira", LONG),
    Picture("bijeenkomst-leiden.png", f"{AHEAD}lead/", "samira", (1280, 1060), open_session),
    Picture("groot-scherm.png", f"{AHEAD}plenary/", "samira", (1280, 600), open_session),
)
