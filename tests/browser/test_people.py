"""Pages about people, who read what, and every page that says that something went wrong fit and are accessible."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from playwright.sync_api import Page

from lib.crowd import Room
from people.models import Coalition, Membership, User
from people.roles import Role
from tests.browser.conftest import DESK, PHONE, check_axe
from tests.browser.test_find import no_sideways, sign_in
from vertelpunt import queries
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.browser
both_sizes = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
PAGES = ("people", "coalitions", "keys", "keys/messages", "mails", "upkeep", "reading")
SEND = """([path, size]) => {
  const form = document.createElement("form"), field = document.createElement("textarea");
  Object.assign(form, {method: "post", action: path});
  Object.assign(field, {name: "text", value: "a".repeat(size)});
  form.append(field);
  document.body.append(form);
  form.submit();
}"""


@both_sizes
def test_pages_about_people_and_who_read_what(
    live: str, page: Page, anna: User, cem: User, noord: Coalition, size: Any
) -> None:
    Membership.objects.create(user=anna, coalition=noord, role=Role.ADMINISTRATOR)
    sign_in(page, live, anna)
    page.set_viewport_size(size)
    for path in ("/home/", *(f"/c/noord/{name}/" for name in (*PAGES, f"people/{cem.pk}"))):
        answer = page.goto(live + path)
        assert (answer is not None and answer.status, no_sideways(page)) == (200, True), path
        check_axe(page)


def _fail(error: Exception) -> Callable[..., Any]:
    def broken(*_args: object) -> Any:
        raise error

    return broken


FAULTS = {"403": _fail(PermissionDenied()), "500": _fail(RuntimeError())}


@both_sizes
@pytest.mark.parametrize("status", FAULTS)
def test_pages_of_what_may_not_or_fails(
    live: str, page: Page, point: Vertelpunt, monkeypatch: pytest.MonkeyPatch, status: str, size: Any
) -> None:
    page.set_viewport_size(size)
    monkeypatch.setattr(queries, "open_vertelpunten", FAULTS[status])
    monkeypatch.setattr(queries, "public_vertelpunten", FAULTS[status])
    for path in ("/", "/v/jeugdhulp/"):
        answer = page.goto(live + path)
        assert (answer is not None and answer.status, no_sideways(page)) == (int(status), True), path
        check_axe(page)


@both_sizes
def test_pages_of_what_is_not_there_or_came_when_it_was_busy(
    live: str, page: Page, point: Vertelpunt, monkeypatch: pytest.MonkeyPatch, size: Any
) -> None:
    page.set_viewport_size(size)
    for status in (404, 503):
        for path in ("/c/noord/niets/", "/v/niets/"):
            answer = page.goto(live + path)
            assert (answer is not None and answer.status, no_sideways(page)) == (status, True), path
            check_axe(page)

        async def full(_room: Room) -> bool:
            return False

        monkeypatch.setattr(Room, "_take", full)


@both_sizes
@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/accounts/login/", 10, 403),
        ("/accounts/login/", 9_000_000, 413),
        ("/v/jeugdhulp/tell/parent/", 9_000_000, 413),
        ("/v/jeugdhulp/tell/parent/", 120_000, 422),
    ],
)
def test_pages_of_a_form_without_its_token_or_that_is_too_large(
    live: str, page: Page, point: Vertelpunt, path: str, length: int, status: int, size: Any
) -> None:
    page.set_viewport_size(size)
    page.goto(f"{live}/accounts/login/")
    with page.expect_navigation() as sent:
        page.evaluate(SEND, [path, length])
    assert (sent.value.status, no_sideways(page)) == (status, True)
    check_axe(page)


@both_sizes
def test_the_busy_page_gives_a_story_back(
    live: str, page: Page, point: Vertelpunt, monkeypatch: pytest.MonkeyPatch, size: Any
) -> None:
    async def full(_room: Room) -> bool:
        return False

    page.set_viewport_size(size)
    page.goto(f"{live}/v/jeugdhulp/tell/parent/")
    page.fill("[name=text]", "We zaten samen aan tafel en praatten lang.")
    monkeypatch.setattr(Room, "_take", full)
    page.evaluate("document.querySelector('#telling').submit()")
    page.wait_for_selector("[role=alert]:has-text('mensen tegelijk')")
    assert "aan tafel" in page.content()
    assert no_sideways(page)
    check_axe(page)
