"""Somebody who needs a second step can set it up: page, picture, code of the letters shown, and in."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from people.models import User
from tests.world import PASSWORD

ACTIVATE = "/accounts/2fa/totp/activate/"


@pytest.fixture
def signed_in(anna: User, client: Client, settings: object) -> Client:
    """Anna, who may read unreleased stories, just signed in with her password."""
    settings.DEMO = False  # type: ignore[attr-defined]
    client.post("/accounts/login/", {"login": anna.email, "password": PASSWORD})
    return client


def letters(client: Client) -> str:
    """Return the letters that the page shows."""
    found = re.search(r'<code class="panel">(\w+)', client.get(ACTIVATE).content.decode())
    assert found
    return found.group(1)


def test_the_page_comes_right_after_signing_in(signed_in: Client) -> None:
    assert signed_in.get(ACTIVATE).status_code == 200


def test_the_picture_is_there_and_leaves_the_letters_as_they_are(signed_in: Client) -> None:
    shown = letters(signed_in)
    picture = signed_in.get("/second-step.svg")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/svg+xml")
    assert signed_in.session["mfa.totp.secret"] == shown


def test_the_code_of_the_letters_lets_her_in(signed_in: Client) -> None:
    shown = letters(signed_in)
    code = format_hotp_value(hotp_value(shown, next(iter(yield_hotp_counters_from_time()))))
    signed_in.post(ACTIVATE, {"code": code})
    assert "2fa" not in signed_in.get("/home/").headers["Location"]
