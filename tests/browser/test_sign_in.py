"""Signing in: by choice in the demo, with a second step elsewhere."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from people.models import User
from tests.browser.conftest import check_axe
from tests.world import PASSWORD

pytestmark = pytest.mark.browser


def test_the_sign_in_page_is_accessible(live: str, page: Page) -> None:
    page.goto(f"{live}/accounts/login/")
    check_axe(page)


def test_a_role_that_sees_unreleased_stories_sets_up_a_second_step(
    anna: User, client: Client, settings: object
) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    client.post("/accounts/login/", {"login": anna.email, "password": PASSWORD})
    assert client.get("/home/").headers["Location"].endswith("/accounts/2fa/totp/activate/")


def test_a_reader_needs_no_second_step(lena: User, client: Client, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    client.post("/accounts/login/", {"login": lena.email, "password": PASSWORD})
    assert "2fa" not in client.get("/home/").headers["Location"]
