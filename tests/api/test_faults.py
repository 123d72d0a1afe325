"""Every fault that a program may meet has one shape, and says in its own language what became of it and what to do."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from api import throttling
from lib.limits import Limit
from people.models import User
from people.scopes import Scope
from tests.api.conftest import Give
from vertelpunt.models import Story, Vertelpunt

STORIES = "/api/v1/coalitions/noord/vertelpunten/jeugdhulp/stories/"
JSON = "application/json"
KEPT = {"nl": "Er is niets bewaard.", "en": "Nothing was kept."}
RAW = re.compile(r"dictionary|Ensure|Zorg ervoor|Not a valid|No data|veld|field|CSRF|header\.|%\(|Failed")
WRONG = {"audience": {"a": 1}, "text": None, "answers": [1], "language": "x" * 20, "version": 99999}
Ask = Callable[[Client], Any]


def post(body: Any, type_: str = JSON, **headers: str) -> Ask:
    """Return what sends a story."""
    sent = {"Idempotency-Key": "form-0001"} | headers
    return lambda asks: asks.post(STORIES, body, content_type=type_, headers=sent)


def in_other_letters(asks: Client) -> Any:
    """Send JSON that says that it is in an encoding of no text."""
    return asks.generic("POST", STORIES, b"{}", f"{JSON}; charset=rot13")


def without_key(asks: Client) -> Any:
    """Ask as somebody without a key, in the same language."""
    return Client(headers={"Accept-Language": asks.defaults["HTTP_ACCEPT_LANGUAGE"]}).get(STORIES)


UNNAMED = post({"audience": "parent", "text": "x"}, **{"Idempotency-Key": ""})
FAULTS: dict[str, tuple[int, str, Ask]] = {
    "bad JSON": (400, "parse_error", post("{")),
    "endlessly deep": (400, "parse_error", post("[" * 100_000)),
    "another encoding": (400, "parse_error", in_other_letters),
    "a list": (400, "invalid", post([1])),
    "nothing": (400, "invalid", post("null")),
    "missing": (400, "invalid", post({})),
    "wrong types": (400, "invalid", post(WRONG)),
    "no name of its own": (400, "bad_idempotency_key", UNNAMED),
    "method": (405, "method_not_allowed", lambda asks: asks.put(STORIES, {}, content_type=JSON)),
    "strange method": (405, "method_not_allowed", lambda asks: asks.generic("BREW", STORIES)),
    "a form": (415, "unsupported_media_type", post("a=1", "application/x-www-form-urlencoded")),
    "large": (413, "too_big", post({"text": "x" * 2**20})),
    "very large": (413, "too_big", post({"text": "x" * 2**24})),
    "cursor": (404, "bad_cursor", lambda asks: asks.get(f"{STORIES}?cursor=zz")),
    "limit": (400, "bad_limit", lambda asks: asks.get(f"{STORIES}?limit=zz")),
    "not found": (404, "not_found", lambda asks: asks.get(STORIES.replace("jeugdhulp", "weg"))),
    "no such address": (404, "not_found", lambda asks: asks.post("/api/v1/nowhere/", {}, content_type=JSON)),
    "no slash": (404, "not_found", lambda asks: asks.post(STORIES.rstrip("/"), {}, content_type=JSON)),
    "format": (404, "not_found", lambda asks: asks.get(f"{STORIES}?format=xml")),
    "a page": (406, "not_acceptable", lambda asks: asks.get(STORIES, headers={"Accept": "text/html"})),
    "another site": (400, "bad_request", lambda asks: asks.get(STORIES, headers={"Host": "evil..example"})),
    "no key": (401, "not_authenticated", without_key),
    "bad key": (401, "authentication_failed", lambda asks: asks.get(STORIES, headers={"Authorization": "Bearer x"})),
    "scope": (403, "permission_denied", lambda asks: asks.get(STORIES.replace("stories", "patterns"))),
}


def in_language(program: Give, language: str) -> Client:
    """Return a program with a key that reads `language`."""
    asks = program(Scope.WRITE_STORIES, Scope.READ_STORIES)
    asks.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    return asks


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_one_shape_and_a_sentence(point: Vertelpunt, program: Give, name: str, language: str) -> None:
    status, code, ask = FAULTS[name]
    answer = ask(in_language(program, language))
    body = answer.json()
    assert (answer.status_code, body["code"], answer.headers["Content-Language"]) == (status, code, language)
    assert answer.headers["Content-Type"].startswith(JSON)
    assert {"code", "detail"} <= set(body) <= {"code", "detail", "faults"}
    sentences = [body["detail"], *body.get("faults", {}).values()]
    assert all(said.endswith(".") and not RAW.search(said) for said in sentences), sentences
    if answer.wsgi_request.method not in ("GET", "HEAD"):
        assert KEPT[language] in body["detail"]
    assert not Story.everything.exists()


def test_the_two_languages_differ_in_every_sentence(point: Vertelpunt, program: Give) -> None:
    said = {
        language: [ask(in_language(program, language)).json()["detail"] for _status, _code, ask in FAULTS.values()]
        for language in ("nl", "en")
    }
    assert [one for one, other in zip(said["nl"], said["en"], strict=True) if one == other] == []


def test_each_field_says_what_is_wrong_with_it(point: Vertelpunt, program: Give) -> None:
    found = post(WRONG)(in_language(program, "nl")).json()["faults"]
    assert found == {
        "audience": "Dit is van een andere soort dan de beschrijving van de API zegt.",
        "text": "Dit mag niet null zijn.",
        "answers": "Dit moet een object zijn: namen met waarden.",
        "language": "Dit heeft meer dan 8 tekens.",
        "version": "Dit is meer dan 32767.",
    }


def test_who_only_reads_is_led_to_the_address_with_a_slash(point: Vertelpunt, program: Give) -> None:
    answer = in_language(program, "nl").get(STORIES.rstrip("/"))
    assert (answer.status_code, answer.headers["Location"]) == (301, STORIES)


def test_an_address_says_what_it_takes(point: Vertelpunt, program: Give) -> None:
    said = FAULTS["method"][2](in_language(program, "en")).json()["detail"]
    assert said == "This address does not take PUT. It takes GET, POST, HEAD, OPTIONS. Nothing was kept."


def test_too_often_says_when_to_come_back(point: Vertelpunt, program: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "KNOWN", Limit("api-known", most=0, seconds=60))
    for language in KEPT:
        answer = post({})(in_language(program, language))
        assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (429, "throttled", "60")
        assert answer.json()["detail"].endswith(KEPT[language])


def test_a_browser_without_its_form_token_reads_why(point: Vertelpunt, anna: User) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
    browser.force_login(anna)
    answer = browser.post(STORIES, {}, content_type=JSON)
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")
    assert "A program sends a key." in answer.json()["detail"]
