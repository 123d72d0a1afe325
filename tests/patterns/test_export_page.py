"""The page where stories are taken along: what is asked, what comes, and who finds it."""

import re

import pytest
from django.test import Client

from patterns.actions.selections import keep_selection
from people.access import Desk
from people.models import Event, User
from tests import world
from vertelpunt.access import Workplace
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/export/"
ASKED = {"kind": "csv", "audience": "inside", "names": "codes", "stories": "", "parts": ["number", "heard"]}


@pytest.fixture
def signed_in(client: Client, bram: User) -> Client:
    """The browser of Bram, analyst."""
    client.force_login(bram)
    return client


def content(client: Client, **asked: object) -> bytes:
    """Return the file that the page gives."""
    response = client.post(PAGE, ASKED | asked)
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_the_page_says_what_leaves_and_gives_the_file(signed_in: Client, point: Vertelpunt) -> None:
    told = world.story(point, answers={"heard": 30})
    page = signed_in.get(PAGE).content.decode()
    assert 'name="parts" value="themes"' in page
    assert content(signed_in).decode("utf-8-sig") == f"number;heard\r\n{told.number};30\r\n"
    assert Event.objects.filter(verb="stories-exported-csv").count() == 1


def test_a_kept_selection_chooses_the_stories(signed_in: Client, desk: Desk, point: Vertelpunt) -> None:
    told = [world.story(point, answers={"heard": heard}) for heard in (10, 90)]
    kept = keep_selection(place=Workplace(desk, point), name="Weinig gehoord", query="heard=0..33")
    lines = content(signed_in, stories=str(kept.pk)).decode().splitlines()[1:]
    assert lines == [f"{told[0].number};10"]


def test_what_cannot_leave_is_said_on_the_page(signed_in: Client, point: Vertelpunt) -> None:
    world.story(point)
    answer = signed_in.post(PAGE, ASKED | {"audience": "outside"})
    assert "minstens 5 verhalen" in answer.content.decode()
    assert (answer.status_code, "Content-Disposition" in answer.headers) == (400, False)
    assert signed_in.post(PAGE, ASKED | {"parts": []}).status_code == 400
    assert not Event.objects.filter(verb__startswith="stories-exported").exists()


def test_a_kind_that_cannot_be_made_here_is_refused_with_what_to_do(
    signed_in: Client, point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.story(point)
    monkeypatch.setattr("vertelpunt.exporting.spss.find_spec", lambda _name: None)
    answer = signed_in.post(PAGE, ASKED | {"kind": "sav"})
    assert answer.status_code == 400
    assert "requirements-spss.txt" in answer.content.decode()


def ticked(page: str) -> list[str]:
    """Return which columns are ticked on the page."""
    return re.findall(r'name="parts" value="([^"]+)"[^>]*checked', page)


def test_all_columns_or_none_are_ticked_by_a_button_that_keeps_the_rest(signed_in: Client, point: Vertelpunt) -> None:
    world.story(point)
    answer = signed_in.post(PAGE, ASKED | {"tick": "none", "kind": "jsonl"})
    page = answer.content.decode()
    assert (answer.status_code, ticked(page), 'role="alert"' in page) == (200, [], False)
    assert re.search(r'value="jsonl"[^>]*checked', page)
    assert re.search(r'value="inside"[^>]*checked', page)
    page = signed_in.post(PAGE, ASKED | {"tick": "all", "parts": ["heard"]}).content.decode()
    assert {"number", "heard", "themes", "text"} <= set(ticked(page))
    assert not Event.objects.filter(verb__startswith="stories-exported").exists()


@pytest.mark.parametrize("kind", ["xlsx", "jsonl", "codebook"])
def test_every_kind_comes_by_the_page(signed_in: Client, point: Vertelpunt, kind: str) -> None:
    world.story(point, answers={"heard": 30})
    assert content(signed_in, kind=kind)


def test_who_may_not_take_stories_along_finds_no_page(client: Client, cem: User, point: Vertelpunt) -> None:
    client.force_login(cem)
    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.get("/c/noord/v/jeugdhulp/").content.decode()
