"""The first answer of many stories: a page at once, that makes place when they were read."""

import sys
from collections.abc import Callable
from threading import Event

import pytest
from django.test import Client

from patterns.explorer import aside, stock
from people.models import User
from tests.patterns.told import tell_many
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/"
ASKS = {"hx-request": "true", "hx-target": "waiting"}
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What was begun aside; here it is done when the test says so."""
    works: list[Callable[[], object]] = []
    monkeypatch.setattr(aside, "begin", lambda name, work: works.append(work))
    monkeypatch.setattr(stock, "MANY", 5)
    return works


@pytest.fixture
def seen(client: Client, bram: User, point: Vertelpunt) -> Client:
    """The browser of Bram, analyst of Noord, who has eight stories."""
    tell_many(point, 8)
    client.force_login(bram)
    return client


@pytest.mark.parametrize("page", ["", "response/", "compare/"])
def test_who_asks_first_sees_at_once_that_it_is_read(
    seen: Client, begun: list[Callable[[], object]], page: str
) -> None:
    response = seen.get(f"{PAGE}{page}?a=1", headers=ENGLISH)
    text = response.content.decode()
    assert "The answers of 8 stories are being read." in text
    assert f'hx-get="{PAGE}{page}?a=1"' in text
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in text
    assert seen.get(f"{PAGE}{page}?a=1", headers=ASKS).status_code == 204
    assert "HX-Refresh" not in seen.get(f"{PAGE}{page}", headers=ASKS).headers
    begun[0]()
    assert seen.get(f"{PAGE}{page}", headers=ASKS).headers["HX-Refresh"] == "true"
    assert "are being read" not in seen.get(f"{PAGE}{page}", headers=ENGLISH).content.decode()


def test_few_stories_are_read_while_one_waits(seen: Client, begun: list[Callable[[], object]]) -> None:
    stock.MANY = 8
    assert "are being read" not in seen.get(f"{PAGE}", headers=ENGLISH).content.decode()
    assert not begun


def test_a_part_of_the_page_gives_way_to_the_page(seen: Client, begun: list[Callable[[], object]]) -> None:
    response = seen.get(f"{PAGE}?q=fiets", headers={"hx-request": "true", "hx-target": "explorer"})
    assert response.headers["HX-Redirect"] == f"{PAGE}?q=fiets"


def test_another_shape_is_read_anew_aside(seen: Client, begun: list[Callable[[], object]], point: Vertelpunt) -> None:
    seen.get(f"{PAGE}")
    begun[0]()
    audience = point.audiences.all()[0]
    audience.name = {"nl": "jeugd", "en": "young"}
    audience.save()
    assert "are being read" in seen.get(f"{PAGE}", headers=ENGLISH).content.decode()


def test_what_cannot_be_read_aside_is_read_while_one_waits(
    seen: Client, begun: list[Callable[[], object]], point: Vertelpunt
) -> None:
    aside._failed.add((point.pk, point.coalition_id))
    assert "are being read" not in seen.get(f"{PAGE}", headers=ENGLISH).content.decode()
    assert not aside._failed


def test_work_that_stops_half_way_says_so_once() -> None:
    def stops() -> None:
        raise ValueError

    aside.begin("stops", stops).join()
    assert aside.failed("stops")
    assert not aside.failed("stops")


def test_work_beside_requests_gives_way_until_the_last_of_it_is_done() -> None:
    seen, inside, others = [], Event(), Event()

    def first() -> None:
        seen.append(sys.getswitchinterval())
        inside.set()
        others.wait(10)

    long = aside.begin("long", first)
    assert inside.wait(10)
    aside.begin("short", lambda: seen.append(sys.getswitchinterval())).join()
    between = sys.getswitchinterval()
    others.set()
    long.join()
    assert seen == [pytest.approx(aside.SOON)] * 2
    assert between == pytest.approx(aside.SOON)
    assert sys.getswitchinterval() == pytest.approx(aside.USUAL)


def test_work_that_stops_half_way_gives_way_no_longer() -> None:
    def fail() -> None:
        raise ValueError("a fault")

    aside.begin("failing", fail).join()
    assert sys.getswitchinterval() == pytest.approx(aside.USUAL)
    assert aside.failed("failing")
