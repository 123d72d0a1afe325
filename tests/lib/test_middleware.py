"""Every page: the reader's language, private headers, a strict policy, refusals in words, nothing private in logs."""

import logging
import logging.config
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from lib.logs import OnlyFaults, Scrub
from lib.texts import localized
from lib.words import shares_words
from vertelpunt.models import Vertelpunt

LOGGING: dict[str, Any] = settings.LOGGING


def test_a_dutch_page_unless_asked_otherwise(point: Vertelpunt, nobody: Client) -> None:
    assert nobody.get("/v/jeugdhulp/").headers["Content-Language"] == "nl"
    assert nobody.get("/v/jeugdhulp/", headers={"accept-language": "en"}).headers["Content-Language"] == "en"


def test_a_choice_of_language_stays_until_the_browser_closes(point: Vertelpunt, nobody: Client) -> None:
    cookie = nobody.get("/v/jeugdhulp/?lang=en").cookies["django_language"]
    assert (cookie.value, cookie["max-age"], cookie["httponly"]) == ("en", "", True)
    assert nobody.get("/v/jeugdhulp/").headers["Content-Language"] == "en"


def test_without_a_choice_nothing_is_kept_on_the_device(point: Vertelpunt, nobody: Client) -> None:
    assert not nobody.get("/v/jeugdhulp/").cookies


def test_a_language_that_we_do_not_speak_changes_nothing(point: Vertelpunt, nobody: Client) -> None:
    assert nobody.get("/v/jeugdhulp/?lang=xx").headers["Content-Language"] == "nl"


@pytest.mark.parametrize("path", ["/", "/v/jeugdhulp/", "/code/", "/meet/", "/accounts/login/", "/nowhere/"])
def test_headers_on_every_page(point: Vertelpunt, nobody: Client, path: str) -> None:
    headers = nobody.get(path).headers
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "private" in headers["Cache-Control"]


def test_a_log_line_holds_neither_query_nor_the_words_of_an_error() -> None:
    try:
        raise ValueError("a very private story")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "Error: %s", ("/code/?code=SECRET",), sys.exc_info())
    assert Scrub().filter(record)
    line = logging.Formatter().format(record)
    assert "private" not in line
    assert "SECRET" not in line
    assert "ValueError" in line


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the handler of our settings writes, of the web server and of the framework."""
    handler = logging.config.DictConfigurator(LOGGING)
    out, scrubbed = StringIO(), LOGGING["handlers"]["console"]["filters"]
    kept = logging.StreamHandler(out)
    for name in scrubbed:
        kept.addFilter(handler.configure_filter(dict(LOGGING["filters"][name])))
    loggers = [logging.getLogger(name) for name in ("django", "uvicorn")]
    for logger in loggers:
        logger.addHandler(kept)
    yield out
    for logger in loggers:
        logger.removeHandler(kept)


@pytest.mark.parametrize("path", ["/report/geheim/", "/mails/stop/geheim/", "/code/geheim/", "/nowhere/?code=geheim"])
def test_a_log_line_names_the_kind_of_page_and_never_its_address(
    path: str, db: None, nobody: Client, written: StringIO
) -> None:
    assert nobody.get(path).status_code >= 400
    assert written.getvalue()
    assert "geheim" not in written.getvalue()


def test_what_the_web_server_says_of_an_error_has_no_words_of_it(written: StringIO) -> None:
    assert "console" in LOGGING["loggers"]["uvicorn"]["handlers"]
    try:
        raise ValueError("a very private story")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    assert "ValueError" in written.getvalue()
    assert "private" not in written.getvalue()


def test_the_worker_does_not_write_when_it_looked_at_a_story() -> None:
    assert "faults" in LOGGING["loggers"]["django_tasks"]["filters"]
    said = {level: OnlyFaults().filter(logging.LogRecord("x", level, "", 0, "x", (), None)) for level in (20, 30, 40)}
    assert said == {20: False, 30: True, 40: True}


@pytest.mark.parametrize(
    ("texts", "shown"),
    [({"nl": "hier", "en": "here"}, "here"), ({"nl": "hier"}, "hier"), ({"tr": "burada"}, "burada"), ({}, "")],
)
def test_a_text_in_the_readers_language_else_dutch_else_any(texts: dict[str, str], shown: str) -> None:
    assert localized(texts, "en") == shown


def test_eight_words_in_a_row_are_a_repetition_and_seven_are_not() -> None:
    story = "de eerste keer dat iemand echt naar ons luisterde was thuis"
    assert shares_words("Ze zei: de eerste keer dat iemand echt naar ons.", story)
    assert not shares_words("eerste keer dat iemand echt naar ons wel", story)
